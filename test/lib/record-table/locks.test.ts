import type { ExecutionStatus } from '../../../lib/aws/execution-status';
import { heldLock, type Lock, type LockRequest, Locks } from '../../../lib/record-table/locks';
import { recordTable, TABLE } from '../../support/record-table';

const exclusive: Lock = { datasetGroup: 'shop', item: 'lock#data', mode: 'EXCLUSIVE' };
const shared: Lock = { ...exclusive, mode: 'SHARED' };

const NOW = Date.UTC(2026, 0, 5);

/** Request for a lock by a run whose execution is `<run>-work`, and which asks again after a minute. */
function as(run: string, seconds = 0): LockRequest {
  return { holder: { run, execution: `${run}-work` }, now: at(seconds), retryInSeconds: 60 };
}

function at(seconds: number): Date {
  return new Date(NOW + seconds * 1000);
}

/** @param running runs and executions that still run; all others have ended */
async function prepare(
  running: readonly string[],
  isRunning: ExecutionStatus['isRunning'] = async (arn) => running.includes(arn),
) {
  const { aws, table } = await recordTable();
  const executions = { isRunning } as ExecutionStatus;
  const locks = new Locks(table, executions);
  /** @returns true if the asker holds the lock now */
  const acquire = async (lock: Lock, asker: LockRequest) => (await locks.acquire(lock, asker)).held;
  const items = async () => ((await aws.call('dynamodb', 'Scan', { TableName: TABLE })) as { Items: unknown[] }).Items;
  return { locks, acquire, items, table };
}

