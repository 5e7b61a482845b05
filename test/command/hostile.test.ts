import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { mutated, mutations } from '../../simulation/fuzz/json-mutation';
import { VALID_FILE } from '../../simulation/fuzz/valid-file';
import { accounts } from '../support/accounts';
import { builtCli, type Result } from '../support/cli';
import { HOSTILE, OBEYED, TRACE } from '../support/hostile';
import { completeSample } from '../support/sample';
import { served } from '../support/served';

const cli = builtCli();
const { openQuick, shared } = accounts();

/** An account with a run that has ended. No test may change anything in it. */
const trained = shared(async () => {
  const account = await openQuick();
  await account.run(completeSample());
  return account;
});
const serve = served(cli);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-tests-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Arguments that no command accepts. */
const USAGE: readonly (readonly [string, readonly string[]])[] = [
  ['a command that clears the screen', [HOSTILE]],
  ['a command of a hundred thousand letters', ['x'.repeat(100_000)]],
  ['the command __proto__', ['__proto__']],
  ['the command constructor', ['constructor']],
  ['a command in upper case', ['STATUS']],
  ['a line break in place of a command', ['\r\n']],
  ['an option that clears the screen', ['status', `--${HOSTILE}`]],
  ['the option --__proto__', ['status', '--__proto__']],
  ['an unknown short option with the value __proto__', ['status', '-p=__proto__']],
  ['a number that clears the screen', ['runs', 'list', '--limit', HOSTILE]],
  ['a number that is too large for JavaScript', ['runs', 'list', '--limit', '1e400']],
  ['a number of full-width digits', ['runs', 'list', '--limit', '\uff11\uff10']],
  ['a negative number', ['runs', 'list', '--limit=-1']],
  ['an empty number', ['runs', 'list', '--limit', '']],
  ['an infinite interval', ['status', '--watch', '--interval', 'Infinity']],
  ['an endpoint that is a file', ['status', '--endpoint-url', 'file:///etc/passwd']],
  ['an endpoint with line breaks', ['status', '--endpoint-url', `ht\r\ntp://${HOSTILE}`]],
  ['a format that clears the screen', ['plan', 'x', '--format', HOSTILE]],
  ['a domain that clears the screen', ['init', 'x', '--domain', HOSTILE]],
  ['hours that are not a number', ['budget', 'raise', 'small', '--training-hours', HOSTILE, '--reason', 'x']],
  ['infinite hours', ['budget', 'raise', 'small', '--training-hours', '1e400', '--reason', 'x']],
  ['a value without a name', ['validate', 'x', '--value', `=${HOSTILE}`]],
  ['a value without "=" named __proto__', ['validate', 'x', '--value', '__proto__']],
  ['a shell that clears the screen', ['completion', HOSTILE]],
];

describe('an error of usage', () => {
  test.each(USAGE)('is printed as a message without control characters: %s', async (_, args) => {
    // Act
    const { status, stdout, stderr } = await cli.run(args);

    // Assess
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^error: .+/i);
    expect(stderr).not.toMatch(OBEYED);
    expect(stderr).not.toMatch(TRACE);
  });

  test('shows control characters as escape sequences', async () => {
    // Act
    const { stderr } = await cli.run([HOSTILE]);

    // Assess
    expect(stderr).toContain('\\u001b[2J');
  });
});

/** Names that no dataset group, solution, task or run has. */
const NAMES: readonly (readonly [string, string])[] = [
  ['an empty name', ''],
  ['a path', '../../etc/passwd'],
  ['__proto__', '__proto__'],
  ['the key of a lock', 'lock#dataset-group'],
  ['a partition of the table', '#dataset-groups'],
  ['a lookalike letter', 'sm\u0430ll'],
  ['another case', 'Small'],
  ['full-width letters', '\uff53\uff4d\uff41\uff4c\uff4c'],
  ['a NUL character', 'small\0'],
  ['an escape sequence', HOSTILE],
  ['two lines', 'small\r\nsmall'],
  ['ten thousand letters', 's'.repeat(10_000)],
];

