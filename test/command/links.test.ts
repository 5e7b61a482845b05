import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesBelow } from '../../cli/files-below';
import { readSource } from '../../cli/source';
import { builtCli } from '../support/cli';
import { sample } from '../support/sample';
import { folders } from './support/folder';

const cli = builtCli();
const folderOf = folders();

/** A folder with links that add no file to it. The target of each is a missing file, the link itself, or the folder above. */
async function linked() {
  const folder = await folderOf(sample());
  const place = join(folder, 'train/small');
  await mkdir(join(place, 'interactions'));
  for (const target of [place, join(place, 'interactions')]) {
    await symlink('/none/gone', join(target, 'gone'));
    await symlink('itself', join(target, 'itself'));
    await symlink('..', join(target, 'above'));
  }
  return { folder, place, file: join(place, 'config.json') };
}

describe('a folder with symbolic links that add no file to it', () => {
  test('does not make validate refuse its parameter file', async () => {
    // Prepare
    const { file } = await linked();

    // Act
    const { status, stdout, stderr } = await cli.run(['validate', file]);

    // Assess
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: `${file} is valid\n`, stderr: '' });
  });

  test('is read without these links, whether a folder or the parameter file is given', async () => {
    // Prepare
    const { folder, place, file } = await linked();

    // Act
    const sources = [await readSource(folder), await readSource(place), await readSource(file)];

    // Assess
    for (const { data, parameterFiles } of sources) {
      expect(data.map(({ key }) => key)).toEqual(['train/small/interactions.csv']);
      expect(parameterFiles.map(({ key, problems }) => ({ key, problems }))).toEqual([
        { key: 'train/small/config.json', problems: [] },
      ]);
    }
  });

  test('is refused if its config.json is a link to a missing file', async () => {
    // Prepare
    const { folder, file } = await linked();
    await rm(file);
    await symlink('/none/config.json', file);

    // Act
    const source = readSource(folder);

    // Assess
    await expect(source).rejects.toThrow(`'${file}' must be a file, but is a link that leads nowhere.`);
  });
});

describe('the files below a folder', () => {
  test('include the files of a linked folder, but no links that lead nowhere or to the folder above', async () => {
    // Prepare
    const { folder, place } = await linked();
    await mkdir(join(folder, 'elsewhere'));
    await writeFile(join(folder, 'elsewhere/more.csv'), '');
    await symlink(join(folder, 'elsewhere'), join(place, 'interactions/linked'));

    // Act
    const files = await filesBelow(join(place, 'interactions'));

    // Assess
    expect(files).toEqual(['linked/more.csv']);
  });

  test.each([
    ['does not exist', 'absent'],
    ['is a file', 'config.json'],
  ])('are an empty list if the folder %s', async (_, name) => {
    // Prepare
    const { place } = await linked();

    // Act
    const files = await filesBelow(join(place, name));

    // Assess
    expect(files).toEqual([]);
  });
});

test('validate accepts a file named interactions, although this is the name of the folder for csv', async () => {
  // Prepare
  const { place, file } = await linked();
  await rm(join(place, 'interactions'), { recursive: true });
  await writeFile(join(place, 'interactions'), '');

  // Act
  const { status, stderr } = await cli.run(['validate', file]);

  // Assess
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