describe('Locks', () => {
  test('are held exclusively by one run at a time, and by another run after their release', async () => {
    // Prepare
    const { locks, acquire } = await prepare(['a', 'b']);

    // Act
    const first = await acquire(exclusive, as('a'));
    const meanwhile = await acquire(exclusive, as('b'));
    await locks.release(exclusive, 'a', at(0));
    const afterwards = await acquire(exclusive, as('b'));

    // Assess
    expect([first, meanwhile, afterwards]).toEqual([true, false, true]);
  });

  test('show a lock with its holders, and when the last of them acquired it', async () => {
    // Prepare
    const { acquire, table } = await prepare(['a', 'b']);
    const free = await heldLock(table, shared);
    await acquire(shared, as('a'));
    await acquire(shared, as('b', 60));

    // Act
    const held = await heldLock(table, shared);

    // Assess
    expect(free).toBeUndefined();
    expect(held).toEqual({ holders: ['a', 'b'], acquiredAt: new Date(NOW + 60_000) });
  });

  test('give a lock to exactly one of twenty runs that try at once', async () => {
    // Prepare
    const names = Array.from({ length: 20 }, (_, index) => `execution-${index}`);
    const { acquire } = await prepare(names);

    // Act
    const held = await Promise.all(names.map((name) => acquire(exclusive, as(name))));

    // Assess
    expect(held.filter(Boolean)).toHaveLength(1);
  });

  test('can be shared by several runs, and are held exclusively only after all of these have released them', async () => {
    // Prepare
    const { locks, acquire } = await prepare(['a', 'b', 'c']);

    // Act
    const both = [await acquire(shared, as('a')), await acquire(shared, as('b'))];
    const exclusiveMeanwhile = await acquire(exclusive, as('c'));
    await locks.release(shared, 'a', at(0));
    const stillOneLeft = await acquire(exclusive, as('c'));
    await locks.release(shared, 'b', at(0));
    const noneLeft = await acquire(exclusive, as('c'));

    // Assess
    expect(both).toEqual([true, true]);
    expect([exclusiveMeanwhile, stillOneLeft, noneLeft]).toEqual([false, false, true]);
  });

  test.each([
    ['can be acquired again by their holder', ['a'], exclusive, 'a', exclusive, 'a', true],
    ['exclude shared holders while they are held exclusively', ['a', 'b'], exclusive, 'a', shared, 'b', false],
    ['are taken over if their holder no longer runs', ['b'], exclusive, 'stopped', exclusive, 'b', true],
    ['cannot become exclusive for a run that shares them', ['a'], shared, 'a', exclusive, 'a', false],
  ])('%s', async (_, running, lock, holder, asked, asker, expected) => {
    // Prepare
    const { acquire } = await prepare(running);
    await acquire(lock, as(holder));

    // Act
    const held = await acquire(asked, as(asker));

    // Assess
    expect(held).toBe(expected);
  });

  test.each([
    ['the run that holds them', 'a'],
    ['an execution of the run that holds them, which may still create something,', 'a-work'],
  ])('are not taken over while %s runs', async (_which, running) => {
    // Prepare
    const { acquire } = await prepare([running, 'b']);
    await acquire(exclusive, as('a'));

    // Act
    const held = await acquire(exclusive, as('b'));

    // Assess
    expect(held).toBe(false);
  });

  test('that a run holds in its dataset group are released at its end, whatever their mode', async () => {
    // Prepare
    const { locks, acquire, table } = await prepare(['a', 'b']);
    const solution: Lock = { datasetGroup: 'shop', item: 'lock#solution#top', mode: 'EXCLUSIVE' };
    const elsewhere: Lock = { ...solution, datasetGroup: 'books' };
    await acquire(shared, as('a'));
    await acquire(shared, as('b'));
    for (const lock of [solution, elsewhere]) await acquire(lock, as('a'));

    // Act
    await locks.releaseAll('shop', 'a', at(5));

    // Assess
    const held = await Promise.all([shared, solution, elsewhere].map((lock) => heldLock(table, lock)));
    expect(held.map((lock) => lock?.holders)).toEqual([['b'], undefined, ['a']]);
  });

  test('leave no item at the end of a run whose release was interrupted between its two writes', async () => {
    // Prepare
    const { locks, acquire, items, table } = await prepare(['a']);
    await acquire(exclusive, as('a'));
    const holders = new Set([await locks.holderOf(exclusive, 'a')].flatMap((holder) => holder ?? []));
    await table.write({ update: { datasetGroup: 'shop', item: 'lock#data' }, take: { holders } });

    // Act
    await locks.releaseAll('shop', 'a', at(5));

    // Assess
    expect(await items()).toEqual([]);
  });

  test("are not released by a run whose id is only the beginning of the holder's id", async () => {
    // Prepare
    const { locks, acquire } = await prepare(['a', 'ab']);
    await acquire(exclusive, as('ab'));

    // Act
    await locks.release(exclusive, 'a', at(5));

    // Assess
    expect(await locks.holderOf(exclusive, 'ab')).toBe('ab ab-work');
  });

  test('are free of a stopped holder too once all other runs that share them have released them', async () => {
    // Prepare
    const { locks, acquire, items } = await prepare(['a', 'b']);
    await acquire(shared, as('stopped'));
    await acquire(shared, as('a'));
    await acquire(shared, as('b'));

    // Act
    await locks.release(shared, 'a', at(0));
    await locks.release(shared, 'b', at(0));

    // Assess
    expect(await items()).toEqual([]);
  });

  test('are not released by a run that does not hold them', async () => {
    // Prepare
    const { locks, acquire } = await prepare(['a', 'b']);
    await acquire(exclusive, as('a'));

    // Act
    await locks.release(exclusive, 'b', at(0));

    // Assess
    expect(await acquire(exclusive, as('b'))).toBe(false);
  });

  test.each([
    ['an exclusive', exclusive],
    ['a shared', shared],
  ])('leave no item when the last holder releases %s lock', async (_mode, lock) => {
    // Prepare
    const { locks, acquire, items } = await prepare(['a']);
    await acquire(lock, as('a'));

    // Act
    await locks.release(lock, 'a', at(0));

    // Assess
    expect(await items()).toEqual([]);
  });

  test('are not shared with more runs while a run waits to hold them exclusively, and that run acquires them next', async () => {
    // Prepare
    const { locks, acquire } = await prepare(['a', 'b', 'c', 'd']);
    await acquire(shared, as('a'));
    await acquire(exclusive, as('b'));

    // Act
    const joins = await acquire(shared, as('c', 30));
    await locks.release(shared, 'a', at(40));
    const slipsIn = await acquire(shared, as('d', 50));
    const acquired = await acquire(exclusive, as('b', 60));
    await locks.release(exclusive, 'b', at(70));
    const afterwards = await acquire(shared, as('c', 80));

    // Assess
    expect([joins, slipsIn, acquired, afterwards]).toEqual([false, false, true, true]);
  });

  test('can be shared again two minutes after the last request of a run that ended while it waited to hold them exclusively', async () => {
    // Prepare
    const { locks, acquire, items } = await prepare(['a', 'c']);
    await acquire(shared, as('a'));
    await acquire(exclusive, as('stopped'));

    // Act
    const joins = await acquire(shared, as('c', 60 + 61));
    await locks.release(shared, 'a', at(130));
    await locks.release(shared, 'c', at(130));

    // Assess
    expect(joins).toBe(true);
    expect(await items()).toEqual([]);
  });

  test('can be shared again two minutes after the last request of a run that ended while it waited, even if another run has asked to share them since', async () => {
    // Prepare
    const { acquire } = await prepare(['a', 'c']);
    await acquire(shared, as('a'));
    await acquire(exclusive, as('stopped'));
    await acquire(shared, as('c', 60));

    // Act
    const joins = await acquire(shared, as('c', 60 + 61));

    // Assess
    expect(joins).toBe(true);
  });

  test('can be acquired again by a run that shares them, but only while no other run waits for them', async () => {
    // Prepare
    const { acquire } = await prepare(['a', 'b']);
    await acquire(shared, as('a'));

    // Act
    const again = await acquire(shared, as('a', 5));
    await acquire(exclusive, as('b', 10));
    const wanted = await acquire(shared, as('a', 15));

    // Assess
    expect([again, wanted]).toEqual([true, false]);
  });

  test('are acquired again by a later execution of the run that holds them exclusively', async () => {
    // Prepare
    const { acquire, table } = await prepare(['a', 'b']);
    await acquire(exclusive, as('a'));

    // Act
    const again = await acquire(exclusive, { ...as('a', 5), holder: { run: 'a', execution: 'a-continued' } });
    const other = await acquire(exclusive, as('b', 10));

    // Assess
    expect([again, other]).toEqual([true, false]);
    expect((await heldLock(table, exclusive))?.holders).toEqual(['a']);
  });

  test('are not taken over while a later execution of their run works, whatever their mode', async () => {
    // Prepare
    const { locks, acquire, table } = await prepare(['a-continued', 'b']);
    const ofStart: Lock = { ...shared, item: 'lock#start' };
    await acquire(exclusive, as('a'));
    await acquire(ofStart, as('a'));

    // Act
    await locks.enter(exclusive.datasetGroup, { run: 'a', execution: 'a-continued' }, at(5));
    const others = [
      await acquire(exclusive, as('b', 10)),
      await acquire({ ...ofStart, mode: 'EXCLUSIVE' }, as('b', 10)),
    ];

    // Assess
    expect(others).toEqual([false, false]);
    for (const lock of [exclusive, ofStart]) expect((await heldLock(table, lock))?.holders).toEqual(['a']);
  });

  test('stay held if an earlier execution of their run enters them while a later one does', async () => {
    // Prepare
    const { locks, acquire, table } = await prepare(['a', 'a-continued']);
    await acquire(exclusive, as('a'));
    const write = table.write.bind(table);
    const writes = jest.spyOn(table, 'write').mockImplementationOnce(write);
    writes.mockImplementationOnce(async (removal) => {
      await locks.enter(exclusive.datasetGroup, { run: 'a', execution: 'a-work' }, at(6));
      return write(removal);
    });

    // Act
    await locks.enter(exclusive.datasetGroup, { run: 'a', execution: 'a-continued' }, at(5));

    // Assess
    expect((await heldLock(table, exclusive))?.holders).toEqual(['a']);
  });

  test('do not change when a later execution of another run begins', async () => {
    // Prepare
    const { locks, acquire, table } = await prepare(['b']);
    await acquire(exclusive, as('b'));

    // Act
    await locks.enter(exclusive.datasetGroup, { run: 'a', execution: 'a-continued' }, at(5));

    // Assess
    expect((await heldLock(table, exclusive))?.holders).toEqual(['b']);
  });

  test('ask for the status of the run that holds them, with the time at which it acquired them', async () => {
    // Prepare
    const asked: unknown[] = [];
    const { acquire } = await prepare(['b'], async (arn, seenAt) => {
      asked.push([arn, seenAt]);
      return true;
    });
    await acquire(exclusive, as('a', 7));

    // Act
    const held = await acquire(exclusive, as('b', 9));

    // Assess
    expect(held).toBe(false);
    expect(asked).toEqual([['a', at(7)]]);
  });
});
