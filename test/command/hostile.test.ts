import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { mutated, mutations } from '../../simulation/fuzz/json-mutation';
import { VALID_FILE } from '../../simulation/fuzz/valid-file';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { completeSample } from '../support/sample';
import { served } from '../support/served';

/** Characters that a terminal obeys, except line breaks. */
const OBEYED = /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}](?<!\n)/u;

/** A line of a stack trace. */
const TRACE = /\n {4}at /;

const HOSTILE = '\u001b[2J\u009b31m\u202etxt';

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-tests-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('an error of usage', () => {
  test.each([
    ['command', [HOSTILE]],
    ['option', ['status', `--${HOSTILE}`]],
    ['value', ['runs', 'list', '--limit', HOSTILE]],
  ])('prints no control characters of an unknown %s', async (_, args) => {
    // Act
    const { status, stdout, stderr } = await cli.run(args);

    // Assess
    expect(status).toBe(2);
    expect(`${stdout}${stderr}`).not.toMatch(OBEYED);
    expect(stderr).toContain('\\u001b[2J');
  });
});

describe('a path that is no file of the command', () => {
  const unreadable = [
    ['a device without an end', '/dev/zero', 'has more than 16 MiB'],
    ['memory', '/proc/self/mem', "Could not read '/proc/self/mem'"],
    ['a folder', '/', "Could not read '/'"],
  ].filter(([, path = '']) => existsSync(path));

  test.each(unreadable)('is refused with one error as --outputs: %s', async (_, path = '', message = '') => {
    // Act
    const { status, stdout, stderr } = await cli.run(['status', '--outputs', path]);

    // Assess
    expect({ status: status === 0, stdout }).toEqual({ status: false, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(TRACE);
  });

  test.each(unreadable.slice(0, 2))(
    'is refused with one error as a parameter file: %s',
    async (_, path = '', message = '') => {
      // Act
      const { status, stderr } = await cli.run(['validate', path]);

      // Assess
      expect(status).not.toBe(0);
      expect(stderr).toContain(message);
      expect(stderr).not.toMatch(TRACE);
    },
  );

  test('is refused with the missing names as --outputs: null', async () => {
    // Prepare
    const path = join(folder, 'null.json');
    await writeFile(path, 'null');

    // Act
    const { status, stderr } = await cli.run(['status', '--outputs', path]);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toContain(`${path} must have dataBucket, `);
  });
});

describe('the command line', () => {
  test('prints no control characters, whatever is in files and in their names', async () => {
    // Prepare
    const changes = fc.sample(fc.array(mutations, { minLength: 1, maxLength: 3 }), { seed: 3, numRuns: 30 });
    const files = await Promise.all(
      changes.map(async (change, index) => {
        const path = join(folder, `${index}-${HOSTILE}.json`);
        await writeFile(path, mutated(VALID_FILE, change).slice(0, 200_000));
        return path;
      }),
    );

    // Act
    const text = await cli.run(['validate', ...files]);
    const json = await cli.run(['validate', '--json', ...files]);
    const missing = await cli.run(['validate', join(folder, `no-${HOSTILE}`)]);

    // Assess
    expect(text.stdout).toMatch(/^\d+ files? valid, \d+ invalid$/m);
    for (const { stdout, stderr } of [text, json, missing]) {
      expect(stdout).not.toMatch(OBEYED);
      expect(stderr).not.toMatch(OBEYED);
    }
    const checked = JSON.parse(json.stdout) as readonly { readonly file: string }[];
    expect(checked.map(({ file }) => file)).toEqual(files);
    expect(missing.stderr).toContain(' not found.');
  });

  test('prints no control characters, whatever is in tags, reasons and keys in AWS', async () => {
    // Prepare
    const account = await openQuick();
    const sample = completeSample();
    // Personalize allows any kind of blank in tags.
    sample.datasetGroup.serviceConfig.tags = [{ tagKey: 'a\u2028b', tagValue: '\u2029' }];
    account.local.personalize.failNext({ resource: 'filter/small-filter', reason: `Bad: ${HOSTILE}\n.` });
    await account.run(sample);
    const key = `train/small/${HOSTILE}.json`;
    await account.put({ [key]: `{"${HOSTILE}": 1}` });
    await account.settle();
    const served = await serve(account);
    const mirror = join(folder, 'mirror/train/small');
    await mkdir(mirror, { recursive: true });
    await writeFile(join(mirror, `${HOSTILE}.json`), JSON.stringify(sample));

    // Act
    const results = [
      await served.run(['status']),
      await served.run(['status', '--json']),
      await served.run(['status', HOSTILE]),
      await served.run(['plan', join(folder, 'mirror')]),
      await served.run(['import-dataset-group', '-d', 'small', '--stdout']),
      await served.run(['import-dataset-group', '-d', HOSTILE]),
      await served.run(['schedules', 'describe', HOSTILE]),
      await served.run(['apply', join(folder, 'mirror'), '--yes', '--no-wait']),
      await served.run(['destroy', HOSTILE]),
    ];

    // Assess
    for (const { stdout, stderr } of results) {
      expect(stdout).not.toMatch(OBEYED);
      expect(stderr).not.toMatch(OBEYED);
      expect(`${stdout}${stderr}`).not.toMatch(TRACE);
    }
    const [status, , , plan, imported] = results;
    expect(status?.stdout).toContain('Bad: \\u001b[2J\\u009b31m\\u202etxt');
    expect(plan?.stdout).toContain('for dataset group');
    expect(JSON.parse(imported?.stdout ?? '')).toMatchObject({
      datasetGroup: { serviceConfig: { tags: [{ tagKey: 'a\u2028b', tagValue: '\u2029' }] } },
    });
  });
});
