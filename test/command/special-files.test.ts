import { execFileSync } from 'node:child_process';
import { mkdir, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { TRACE } from '../support/hostile';
import { completeSample } from '../support/sample';
import { served } from '../support/served';
import { folders } from './support/folder';

const cli = builtCli();
const { openQuick, shared } = accounts();
const serve = served(cli);
const folderOf = folders();

const empty = shared(() => openQuick());
const trained = shared(async () => {
  const account = await openQuick();
  await account.run(completeSample());
  return account;
});

/** Entries of a folder that are not files. Each row: title, name of the entry in the message, function that creates the entry. */
const ENTRIES: readonly (readonly [title: string, what: string, (path: string) => unknown])[] = [
  ['a link that leads nowhere', 'a link that leads nowhere', (path) => symlink('/none/gone', path)],
  ['a link to itself', 'a link that leads nowhere', (path) => symlink(path, path)],
  ['a folder', 'a folder', (path) => mkdir(path)],
  ['a pipe', 'a pipe or device', (path) => execFileSync('mkfifo', [path])],
];

/** Names under which a test creates such an entry in the folder of a parameter file. */
const NAMES = ['config.json', 'interactions.csv', 'interactions/part-2.csv'];

describe('an entry in place of a parameter file or csv', () => {
  test.each(ENTRIES.flatMap(([title, what, make]) => NAMES.map((name) => [name, title, what, make] as const)))(
    'makes validate, plan and apply refuse the folder, and the message names the entry: %s that is %s',
    async (name, _title, what, make) => {
      // Prepare
      const account = await empty();
      const deployment = await serve(account);
      const folder = await folderOf(completeSample());
      const place = join(folder, 'train/small');
      await mkdir(join(place, 'interactions'));
      if (name.includes('/')) await rename(join(place, 'interactions.csv'), join(place, 'interactions/part-1.csv'));
      else await rm(join(place, name));
      await make(join(place, name));

      // Act
      const results = [
        await cli.run(['validate', folder]),
        await cli.run(['validate', place]),
        await deployment.run(['plan', folder]),
        await deployment.run(['apply', place, '--yes', '--no-wait']),
      ];

      // Assess
      for (const { status, stdout, stderr } of results) {
        expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
        expect(stderr).toBe(
          `Error: '${join(place, name)}' must be a file, but is ${what}.\nReplace it with a file, rename it, or move it away.\n`,
        );
      }
      expect(account.resources()).toEqual([]);
    },
  );
});

test('validate refuses a pipe in place of a parameter file, instead of waiting for its content', async () => {
  // Prepare
  const path = join(await folderOf(), 'config.json');
  execFileSync('mkfifo', [path]);

  // Act
  const { status, stderr } = await cli.run(['validate', path]);

  // Assess
  expect(status).toBe(1);
  expect(stderr).toContain(`Error: '${path}' must be a file, but is a pipe or device.\n`);
});

test.each([
  ['a folder', '.', 'a folder'],
  ['a full device', '/dev/full', 'a pipe or device'],
])('import-dataset-group and plan refuse %s as --out', async (_, path, what) => {
  // Prepare
  const deployment = await serve(await trained());
  const folder = await folderOf(completeSample());

  // Act
  const results = [
    await deployment.run(['import-dataset-group', '-d', 'small', '--out', path]),
    await deployment.run(['plan', folder, '--out', path]),
  ];

  // Assess
  for (const { status, stderr } of results) {
    expect(status).toBe(1);
    expect(stderr).toContain(`Error: '${path}' must be a file, but is ${what}.\n`);
  }
});

test.each([
  ['import-dataset-group', ['import-dataset-group', '-d', 'small', '--out', '/proc/self/mem']],
  ['data-deletions request', ['data-deletions', 'request', 'small', '/proc/self/mem']],
])('the error of %s names the file that cannot be read', async (_, args) => {
  // Prepare
  const deployment = await serve(await trained());

  // Act
  const { status, stderr } = await deployment.run(args);

  // Assess
  expect(status).toBe(1);
  expect(stderr).toContain("Error: Could not access '/proc/self/mem': EIO: i/o error, read.\n");
  expect(stderr).not.toMatch(TRACE);
});
