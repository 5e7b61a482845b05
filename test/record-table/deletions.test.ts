import { Deletions } from '../../record-table/deletions';
import { recordTable } from '../support/record-table';

const AT = ['2026-01-05T00:00:01Z', '2026-01-05T00:00:02Z', '2026-01-05T00:00:02Z'];
const END = new Date('2026-01-06T00:00:00Z');

const FILE = { bucket: 'data', key: 'delete/shop/users.csv', versionId: 'v1' };
const REQUESTED = { datasetGroup: 'shop', run: 'run-1', file: FILE, users: 2, requestedAt: '2026-01-05T00:00:00.000Z' };
const RECORDED = {
  ...{ datasetGroup: 'shop', run: 'run-1', status: 'REQUESTED', file: 's3://data/delete/shop/users.csv' },
  ...{ fileVersion: 'v1', users: 2, requestedAt: '2026-01-05T00:00:00.000Z' },
};
const NOW = new Date('2026-01-05T06:00:00.000Z');
const FAILURE = { error: 'DeletionFailed', cause: 'no' };

/** A table with one deletion that was asked for. */
async function prepare() {
  const deletions = new Deletions((await recordTable()).table);
  await deletions.request(REQUESTED);
  return deletions;
}

describe('Deletions', () => {
  it('record what was asked for first, under its run', async () => {
    // Prepare
    const deletions = await prepare();

    // Act
    await deletions.request({ ...REQUESTED, users: 3 });

    // Assess
    expect(await deletions.find('shop', 'run-1')).toEqual(RECORDED);
    expect(await deletions.find('shop', 'run-10')).toBeUndefined();
    expect(await deletions.find('books', 'run-1')).toBeUndefined();
  });

  it('show the job, then how many records were deleted', async () => {
    // Prepare
    const deletions = await prepare();

    // Act
    await deletions.begin('shop', 'run-1', 'arn:job');
    const begun = await deletions.find('shop', 'run-1');
    await deletions.complete('shop', 'run-1', 52, NOW);

    // Assess
    expect(begun).toEqual({ ...RECORDED, status: 'IN_PROGRESS', job: 'arn:job' });
    expect(await deletions.find('shop', 'run-1')).toEqual({
      ...RECORDED,
      ...{ status: 'COMPLETED', job: 'arn:job', recordsDeleted: 52, finishedAt: NOW.toISOString() },
    });
  });

  it('have failed if they are not complete at the end of their run', async () => {
    // Prepare
    const deletions = await prepare();

    // Act
    const ended = await deletions.end('shop', 'run-1', FAILURE, NOW);

    // Assess
    expect(ended).toEqual({ ...RECORDED, status: 'FAILED', finishedAt: NOW.toISOString(), ...FAILURE });
    expect(await deletions.find('shop', 'run-1')).toEqual(ended);
  });

  it('stay as they ended', async () => {
    // Prepare
    const deletions = await prepare();
    await deletions.complete('shop', 'run-1', undefined, NOW);
    const complete = await deletions.find('shop', 'run-1');

    // Act
    await deletions.begin('shop', 'run-1', 'arn:job');
    await deletions.complete('shop', 'run-1', 3, NOW);
    const ended = await deletions.end('shop', 'run-1', FAILURE, NOW);

    // Assess
    expect(complete).toEqual({ ...RECORDED, status: 'COMPLETED', finishedAt: NOW.toISOString() });
    expect(ended).toEqual(complete);
    expect(await deletions.find('shop', 'run-1')).toEqual(complete);
  });

  it('are none at the end of another run', async () => {
    // Prepare
    const deletions = await prepare();

    // Act
    const ended = await deletions.end('shop', 'run-2', FAILURE, NOW);

    // Assess
    expect(ended).toBeUndefined();
    expect(await deletions.find('shop', 'run-2')).toBeUndefined();
  });

  it('are those of a dataset group, the newest first', async () => {
    // Prepare
    const deletions = await prepare();
    await deletions.request({ ...REQUESTED, run: 'run-3', requestedAt: '2026-01-07T00:00:00.000Z' });
    await deletions.request({ ...REQUESTED, run: 'run-0', requestedAt: '2026-01-06T00:00:00.000Z' });
    await deletions.request({ ...REQUESTED, datasetGroup: 'books' });

    // Act
    const all = await deletions.of('shop');

    // Assess
    expect(all.map(({ run }) => run)).toEqual(['run-3', 'run-0', 'run-1']);
  });

  it('know which is the oldest that has not ended: one at a time, also of those of one second', async () => {
    // Prepare
    const deletions = new Deletions((await recordTable()).table);
    const runs = ['z', 'b', 'a'];
    for (const [index, run] of runs.entries())
      await deletions.request({ datasetGroup: 'shop', run, file: FILE, users: 1, requestedAt: AT[index] ?? '' });
    const oldest = async () => {
      const answers = await Promise.all(runs.map((run) => deletions.isOldest('shop', run)));
      return runs.filter((_, index) => answers[index]);
    };

    // Act
    const order = [await oldest()];
    await deletions.complete('shop', 'z', 1, END);
    order.push(await oldest());
    await deletions.end('shop', 'a', { error: 'RunStopped', cause: 'It was stopped.' }, END);
    order.push(await oldest());
    await deletions.complete('shop', 'b', 1, END);

    // Assess
    expect(order).toEqual([['z'], ['a'], ['b']]);
    expect(await deletions.isOldest('shop', 'manual')).toBe(true);
  });
});
