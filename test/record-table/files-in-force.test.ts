import { FilesInForce, type Upload } from '../../record-table/files-in-force';
import { recordTable } from '../support/record-table';

const UPLOAD: Upload = { bucket: 'data', key: 'train/shop/config.json', versionId: 'v2', sequencer: '0B' };
const NOW = new Date('2026-01-05T00:00:00.000Z');

/** @param tasks of the file that is in force of `shop`; undefined: none is */
async function prepare(tasks: readonly string[] | undefined = ['one', 'two']): Promise<FilesInForce> {
  const files = new FilesInForce((await recordTable()).table);
  if (tasks !== undefined) await files.put('shop', UPLOAD, tasks, NOW);
  return files;
}

describe('FilesInForce', () => {
  it('finds the file of a dataset group with its tasks and since when it is in force', async () => {
    // Prepare
    const files = await prepare();

    // Act
    const [own, other] = [await files.find('shop'), await files.find('books')];

    // Assess
    expect(own).toEqual({ ...UPLOAD, tasks: ['one', 'two'], since: NOW.toISOString() });
    expect(other).toBeUndefined();
  });

  it('distinguishes the version in force from another one, and from one that was removed', async () => {
    // Prepare
    const files = await prepare();

    // Act
    const known = [
      await files.isInForce('shop', UPLOAD),
      await files.isInForce('shop', { ...UPLOAD, versionId: 'v1' }),
    ];
    await files.remove('shop');

    // Assess
    expect(known).toEqual([true, false]);
    expect(await files.isInForce('shop', UPLOAD)).toBe(false);
    expect(await files.find('shop')).toBeUndefined();
  });

  it('keeps the values of placeholders', async () => {
    // Prepare
    const files = await prepare();

    // Act
    await files.put('shop', { ...UPLOAD, values: { stage: 'dev' } }, [], NOW);

    // Assess
    expect((await files.find('shop'))?.values).toEqual({ stage: 'dev' });
  });

  it('names the dataset groups that follow a file', async () => {
    // Prepare
    const files = await prepare();
    await files.put('books', UPLOAD, [], NOW);
    await files.put('music', { ...UPLOAD, key: 'train/music/config.json' }, [], NOW);

    // Act
    const followers = await files.followersOf(UPLOAD.key, ['books', 'music', 'shop', 'nobody']);

    // Assess
    expect(followers).toEqual(['books', 'shop']);
  });

  it('leaves the names of tasks out when they would not fit into an item', async () => {
    // Prepare
    const files = await prepare(Array.from({ length: 4001 }, (_, index) => `task-${index}`));

    // Act and assess
    expect((await files.find('shop'))?.tasks).toBeUndefined();
  });
});
