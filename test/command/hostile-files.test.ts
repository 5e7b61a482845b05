import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import type { Result } from '../support/command-host';
import { HOSTILE, HOSTILE_CSV, HOSTILE_JSON, OBEYED, TRACE } from '../support/hostile';
import { completeSample, interactionsKey } from '../support/sample';
import { served } from '../support/served';
import { folders } from './support/folder';

const cli = builtCli();
const { openQuick, shared } = accounts();
const serve = served(cli);
const folderOf = folders();

const empty = shared(() => openQuick());

let scratch = '';
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'hostile-files-'));
});
afterAll(() => rm(scratch, { recursive: true }));

/** Paths that do not lead to a regular file. Each row: description, path, expected message. */
const PATHS: readonly (readonly [string, string, string])[] = [
  ['an endless device', '/dev/zero', 'is larger than 16 MiB'],
  ['an endless stream of random bytes', '/dev/urandom', 'is larger than 16 MiB'],
  ['the memory of the process', '/proc/self/mem', "Could not access '/proc/self/mem'"],
  ['a folder', '/', "Could not access '/'"],
  ['a path below a file', '/etc/passwd/x', "Could not access '/etc/passwd/x'"],
  ['a missing file whose name clears the screen', `/no-${HOSTILE}`, 'not found'],
  ['a path that is too long', `/${'x'.repeat(5000)}`, 'Could not access'],
].filter(
  (row): row is [string, string, string] =>
    row[1] === undefined || /^\/(?:no|x|etc)/.test(row[1]) || existsSync(row[1]),
);

/** Asserts that the command failed and printed only one error, without a stack trace or control characters. */
function assertRefused({ status, stdout, stderr }: Result, message: string | RegExp = ''): void {
  expect({ failed: status !== 0, stdout }).toEqual({ failed: true, stdout: '' });
  expect(stderr.match(/^Error: /gim)).toHaveLength(1);
  expect(stderr).toMatch(message);
  assertPrintable({ status, stdout, stderr });
}

function assertPrintable({ stdout, stderr }: Result): void {
  expect(`${stdout}${stderr}`).not.toMatch(OBEYED);
  expect(stderr).not.toMatch(TRACE);
}

describe('a path that is given to the command in place of a file', () => {
  test.each(PATHS)(
    'is refused with one error by `--outputs` and by `--prices` if it is %s',
    async (_, path, message) => {
      // Prepare
      const deployment = await serve(await empty());
      const folder = await folderOf(completeSample());

      // Act
      const results = [
        await cli.run(['status', '--outputs', path]),
        await deployment.run(['plan', folder, '--prices', path]),
      ];

      // Assess
      for (const result of results) assertRefused(result, message);
    },
  );

  test.each(PATHS.filter(([what]) => what !== 'a folder'))(
    'is refused as a parameter file if it is %s',
    async (_, path) => {
      // Act
      const { status, stdout, stderr } = await cli.run(['validate', path]);

      // Assess
      expect({ failed: status !== 0, stdout }).toEqual({ failed: true, stdout: '' });
      assertPrintable({ status, stdout, stderr });
    },
  );
});

describe('a path that is given in place of a csv of users', () => {
  test.each(PATHS)('is refused with one error if it is %s', async (_, path) => {
    // Prepare
    const deployment = await serve(await empty());

    // Act
    const result = await deployment.run(['data-deletions', 'find', path]);

    // Assess
    assertRefused(result);
  });
});

describe('a hostile JSON file', () => {
  test.each(HOSTILE_JSON)(
    'is refused by `--outputs`, by `--prices` and as a parameter file if it has %s',
    async (_, bytes) => {
      // Prepare
      const deployment = await serve(await empty());
      const folder = await folderOf(completeSample());
      const path = join(scratch, 'hostile.json');
      await writeFile(path, bytes);

      // Act
      const outputs = await cli.run(['status', '--outputs', path]);
      const prices = await deployment.run(['plan', folder, '--prices', path]);
      const validated = await cli.run(['validate', path]);
      const documented = await cli.run(['validate', '--json', path]);

      // Assess
      assertRefused(outputs);
      assertRefused(prices);
      expect(validated.status).toBe(1);
      expect(validated.stdout).toContain(`${path} is invalid: `);
      assertPrintable(validated);
      expect(JSON.parse(documented.stdout)).toMatchObject([{ file: path, valid: false }]);
      assertPrintable(documented);
    },
  );
});

