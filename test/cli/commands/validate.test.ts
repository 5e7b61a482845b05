import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validate } from '../../../cli/commands/validate';
import { WrongUsage } from '../../../cli/failure';
import { filesBelow, isFile } from '../../../cli/files-below';
import { readSource } from '../../../cli/source';

const VALID = JSON.stringify({ datasetGroup: { serviceConfig: { name: 'shop' } } });

describe('a folder of this machine', () => {
  let folder = '';
  let printed = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cli-unit-tests-'));
    printed = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  /** Writes files into the folder, by their paths in it. */
  function write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }

  it('has a valid parameter file', async () => {
    // Prepare
    write({ 'config.json': VALID });

    // Act
    const status = await validate([join(folder, 'config.json')], { json: true, strict: true, showValues: false });

    // Assess
    expect(status).toBe(0);
    expect(JSON.parse(printed)).toEqual([{ file: join(folder, 'config.json'), valid: true, problems: [] }]);
  });

  it('has an invalid parameter file, shown with the line of each problem', async () => {
    // Prepare
    write({ 'good.json': VALID, 'bad.json': '{\n  "datasetGroups": {}\n}' });

    // Act
    const status = await validate([join(folder, 'good.json'), join(folder, 'bad.json')], {
      json: false,
      strict: false,
      showValues: false,
    });

    // Assess
    expect(status).toBe(1);
    expect(printed).toContain('bad.json:2:3');
    expect(printed).toContain('> 2 |   "datasetGroups": {}');
    expect(printed).toContain('1 file valid, 1 invalid');
  });

  it('has no such file', async () => {
    // Act
    const status = validate([join(folder, 'none.json')], { json: false, strict: false, showValues: false });

    // Assess
    await expect(status).rejects.toThrow(WrongUsage);
  });

  it('is uploaded as it mirrors the bucket, without hidden files', async () => {
    // Prepare
    write({
      'train/shop/config.json': VALID,
      'train/shop/interactions.csv': 'a',
      'train/shop/.DS_Store': 'x',
      'batch/shop/top/job_config.json': '{}',
    });

    // Act
    const { data, parameterFiles } = await readSource(folder);

    // Assess
    expect(data.map(({ key }) => key)).toEqual(['train/shop/interactions.csv', 'batch/shop/top/job_config.json']);
    expect(parameterFiles.map(({ key }) => key)).toEqual(['train/shop/config.json']);
  });

  it('has a parameter file outside of a mirror, which goes to a folder of its group', async () => {
    // Prepare
    write({ 'config.json': VALID });

    // Act
    const { parameterFiles } = await readSource(folder);

    // Assess
    expect(parameterFiles.map(({ key }) => key)).toEqual(['train/shop/config.json']);
  });

  it.each([
    [{}, 'no parameter file'],
    [{ 'a.json': VALID, 'b.json': VALID }, 'more than one parameter file'],
    [{ 'train/shop/interactions.csv': 'a' }, 'has no parameter file'],
  ])('is refused with %j', async (files, message) => {
    // Prepare
    write(files);

    // Act
    const source = readSource(folder);

    // Assess
    await expect(source).rejects.toThrow(WrongUsage);
    await expect(source).rejects.toThrow(message);
  });

  it('has the files below it in order, links followed but those that lead nowhere or up', async () => {
    // Prepare
    write({ 'b/c.csv': '1', 'a.csv': '2' });
    symlinkSync('b', join(folder, 'link'));
    symlinkSync('..', join(folder, 'b', 'up'));
    symlinkSync('nowhere', join(folder, 'gone'));

    // Act
    const files = await filesBelow(folder);

    // Assess
    expect(files).toEqual(['a.csv', 'b/c.csv', 'link/c.csv']);
    expect([isFile(join(folder, 'a.csv')), isFile(join(folder, 'gone'))]).toEqual([true, false]);
    expect(await filesBelow(join(folder, 'none'))).toEqual([]);
  });
});
