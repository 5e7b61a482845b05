import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSource } from '../../cli/source';
import { builtCli } from '../support/cli';
import { parameterFileKey, sample } from '../support/sample';
import { folders } from './support/folder';

const cli = builtCli();
const folderOf = folders();

describe('a parameter file', () => {
  test.each(['config.JSON', 'config.jsonc', 'config.txt'])(
    'named %s is refused below train/, because its upload would start no run',
    async (name) => {
      // Prepare
      const folder = await folderOf(sample());
      const path = join(folder, 'train/small', name);
      await rename(join(folder, parameterFileKey('small')), path);

      // Act
      const validated = await cli.run(['validate', path]);
      const source = readSource(path);

      // Assess
      expect(validated).toMatchObject({ status: 2, stdout: '' });
      expect(validated.stderr).toContain('would start no run, because of its name.\nRename it to end in .json.');
      await expect(source).rejects.toMatchObject({
        message: `The upload of '${path}' would start no run, because of its name.`,
        hint: 'Rename it to end in .json.',
      });
    },
  );
});

describe('hidden files and folders', () => {
  test('are not among the files to check and to upload', async () => {
    // Prepare
    const folder = await folderOf(sample());
    for (const place of ['train/small/.ipynb_checkpoints', 'train/small/interactions/.ipynb_checkpoints']) {
      await mkdir(join(folder, place), { recursive: true });
      await writeFile(join(folder, place, 'config-checkpoint.json'), '{}');
      await writeFile(join(folder, place, 'part-checkpoint.csv'), 'no header');
    }
    await writeFile(join(folder, 'train/small/.config.json'), '{}');

    // Act
    const sources = [await readSource(folder), await readSource(join(folder, 'train/small'))];

    // Assess
    for (const { data, parameterFiles } of sources) {
      expect(data.map(({ key }) => key)).toEqual(['train/small/interactions.csv']);
      expect(parameterFiles.map(({ key, problems }) => ({ key, problems }))).toEqual([
        { key: 'train/small/config.json', problems: [] },
      ]);
    }
  });
});

describe('a csv with a name that is not UTF-8', () => {
  test('is refused by validate, instead of being ignored', async () => {
    // Prepare
    const folder = await folderOf(sample());
    const place = join(folder, 'train/small/interactions');
    await mkdir(place);
    await writeFile(Buffer.concat([Buffer.from(`${place}/caf`), Buffer.from([0xe9]), Buffer.from('.csv')]), 'x');

    // Act
    const { status, stdout, stderr } = await cli.run(['validate', folder]);

    // Assess
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(`'${place}/caf\ufffd.csv' cannot be read: its name is not UTF-8.\nRename it.`);
  });
});
