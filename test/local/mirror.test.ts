import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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
  it('are the given folder, then folders such as data@2d, ordered by the delay in their names', async () => {
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

  it('leave out hidden files and folders', async () => {
    // Prepare
    for (const path of ['config.json', '.config.json', '.ipynb_checkpoints/config-checkpoint.json'])
      file(`data/train/shop/${path}`);

    // Act
    const found = await deliveries(join(parent, 'data'));

    // Assess
    expect(found.flatMap(({ files }) => files.map(({ key }) => key))).toEqual(['train/shop/config.json']);
  });

  it.each([
    ['to a folder above it', '..', 'train/shop/link is a link to a folder above it: remove the link'],
    ['to its own folder', '.', 'train/shop/link is a link to a folder above it: remove the link'],
    [
      'to a folder that contains the given folder',
      '../../..',
      'train/shop/link is a link to a folder above it: remove the link',
    ],
    ['to itself', 'link', 'train/shop/link cannot be read (ELOOP): remove it'],
    ['without a target', 'nowhere', 'train/shop/link cannot be read (ENOENT): remove it'],
  ])('refuse a link %s', async (_, target, message) => {
    // Prepare
    file('data/train/shop/config.json');
    symlinkSync(target, join(parent, 'data/train/shop/link'));

    // Act and assess
    await expect(deliveries(join(parent, 'data'))).rejects.toThrow(message);
  });

  it('follow links to files and folders, and ignore everything outside the folders that the bucket can have', async () => {
    // Prepare
    file('data/train/shop/config.json');
    file('shared/interactions.csv');
    file('data/train.txt');
    symlinkSync('../../../shared', join(parent, 'data/train/shop/interactions'));
    symlinkSync('../../../shared/interactions.csv', join(parent, 'data/train/shop/users.csv'));
    symlinkSync('.', join(parent, 'data/other'));

    // Act
    const found = await deliveries(join(parent, 'data'));

    // Assess
    expect(found.flatMap(({ files }) => files.map(({ key }) => key))).toEqual([
      'train/shop/interactions/interactions.csv',
      'train/shop/users.csv',
      'train/shop/config.json',
    ]);
  });

  it('refuse a folder that has no duration after the @ in its name', async () => {
    // Prepare
    file('data/train/shop/config.json');
    file('data@later/train/shop/config.json');

    // Act, Assess
    await expect(deliveries(join(parent, 'data'))).rejects.toThrow('data@later must end in a duration');
  });
});