/** Saved plans that a person has changed. Each row: what the plan has, its text. */
const PLANS: readonly (readonly [string, string])[] = [
  ['only its format version', '{"personalizeMlopsPlan": 1}'],
  ['a newer format version', '{"personalizeMlopsPlan": 2}'],
  ['a format version above the largest number', '{"personalizeMlopsPlan": 1e400}'],
  ['a format version that clears the screen', '{"personalizeMlopsPlan": "\\u001b[2J"}'],
  ['a deployment that clears the screen', '{"personalizeMlopsPlan": 1, "deployment": "\\u001b[2J", "path": "."}'],
  ['a path that clears the screen', plan('"path": "\\u001b[2J\\u202e"')],
  ['a path that is a number', plan('"path": 5')],
  ['a path with a NUL character', plan('"path": "a\\u0000b"')],
  ['a path to a device', plan('"path": "/dev/zero"')],
  ['a path in a list', plan('"path": ["."]')],
  ['null as fingerprints', plan('"fingerprints": null')],
  ['a number and the name __proto__ in its fingerprints', plan('"fingerprints": {"a": 5, "__proto__": {"b": 1}}')],
  ['changes that are an object', plan('"changes": {}')],
  ['a number and null in its changes', plan('"changes": [1, null]')],
  ['a replaced key that is a list', plan('"replaces": ["x"]')],
];

/** Text of a saved plan with the given member, which replaces an earlier member of the same name. PATH stands for the folder. */
function plan(member: string): string {
  const deployment = "deployment 'personalize' in us-east-1, account 123456789012";
  return `{"personalizeMlopsPlan": 1, "deployment": "${deployment}", "madeAt": "2026-01-05T00:00:00.000Z", "path": "PATH", "fingerprints": {}, "changes": [], ${member}}`;
}

describe('a saved plan that was changed', () => {
  test.each(PLANS)('is not applied, and the command prints a message, if it has %s', async (_, text) => {
    // Prepare
    const account = await empty();
    const deployment = await serve(account);
    const folder = await folderOf(completeSample());
    const path = join(scratch, 'plan.json');
    await writeFile(path, text.replace('PATH', folder));

    // Act
    const result = await deployment.run(['apply', path, '--interval', '0.001']);

    // Assess
    expect(result.status).toBe(1);
    expect(`${result.stdout}${result.stderr}`).not.toBe('');
    assertPrintable(result);
    expect(account.resources()).toEqual([]);
  });
});

describe('a hostile csv', () => {
  test.each(HOSTILE_CSV)(
    'makes validate and init print no stack trace and no control characters if it has %s',
    async (_, bytes) => {
      // Prepare
      const folder = await folderOf(completeSample());
      await writeFile(join(folder, interactionsKey('small')), bytes);

      // Act
      const validated = await cli.run(['validate', folder]);
      const documented = await cli.run(['validate', '--json', '--show-values', folder]);
      const written = await cli.run([
        'init',
        join(folder, 'train/small'),
        '--name',
        'small',
        '--force',
        '--no-baseline',
      ]);

      // Assess
      for (const result of [validated, documented, written]) {
        expect([0, 1]).toContain(result.status);
        assertPrintable(result);
      }
      expect(validated.stdout).toMatch(/config\.json and its csv are (?:in)?valid/);
      JSON.parse(documented.stdout);
    },
  );
});

/** Entries of a folder that are not files. Each row: description, function that creates the entry. */
const ENTRIES: readonly (readonly [string, (path: string, folder: string) => unknown])[] = [
  ['a folder', (path) => mkdir(path)],
  ['a link to nothing', (path) => symlink('/nothing-is-here', path)],
  ['a link to itself', (path) => symlink(path, path)],
  ['a link to the data folder', (path, folder) => symlink(folder, path)],
  ['a link to a device', (path) => symlink('/dev/zero', path)],
  ['a pipe', (path) => execFileSync('mkfifo', [path])],
];

describe('an entry of a folder that is not a file', () => {
  test.each(
    ENTRIES.flatMap(([what, make]) =>
      ['train/small/config.json', 'train/small/interactions.csv'].map(
        (key) => [`${what} as ${key}`, key, make] as const,
      ),
    ),
  )(
    'makes validate, plan and apply print a message without a stack trace, and no resource is created: %s',
    async (_, key, make) => {
      // Prepare
      const account = await empty();
      const deployment = await serve(account);
      const folder = await folderOf(completeSample());
      await rm(join(folder, key));
      await make(join(folder, key), folder);

      // Act
      const results = [
        await cli.run(['validate', folder]),
        await deployment.run(['plan', folder]),
        await deployment.run(['apply', folder, '--yes', '--no-wait']),
      ];

      // Assess
      for (const result of results) {
        expect(`${result.stdout}${result.stderr}`).not.toBe('');
        assertPrintable(result);
      }
      expect(account.resources()).toEqual([]);
    },
  );
});
