import { join } from 'node:path';
import { WrongUsage } from '../../cli/failure';
import { readSource } from '../../cli/source';
import { cliFolder } from '../support/cli-folder';

const VALID = JSON.stringify({ datasetGroup: { serviceConfig: { name: 'shop' } } });

describe('a folder to upload', () => {
  const cli = cliFolder();

  it("with the bucket's layout is uploaded under the same keys, without hidden files", async () => {
    // Prepare
    cli.write({
      'train/shop/config.json': VALID,
      'train/shop/interactions.csv': 'a',
      'train/shop/.DS_Store': 'x',
      'batch/shop/top/job_config.json': '{}',
    });

    // Act
    const { data, parameterFiles } = await readSource(cli.path);

    // Assess
    expect(data.map(({ key }) => key)).toEqual(['train/shop/interactions.csv', 'batch/shop/top/job_config.json']);
    expect(parameterFiles.map(({ key }) => key)).toEqual(['train/shop/config.json']);
  });

  it("without the bucket's layout has its parameter file uploaded to a folder that is named after the dataset group", async () => {
    // Prepare
    cli.write({ 'config.json': VALID });

    // Act
    const { parameterFiles } = await readSource(cli.path);

    // Assess
    expect(parameterFiles.map(({ key }) => key)).toEqual(['train/shop/config.json']);
  });

  it('gives its parameter file a key that does not depend on folders above the working directory', async () => {
    // Prepare
    cli.write({ 'train/repo/mine/config.json': VALID, 'train/repo/train/eu/config.json': VALID });
    const before = process.cwd();
    process.chdir(join(cli.path, 'train/repo'));

    // Act
    const keys: string[] = [];
    for (const path of ['mine/config.json', 'train/eu/config.json', join(cli.path, 'train/repo/train/eu')])
      keys.push(...(await readSource(path).then((source) => source.parameterFiles)).map(({ key }) => key));
    process.chdir(before);

    // Assess
    expect(keys).toEqual(['train/shop/config.json', 'train/eu/config.json', 'train/eu/config.json']);
  });

  it('is refused as wrong usage if it does not exist', async () => {
    // Act
    const source = readSource(join(cli.path, 'none'));

    // Assess
    await expect(source).rejects.toThrow(WrongUsage);
    await expect(source).rejects.toThrow(`'${join(cli.path, 'none')}' not found.`);
  });

  it.each([
    ['no files', {}, 'no parameter file'],
    ['two parameter files, but no folder train/', { 'a.json': VALID, 'b.json': VALID }, 'more than one parameter file'],
    ['csv only', { 'train/shop/interactions.csv': 'a' }, 'has no parameter file'],
  ])('is refused with %s', async (_, files, message) => {
    // Prepare
    cli.write(files);

    // Act
    const source = readSource(cli.path);

    // Assess
    await expect(source).rejects.toThrow(WrongUsage);
    await expect(source).rejects.toThrow(message);
    await expect(source).rejects.toHaveProperty('hint', expect.stringContaining('train/<folder>/config.json'));
  });
});
