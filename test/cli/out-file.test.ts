import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { CliFailure, WrongUsage } from '../../cli/failure';
import { assertOutFile, writeWhole } from '../../cli/out-file';
import { cliFolder } from '../support/cli-folder';

const cli = cliFolder();

describe('assertOutFile', () => {
  test.each(['new.json', join(__dirname, 'new.json'), __filename])(
    'accepts the path %s, whose folder exists',
    (path) => {
      // Act and assess
      expect(() => assertOutFile(path)).not.toThrow();
    },
  );

  test('refuses a file whose folder does not exist, and names the folder', () => {
    // Act
    const act = () => assertOutFile('no-such-folder/new.json');

    // Assess
    expect(act).toThrow(WrongUsage);
    expect(act).toThrow("--out no-such-folder/new.json: folder 'no-such-folder' not found.");
  });

  test.each([
    ['.', 'a folder'],
    ['/dev/null', 'a pipe or device'],
  ])('refuses %s, which is %s', (path, what) => {
    // Act
    const act = () => assertOutFile(path);

    // Assess
    expect(act).toThrow(CliFailure);
    expect(act).toThrow(`'${path}' must be a file, but is ${what}.`);
  });
});

describe('writeWhole', () => {
  const path = (name: string) => join(cli.path, name);

  test('writes a new file', async () => {
    // Act
    await writeWhole(path('new.json'), 'text');

    // Assess
    expect(readdirSync(cli.path)).toEqual(['new.json']);
    expect(readFileSync(path('new.json'), 'utf8')).toBe('text');
  });

  test('given a link, replaces the content of the linked file, and keeps the link and the permissions of the file', async () => {
    // Prepare
    cli.write({ 'old.json': 'old' });
    chmodSync(path('old.json'), 0o600);
    symlinkSync('old.json', path('link.json'));

    // Act
    await writeWhole(path('link.json'), 'new');

    // Assess
    expect(readFileSync(path('old.json'), 'utf8')).toBe('new');
    expect(statSync(path('old.json')).mode & 0o777).toBe(0o600);
    expect(lstatSync(path('link.json')).isSymbolicLink()).toBe(true);
  });

  test('leaves no temporary file behind if it fails, and names the path in the error', async () => {
    // Prepare
    mkdirSync(path('config.json'));

    // Act
    const writing = writeWhole(path('config.json'), 'text');

    // Assess
    await expect(writing).rejects.toMatchObject({ path: path('config.json') });
    expect(readdirSync(cli.path)).toEqual(['config.json']);
  });
});
