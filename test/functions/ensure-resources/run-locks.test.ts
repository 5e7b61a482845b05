import { RunLocks } from '../../../functions/ensure-resources/run-locks';
import { recordsOf } from '../../../functions/shared/records';
import type { Workflow } from '../../../lib/parameter-file/workflows';
import { LOCKS, lockIn } from '../../../lib/reconciler/work/work-locks';
import { heldLock } from '../../../lib/record-table/locks';
import { recordTable } from '../../support/record-table';

const START = new Date('2026-01-05T00:00:00.000Z');
const HOUR = 3600;
const DAY = 24 * HOUR;

function later(seconds: number): Date {
  return new Date(START.getTime() + seconds * 1000);
}

interface Others {
  readonly workflow?: Workflow;
  /** False if another deletion of users, which was requested earlier, is in progress. */
  readonly isOldest?: boolean;
}

/** The locks of two runs of one dataset group, on a new record table. */
async function prepare({ workflow = 'dataset-import', isOldest = true }: Others = {}) {
  const { table } = await recordTable();
  const records = recordsOf(table, 30, { isRunning: async () => true });
  const { dataHolds, deletions } = records;
  const csv = { file: 's3://data/delete/shop/users.csv', fileVersion: 'v1', users: 1 };
  if (!isOldest)
    await deletions.request({ datasetGroup: 'shop', run: 'earlier', ...csv, requestedAt: START.toISOString() });
  const of = (name: string, own: Workflow) =>
    new RunLocks(
      { holder: { run: `arn:${name}`, execution: `arn:${name}:work` }, id: name, datasetGroup: 'shop', workflow: own },
      records,
    );
  const holders = async () => (await heldLock(table, lockIn('shop', LOCKS.data)))?.holders ?? [];
  return { own: of('own', workflow), other: of('other', 'solution-maintenance'), dataHolds, deletions, holders };
}

describe('the locks of a run', () => {
  it('are held until the run releases them, even if the run acquires them twice', async () => {
    // Prepare
    const { own, holders } = await prepare();

    // Act
    const answers = [await own.acquire(LOCKS.data, START, START), await own.acquire(LOCKS.data, START, later(60))];
    const meanwhile = [await holders(), await own.holderOf(LOCKS.data)];
    await own.release(LOCKS.data, later(60));

    // Assess
    expect(answers).toEqual([{ held: true }, { held: true }]);
    expect(meanwhile).toEqual([['arn:own'], 'arn:own arn:own:work']);
    expect([await holders(), await own.holderOf(LOCKS.data)]).toEqual([[], undefined]);
  });

  it.each([
    [0, 5],
    [600, 30],
    [DAY, 300],
  ])('are asked for, after a wait of %i seconds, every %i seconds', async (waited, expected) => {
    // Prepare
    const { own, other } = await prepare();
    await other.acquire(LOCKS.dataForTraining, START, START);

    // Act
    const answer = await own.acquire(LOCKS.data, START, later(waited));

    // Assess
    expect(answer).toEqual({ held: false, waitSeconds: expected });
  });

  it('are waited for at most seven days; then a failure names the holder and what to do', async () => {
    // Prepare
    const { own, other } = await prepare();
    await other.acquire(LOCKS.dataForTraining, START, START);

    // Act
    const answers = [
      await own.acquire(LOCKS.data, START, later(7 * DAY - 1)),
      await own.acquire(LOCKS.data, START, later(7 * DAY)),
    ];

    // Assess
    const [before, late] = answers.map((answer) => (answer.held ? undefined : answer.failure));
    expect(before).toBeUndefined();
    expect(late).toMatchObject({ name: 'WaitedTooLong' });
    expect(late?.message).toContain(
      "dataset-import of dataset group 'shop': gave up after waiting for 7 d: its lock 'lock#data' is held by arn:other.",
    );
    expect(late?.message).toMatch(
      /stop it in the console.* Then upload the parameter file again, run the task, or repeat the command that started this run\.$/,
    );
  });
});

describe('the lock on the data', () => {
  it('is asked for every hour by a deletion of users that has waited almost ninety days, and no longer after ninety days', async () => {
    // Prepare
    const { own, other } = await prepare({ workflow: 'data-deletion' });
    await other.acquire(LOCKS.dataForTraining, START, START);

    // Act
    const answers = [
      await own.acquire(LOCKS.data, START, later(90 * DAY - 1)),
      await own.acquire(LOCKS.data, START, later(90 * DAY)),
    ];

    // Assess
    expect(answers[0]).toEqual({ held: false, waitSeconds: HOUR });
    expect(answers[1]).toMatchObject({
      failure: { message: expect.stringMatching(/upload the csv of users again\.$/) },
    });
  });

  it('is not acquired by a deletion of users within ten minutes after another deletion, so that other work goes first', async () => {
    // Prepare
    const { own, dataHolds, holders } = await prepare({ workflow: 'data-deletion' });
    await dataHolds.hold('shop', START);

    // Act
    const early = await own.acquire(LOCKS.data, START, later(599));
    const meanwhile = await holders();
    const late = await own.acquire(LOCKS.data, START, later(600));

    // Assess
    expect([early.held, meanwhile, late.held]).toEqual([false, [], true]);
  });

  it('is not acquired by a deletion of users while one that was requested earlier is in progress', async () => {
    // Prepare
    const { own, holders } = await prepare({ workflow: 'data-deletion', isOldest: false });

    // Act
    const answer = await own.acquire(LOCKS.data, START, later(60));

    // Assess
    expect(answer).toMatchObject({ held: false, waitSeconds: 5 });
    expect(await holders()).toEqual([]);
  });

  it('is acquired at once by the run of a deletion that has already ended, so that this interrupted run can end', async () => {
    // Prepare
    const { own, dataHolds, deletions } = await prepare({ workflow: 'data-deletion', isOldest: false });
    const requestedAt = later(60).toISOString();
    await deletions.request({ datasetGroup: 'shop', run: 'own', file: '', fileVersion: '', users: 1, requestedAt });
    await deletions.update('shop', 'own', { status: 'COMPLETED', finishedAt: later(90).toISOString() });
    await dataHolds.hold('shop', later(90));

    // Act
    const answer = await own.acquire(LOCKS.data, START, later(120));

    // Assess
    expect(answer).toEqual({ held: true });
  });

  it('is waited for at most ninety days by a deletion of users behind an earlier deletion; then a failure says that the lock may be free', async () => {
    // Prepare
    const { own } = await prepare({ workflow: 'data-deletion', isOldest: false });

    // Act
    const answer = await own.acquire(LOCKS.data, START, later(90 * DAY));

    // Assess
    expect(answer).toMatchObject({
      failure: { message: expect.stringContaining('The lock may be free now: upload the csv') },
    });
  });

  it('is acquired at once by an import, even while deletions of users wait or have just put a hold on the data', async () => {
    // Prepare
    const { own, dataHolds } = await prepare({ isOldest: false });
    await dataHolds.hold('shop', START);

    // Act and assess
    expect(await own.acquire(LOCKS.data, START, START)).toEqual({ held: true });
  });
});
