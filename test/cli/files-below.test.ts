import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, hasFile, isFile } from '../../cli/files-below';
import { cliFolder } from '../support/cli-folder';

const cli = cliFolder();

/** Entries that are not files. Each row: description, function that creates the entry. */
const ENTRIES: readonly (readonly [string, (path: string) => void])[] = [
  ['a folder', (path) => mkdirSync(path)],
  ['a link that leads nowhere', (path) => symlinkSync('/none/gone', path)],
  ['a link that leads nowhere', (path) => symlinkSync(path, path)],
  ['a pipe or device', (path) => symlinkSync('/dev/zero', path)],
];

describe('hasFile', () => {
  test('is true for a file and for a link to a file, and false for a name that does not exist', () => {
    // Prepare
    cli.write({ 'a.csv': 'x' });
    symlinkSync('a.csv', join(cli.path, 'b.csv'));

    // Act
    const found = ['a.csv', 'b.csv', 'c.csv'].map((name) => hasFile(join(cli.path, name)));

    // Assess
    expect(found).toEqual([true, true, false]);
  });

  test('refuses a device', () => {
    // Act and assess
    expect(() => hasFile('/dev/null')).toThrow("'/dev/null' must be a file, but is a pipe or device.");
  });
});

describe('filesBelow', () => {
  test('sorts the files and follows links to folders, except links to a parent folder', async () => {
    // Prepare
    cli.write({ 'b/c.csv': '1', 'a.csv': '2' });
    symlinkSync('b', join(cli.path, 'link'));
    symlinkSync('..', join(cli.path, 'b', 'up'));
    symlinkSync('nowhere', join(cli.path, 'gone'));

    // Act
    const files = await filesBelow(cli.path);

    // Assess
    expect(files).toEqual(['a.csv', 'b/c.csv', 'link/c.csv']);
    expect([isFile(join(cli.path, 'a.csv')), isFile(join(cli.path, 'gone'))]).toEqual([true, false]);
    expect(await filesBelow(join(cli.path, 'none'))).toEqual([]);
  });

  test.each(ENTRIES.flatMap(([what, make]) => ['csv', 'json'].map((suffix) => [suffix, what, make] as const)))(
    'refuses an entry whose name ends in .%s, but that is %s',
    async (suffix, what, make) => {
      // Prepare
      cli.write({ 'interactions/part-1.csv': 'x' });
      const path = join(cli.path, `interactions/part-2.${suffix}`);
      make(path);

      // Act
      const files = filesBelow(cli.path);

      // Assess
      await expect(files).rejects.toMatchObject({
        name: 'CliFailure',
        message: `'${path}' must be a file, but is ${what}.`,
      });
    },
  );

  test('refuses a folder that is a link without a target, such as a link to a disk that is not mounted', async () => {
    // Prepare
    const path = join(cli.path, 'interactions');
    symlinkSync('/none/gone', path);

    // Act
    const files = filesBelow(path);

    // Assess
    await expect(files).rejects.toMatchObject({
      name: 'CliFailure',
      message: `'${path}' is a link that leads nowhere.`,
    });
  });

  test.each(['gone', 'a.csv', 'a.csv/interactions'])(
    'finds nothing below %s, because no such folder exists',
    async (name) => {
      // Prepare
      cli.write({ 'a.csv': 'x' });

      // Act and assess
      expect(await filesBelow(join(cli.path, name))).toEqual([]);
    },
  );

  test('leaves out links to nothing and to a parent folder if their names do not end in .csv or .json', async () => {
    // Prepare
    cli.write({ 'interactions/part-1.csv': 'x' });
    symlinkSync('/none/gone', join(cli.path, 'interactions/gone'));
    symlinkSync('..', join(cli.path, 'interactions/above'));

    // Act
    const files = await filesBelow(cli.path);

    // Assess
    expect(files).toEqual(['interactions/part-1.csv']);
  });
});
