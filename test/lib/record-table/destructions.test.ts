import { DataDeletions } from '../../../lib/record-table/data-deletions';
import { DatasetGroups } from '../../../lib/record-table/dataset-groups';
import { DestroyedGroups, Destruction } from '../../../lib/record-table/destructions';
import { FilesInForce } from '../../../lib/record-table/files-in-force';
import { putInForce, recordTable } from '../../support/record-table';

const UPLOAD = {
  bucket: 'data',
  key: 'train/shop/config.json',
  versionId: 'v1',
  sequencer: '0A',
};
const NOW = Date.UTC(2026, 0, 5);
const DAY_SECONDS = 24 * 3600;

/** A table with a file in force, a lock, a task and the history of the dataset group `shop`. */
async function prepare() {
  const { table } = await recordTable();
  await putInForce(table, 'shop', UPLOAD);
  await new DatasetGroups(table).add('shop');
  await new DatasetGroups(table).add('books');
  for (const item of ['lock#data', 'task#one']) await table.write({ put: { datasetGroup: 'shop', item } });
  await table.write({ put: { datasetGroup: 'shop', item: 'run#1', expiresAt: 1 } });
  return { table, destruction: new Destruction(table, 'shop') };
}

describe('Destruction', () => {
  it('has no record before it begins', async () => {
    // Prepare
    const { destruction } = await prepare();

    // Act and assess
    expect(await destruction.read()).toBeUndefined();
  });

  it('is going on once it has begun, until a file is put in force', async () => {
    // Prepare
    const { table, destruction } = await prepare();
    const before = await destruction.isGoingOn();
    await destruction.begin({ schemas: [], files: [], csvNames: [] }, NOW);

    // Act
    const begun = await destruction.isGoingOn();
    await putInForce(table, 'shop', UPLOAD, [], new Date(NOW + 1));

    // Assess
    expect([before, begun, await destruction.isGoingOn()]).toEqual([false, true, false]);
  });

  it('adds its schemas to those that an interrupted destruction has recorded', async () => {
    // Prepare
    const { destruction } = await prepare();
    await destruction.begin(
      {
        schemas: ['arn:a'],
        files: ['train/shop/config.json'],
        csvNames: ['interactions'],
      },
      NOW,
    );

    // Act
    await destruction.begin({ schemas: ['arn:b'], files: [], csvNames: [] }, NOW);

    // Assess
    expect(await destruction.read()).toEqual({
      schemas: ['arn:a', 'arn:b'],
      files: ['train/shop/config.json'],
      csvNames: ['interactions'],
    });
  });

  it('leaves no file in force once it has begun', async () => {
    // Prepare
    const { table, destruction } = await prepare();

    // Act
    await destruction.begin({ schemas: [], files: [], csvNames: [] }, NOW);

    // Assess
    expect(await new FilesInForce(table).find('shop')).toBeUndefined();
    expect(await destruction.read()).toEqual({ schemas: [], files: [], csvNames: [] });
  });

  it('keeps the deletions of users, and ends those in progress as FAILED', async () => {
    // Prepare
    const { table, destruction } = await prepare();
    const deletions = new DataDeletions(table);
    const file = { file: 's3://data/delete/shop/users.csv', fileVersion: 'v1' };
    const requested = { ...file, datasetGroup: 'shop', users: 2, requestedAt: '2026-01-04T00:00:00.000Z' };
    for (const run of ['done', 'begun']) await deletions.request({ ...requested, run });
    const finishedAt = new Date(NOW).toISOString();
    await deletions.update('shop', 'done', { status: 'COMPLETED', recordsDeleted: 52, finishedAt });
    await deletions.update('shop', 'begun', { status: 'IN_PROGRESS', job: 'arn:job' });
    await destruction.begin({ schemas: [], files: [], csvNames: [] }, NOW);

    // Act
    await destruction.end(NOW, 90);

    // Assess
    const kept = (await deletions.of('shop')).map(({ run, status, cause }) => [run, status, cause]);
    expect(kept.sort()).toEqual([
      ['begun', 'FAILED', expect.stringContaining('The dataset group was destroyed')],
      ['done', 'COMPLETED', undefined],
    ]);
    const [listed] = await table.query('#destroyed-groups');
    expect(listed).toEqual({ datasetGroup: '#destroyed-groups', item: 'shop', destroyedAt: expect.any(String) });
  });

  it('keeps the history at the end, and records that the dataset group was destroyed', async () => {
    // Prepare
    const { table, destruction } = await prepare();
    await destruction.begin({ schemas: ['arn:a'], files: [], csvNames: [] }, NOW);

    // Act
    await destruction.end(NOW, 90);

    // Assess
    expect((await table.query('shop')).map(({ item }) => item)).toEqual(['digest#2026-01-05T00:00:00.000Z', 'run#1']);
    expect(await new DatasetGroups(table).names()).toEqual(['books']);
    expect(await new DestroyedGroups(table).all()).toEqual([
      { datasetGroup: 'shop', destroyedAt: '2026-01-05T00:00:00.000Z' },
    ]);
    const [noted] = await table.query('#destroyed-groups');
    expect(noted?.expiresAt).toBe(NOW / 1000 + 90 * DAY_SECONDS);
  });

  it.each([
    ['while its records are deleted', 'task#one'],
    ['after its records are deleted', 'destruction'],
  ])('keeps the dataset group in the list of groups if an upload is put in force %s', async (_, deleted) => {
    // Prepare
    const { table, destruction } = await prepare();
    await destruction.begin({ schemas: [], files: [], csvNames: [] }, NOW);
    const write = table.write.bind(table);
    jest.spyOn(table, 'write').mockImplementation(async (each) => {
      if ('delete' in each && each.delete.item === deleted) await putInForce(table, 'shop', UPLOAD);
      return write(each);
    });

    // Act
    await destruction.end(NOW, 90);

    // Assess
    expect(await new DatasetGroups(table).names()).toEqual(['books', 'shop']);
  });

  it.each([
    ['', 1],
    [', even if the clock of the machine that runs the destruction is fast', -1],
  ])('keeps the records of an upload that was put in force during the destruction%s', async (_, milliseconds) => {
    // Prepare
    const { table, destruction } = await prepare();
    await destruction.begin({ schemas: ['arn:a'], files: [], csvNames: [] }, NOW);
    await putInForce(table, 'shop', { ...UPLOAD, versionId: 'v2' }, [], new Date(NOW + milliseconds));
    const before = await table.query('shop');

    // Act
    const upload = await destruction.end(NOW + 2, 90);

    // Assess
    expect(upload).toMatchObject({ versionId: 'v2' });
    expect(await table.query('shop')).toEqual(before.filter(({ item }) => item !== 'destruction'));
    expect(await new DatasetGroups(table).names()).toEqual(['books', 'shop']);
    expect(await new DestroyedGroups(table).all()).toEqual([]);
  });
});