const NAMED: readonly (readonly string[])[] = [
  ['status'],
  ['runs', 'list'],
  ['runs', 'show'],
  ['logs'],
  ['retry'],
  ['schedules', 'describe'],
  ['versions', 'list'],
  ['rollback'],
  ['data-deletions', 'list'],
  ['usage'],
  ['destroy'],
];

describe('a name that nothing has', () => {
  test.each(NAMES)(
    'makes commands that take a name print one error message each, and change nothing: %s',
    async (_, name) => {
      // Prepare
      const account = await trained();
      const served = await serve(account);
      const before = [account.resources(), await account.runRecords(), account.local.sns.messages()];

      // Act
      const results = [];
      for (const command of NAMED) results.push({ command, ...(await served.run([...command, '--', name])) });

      // Assess
      for (const { command, status, stdout, stderr } of results) {
        expect({ command, failed: status !== 0, stdout, lines: stderr.match(/^error: /gim) }).toMatchObject({
          command,
          failed: true,
          stdout: '',
          lines: { length: 1 },
        });
        expect(stderr).not.toMatch(OBEYED);
        expect(stderr).not.toMatch(TRACE);
      }
      expect([account.resources(), await account.runRecords(), account.local.sns.messages()]).toEqual(before);
    },
  );
});

describe('the command line', () => {
  test('prints, in validate, no control characters and no forged lines for 30 random files with hostile names', async () => {
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

  test('prints no control characters and no forged lines if tags, reasons and keys in AWS have them', async () => {
    // Prepare
    const account = await openQuick();
    const sample = completeSample();
    // Personalize allows every white space character in tags.
    sample.datasetGroup.serviceConfig.tags = [{ tagKey: 'a\u2028b', tagValue: '\u2029' }];
    account.local.personalize.failNext({ resource: 'filter/small-filter', reason: `Bad: ${HOSTILE}\n.` });
    await account.run(sample);
    const refused = JSON.stringify({ [HOSTILE]: 1 });
    await account.put({
      [`train/small/${HOSTILE}.json`]: refused,
      [`train/${HOSTILE}/config.json`]: refused,
      [`train/${HOSTILE}/CONFIG.JSON`]: refused,
      [`delete/${HOSTILE}/${HOSTILE}.csv`]: HOSTILE,
    });
    await account.settle();
    const served = await serve(account);
    const mirror = join(folder, 'mirror/train/small');
    await mkdir(mirror, { recursive: true });
    await writeFile(join(mirror, `${HOSTILE}.json`), JSON.stringify(sample));

    const refusals = (await account.runRecords()).filter(({ status }) => status?.S === 'REFUSED');

    const commands = [
      ['status'],
      ['plan', join(folder, 'mirror')],
      ['import-dataset-group', '-d', 'small', '--stdout'],
      ['status', '--json'],
      ['status', HOSTILE],
      ['import-dataset-group', '-d', HOSTILE],
      ['schedules', 'describe', HOSTILE],
      ['apply', join(folder, 'mirror'), '--yes', '--no-wait'],
      ['retry', HOSTILE],
      ['data', 'accept', HOSTILE, '--reason', HOSTILE],
      ['destroy', HOSTILE],
      ['doctor'],
      ['usage'],
      ['runs', 'list'],
      ['data-deletions', 'list'],
      ...refusals.flatMap(({ id }) => [
        ['runs', 'show', id?.S ?? ''],
        ['logs', id?.S ?? ''],
      ]),
    ];

    // Act
    const results: Result[] = [];
    for (const args of commands) results.push(await served.run(args));

    // Assess
    for (const { stdout, stderr } of results) {
      expect(stdout).not.toMatch(OBEYED);
      expect(stderr).not.toMatch(OBEYED);
      expect(`${stdout}${stderr}`).not.toMatch(TRACE);
    }
    expect(refusals).not.toHaveLength(0);
    const [status, plan, imported] = results;
    expect(status?.stdout).toContain('Bad: \\u001b[2J\\u009b31m\\u202etxt');
    expect(plan?.stdout).toContain('for dataset group');
    expect(JSON.parse(imported?.stdout ?? '')).toMatchObject({
      datasetGroup: { serviceConfig: { tags: [{ tagKey: 'a\u2028b', tagValue: '\u2029' }] } },
    });
  });
});
