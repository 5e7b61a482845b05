import { DataDeletions } from '../../../lib/record-table/data-deletions';
import { recordTable } from '../../support/record-table';

const AT = ['2026-01-05T00:00:01Z', '2026-01-05T00:00:02Z', '2026-01-05T00:00:02Z'];

const FILE = { file: 's3://data/delete/shop/users.csv', fileVersion: 'v1' };
const REQUESTED = { ...FILE, datasetGroup: 'shop', run: 'run-1', users: 2, requestedAt: '2026-01-05T00:00:00.000Z' };
const RECORDED = { ...REQUESTED, status: 'REQUESTED' };
const NOW = '2026-01-05T06:00:00.000Z';
const BEGUN = { status: 'IN_PROGRESS', job: 'arn:job' } as const;
const COMPLETED = { status: 'COMPLETED', finishedAt: NOW } as const;
const FAILED = { status: 'FAILED', finishedAt: NOW, error: 'DeletionFailed', cause: 'no' } as const;

/** A table with one requested deletion. */
async function prepare() {
  const deletions = new DataDeletions((await recordTable()).table);
  await deletions.request(REQUESTED);
  return deletions;
}

describe('DataDeletions', () => {
  it('keep the first request of a run', async () => {
    // Prepare
    const deletions = await prepare();

    // Act
    await deletions.request({ ...REQUESTED, users: 3 });

    // Assess
    expect(await deletions.find('shop', 'run-1')).toEqual(RECORDED);
    expect(await deletions.find('shop', 'run-10')).toBeUndefined();
    expect(await deletions.find('books', 'run-1')).toBeUndefined();
  });

  it('show the job, then the number of deleted records', async () => {
    // Prepare
    const deletions = await prepare();

    // Act
    await deletions.update('shop', 'run-1', BEGUN);
    const begun = await deletions.find('shop', 'run-1');
    await deletions.update('shop', 'run-1', { ...COMPLETED, recordsDeleted: 52 });

    // Assess
    expect(begun).toEqual({ ...RECORDED, ...BEGUN });
    expect(await deletions.find('shop', 'run-1')).toEqual({
      ...RECORDED,
      ...COMPLETED,
      job: 'arn:job',
      recordsDeleted: 52,
    });
  });

  it('can be recorded as failed, with the error and its cause', async () => {
    // Prepare
    const deletions = await prepare();

    // Act
    const ended = await deletions.update('shop', 'run-1', FAILED);

    // Assess
    expect(ended).toEqual({ ...RECORDED, ...FAILED });
    expect(await deletions.find('shop', 'run-1')).toEqual(ended);
  });

  it('do not change after their end', async () => {
    // Prepare
    const deletions = await prepare();
    await deletions.update('shop', 'run-1', COMPLETED);
    const complete = await deletions.find('shop', 'run-1');

    // Act
    await deletions.update('shop', 'run-1', BEGUN);
    await deletions.update('shop', 'run-1', { ...COMPLETED, recordsDeleted: 3 });
    const ended = await deletions.update('shop', 'run-1', FAILED);

    // Assess
    expect(complete).toEqual({ ...RECORDED, ...COMPLETED });
    expect(ended).toEqual(complete);
    expect(await deletions.find('shop', 'run-1')).toEqual(complete);
  });

  it('record nothing at the end of a run that has requested no deletion', async () => {
    // Prepare
    const deletions = await prepare();

    // Act
    const ended = await deletions.update('shop', 'run-2', FAILED);

    // Assess
    expect(ended).toBeUndefined();
    expect(await deletions.find('shop', 'run-2')).toBeUndefined();
  });

  it('are listed by dataset group, the newest first', async () => {
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

  it('know the oldest deletion that has not ended, even if several were requested in the same second', async () => {
    // Prepare
    const deletions = new DataDeletions((await recordTable()).table);
    const runs = ['z', 'b', 'a'];
    for (const [index, run] of runs.entries())
      await deletions.request({ ...FILE, datasetGroup: 'shop', run, users: 1, requestedAt: AT[index] ?? '' });
    const oldest = async () => {
      const answers = await Promise.all(runs.map((run) => deletions.isOldest('shop', run)));
      return runs.filter((_, index) => answers[index]);
    };

    // Act
    const order = [await oldest()];
    await deletions.update('shop', 'z', COMPLETED);
    order.push(await oldest());
    await deletions.update('shop', 'a', FAILED);
    order.push(await oldest());
    await deletions.update('shop', 'b', COMPLETED);

    // Assess
    expect(order).toEqual([['z'], ['a'], ['b']]);
    expect(await deletions.isOldest('shop', 'manual')).toBe(true);
  });
});
