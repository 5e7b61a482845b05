import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { validate } from '../../../cli/commands/validate';
import { WrongUsage } from '../../../cli/failure';
import { filesBelow, isFile } from '../../../cli/files-below';
import { readSource } from '../../../cli/source';
import { cliFolder } from '../../support/cli-folder';

const VALID = JSON.stringify({ datasetGroup: { serviceConfig: { name: 'shop' } } });

describe('a folder of this machine', () => {
  const cli = cliFolder();

  it('has a parameter file that is reported as valid', async () => {
    // Prepare
    cli.write({ 'config.json': VALID });

    // Act
    const status = await validate([join(cli.path, 'config.json')], { json: true, strict: true, showValues: false });

    // Assess
    expect(status).toBe(0);
    expect(JSON.parse(cli.printed)).toEqual([{ file: join(cli.path, 'config.json'), valid: true, problems: [] }]);
  });

  it('has an invalid parameter file, shown with the line of each problem', async () => {
    // Prepare
    cli.write({ 'good.json': VALID, 'bad.json': '{\n  "datasetGroups": {}\n}' });

    // Act
    const status = await validate([join(cli.path, 'good.json'), join(cli.path, 'bad.json')], {
      json: false,
      strict: false,
      showValues: false,
    });

    // Assess
    expect(status).toBe(1);
    expect(cli.printed).toContain('bad.json:2:3');
    expect(cli.printed).toContain('> 2 |   "datasetGroups": {}');
    expect(cli.printed).toContain('1 file valid, 1 invalid');
  });

  it('is refused if the given file does not exist in it', async () => {
    // Act
    const status = validate([join(cli.path, 'none.json')], { json: false, strict: false, showValues: false });

    // Assess
    await expect(status).rejects.toThrow(WrongUsage);
  });

  it("is uploaded with the bucket's layout, without hidden files", async () => {
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

  it("may have a parameter file outside of the bucket's layout, which is uploaded to a folder named after its dataset group", async () => {
    // Prepare
    cli.write({ 'config.json': VALID });

    // Act
    const { parameterFiles } = await readSource(cli.path);

    // Assess
    expect(parameterFiles.map(({ key }) => key)).toEqual(['train/shop/config.json']);
  });

  it('has a parameter file whose key does not depend on folders above the working directory', async () => {
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
    ['two parameter files', { 'a.json': VALID, 'b.json': VALID }, 'more than one parameter file'],
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

  it('lists the files below it in order, and follows links unless they lead nowhere or up', async () => {
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
});
