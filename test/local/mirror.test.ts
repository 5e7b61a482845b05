import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { deliveries } from '../../local/mirror';

let parent: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'mirror-'));
});

afterEach(() => rmSync(parent, { recursive: true }));

function file(path: string): void {
  mkdirSync(dirname(join(parent, path)), { recursive: true });
  writeFileSync(join(parent, path), '');
}

describe('deliveries', () => {
  it('are the folder itself, then the folders that arrive later, ordered by time', async () => {
    // Prepare
    for (const folder of ['data', 'data@2d', 'data@36h', 'database@1d']) file(`${folder}/train/shop/config.json`);
    file('data/train/shop/interactions.csv');

    // Act
    const found = await deliveries(join(parent, 'data'));

    // Assess
    expect(found.map(({ after, files }) => [after, files.map(({ key }) => key)])).toEqual([
      [0, ['train/shop/interactions.csv', 'train/shop/config.json']],
      [129_600, ['train/shop/config.json']],
      [172_800, ['train/shop/config.json']],
    ]);
  });

  it('leave out hidden files and folders, as the command does', async () => {
    // Prepare
    for (const path of ['config.json', '.config.json', '.ipynb_checkpoints/config-checkpoint.json'])
      file(`data/train/shop/${path}`);

    // Act
    const found = await deliveries(join(parent, 'data'));

    // Assess
    expect(found.flatMap(({ files }) => files.map(({ key }) => key))).toEqual(['train/shop/config.json']);
  });

  it('refuse a folder without a duration after its @', async () => {
    // Prepare
    file('data/train/shop/config.json');
    file('data@later/train/shop/config.json');

    // Act, Assess
    await expect(deliveries(join(parent, 'data'))).rejects.toThrow('data@later must end in a duration');
  });
});
