import { FilesInForce, type Upload } from '../../../lib/record-table/files-in-force';
import { putInForce, recordTable } from '../../support/record-table';

const UPLOAD: Upload = { bucket: 'data', key: 'train/shop/config.json', versionId: 'v2', sequencer: '0B' };
const NOW = new Date('2026-01-05T00:00:00.000Z');

/** @param tasks names of the tasks in the file in force of `shop` */
async function prepare(tasks: readonly string[] = ['one', 'two']) {
  const { table } = await recordTable();
  await putInForce(table, 'shop', UPLOAD, tasks, NOW);
  return { table, files: new FilesInForce(table) };
}

describe('FilesInForce', () => {
  it('finds the file of a dataset group with its tasks, and since when it is in force', async () => {
    // Prepare
    const { files } = await prepare();

    // Act
    const [own, other] = [await files.find('shop'), await files.find('books')];

    // Assess
    expect(own).toEqual({ ...UPLOAD, tasks: ['one', 'two'], since: NOW.toISOString() });
    expect(other).toBeUndefined();
  });

  it('says that the recorded version is in force and an older one is not, and that none is after a removal', async () => {
    // Prepare
    const { files } = await prepare();

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
    const { files, table } = await prepare();

    // Act
    await putInForce(table, 'shop', { ...UPLOAD, values: { stage: 'dev' } });

    // Assess
    expect((await files.find('shop'))?.values).toEqual({ stage: 'dev' });
  });

  it('names the dataset groups that follow a file', async () => {
    // Prepare
    const { files, table } = await prepare();
    await putInForce(table, 'books', UPLOAD);
    await putInForce(table, 'music', { ...UPLOAD, key: 'train/music/config.json' });

    // Act
    const followers = await files.followersOf(UPLOAD.key, ['books', 'music', 'shop', 'nobody']);

    // Assess
    expect(followers).toEqual(['books', 'shop']);
  });

  it.each([
    ['another file has been put in force meanwhile', 'v0', true, 'RUNNING'],
    ['the run no longer holds the lock', 'v2', false, 'RUNNING'],
    ['the run was stopped', 'v2', true, 'FAILED'],
  ])('puts no file in force if %s', async (_, before, isHeld, status) => {
    // Prepare
    const { files, table } = await prepare();
    const lock = { datasetGroup: 'shop', item: 'lock#dataset-group' };
    const holder = 'arn:run';
    if (isHeld) await table.write({ update: lock, add: { holders: new Set([holder]) } });
    const run = { datasetGroup: 'shop', item: 'run#of-the-file' };
    await table.write({ put: { ...run, status } });
    const guard = { before: { versionId: before }, lock, holder, run, now: NOW };

    // Act
    const isPut = await files.put('shop', { ...UPLOAD, versionId: 'v3' }, [], guard);

    // Assess
    expect(isPut).toBe(false);
    expect((await files.find('shop'))?.versionId).toBe('v2');
  });

  it('does not record the names of more than 4,000 tasks, which may not fit into an item', async () => {
    // Prepare
    const { files } = await prepare(Array.from({ length: 4001 }, (_, index) => `task-${index}`));

    // Act and assess
    expect((await files.find('shop'))?.tasks).toBeUndefined();
  });
});
