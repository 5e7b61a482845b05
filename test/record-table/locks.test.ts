import type { ExecutionStatus } from '../../aws/execution-status';
import { type Asker, heldLock, type Lock, Locks } from '../../record-table/locks';
import { recordTable, TABLE } from '../support/record-table';

const exclusive: Lock = { datasetGroup: 'shop', item: 'lock#data', mode: 'EXCLUSIVE' };
const shared: Lock = { ...exclusive, mode: 'SHARED' };

const NOW = Date.UTC(2026, 0, 5);

/** Asks again in a minute. */
function as(holder: string, seconds = 0) {
  return { holder, now: new Date(NOW + seconds * 1000), asksAgainIn: 60 };
}

/** @param running executions that still run; all others have ended */
async function prepare(
  running: readonly string[],
  isRunning: ExecutionStatus['isRunning'] = async (arn) => running.includes(arn),
) {
  const { aws, table } = await recordTable();
  const executions = { isRunning } as ExecutionStatus;
  const locks = new Locks(table, executions);
  /** @returns whether the asker holds the lock now */
  const acquire = async (lock: Lock, asker: Asker) => (await locks.acquire(lock, asker)).held;
  const items = async () => ((await aws.call('dynamodb', 'Scan', { TableName: TABLE })) as { Items: unknown[] }).Items;
  return { locks, acquire, items, table };
}

describe('Locks', () => {
  test('one holder at a time holds an exclusive lock, the next when it is released', async () => {
    // Prepare
    const { locks, acquire } = await prepare(['a', 'b']);

    // Act
    const first = await acquire(exclusive, as('a'));
    const meanwhile = await acquire(exclusive, as('b'));
    await locks.release(exclusive, as('a'));
    const afterwards = await acquire(exclusive, as('b'));

    // Assess
    expect([first, meanwhile, afterwards]).toEqual([true, false, true]);
  });

  test('a lock is free until an execution holds it, and after it is released', async () => {
    // Prepare
    const { locks, acquire } = await prepare(['a']);

    // Act
    const before = await locks.isFree(exclusive);
    await acquire(exclusive, as('a'));
    const meanwhile = await locks.isFree(exclusive);
    await locks.release(exclusive, as('a'));
    const afterwards = await locks.isFree(exclusive);

    // Assess
    expect([before, meanwhile, afterwards]).toEqual([true, false, true]);
  });

  test('a lock is shown with those that hold it, and since when', async () => {
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

  test('of twenty at once exactly one gets it', async () => {
    // Prepare
    const names = Array.from({ length: 20 }, (_, index) => `execution-${index}`);
    const { acquire } = await prepare(names);

    // Act
    const held = await Promise.all(names.map((name) => acquire(exclusive, as(name))));

    // Assess
    expect(held.filter(Boolean)).toHaveLength(1);
  });

  test('asking again while holding it is harmless', async () => {
    // Prepare
    const { acquire } = await prepare(['a']);
    await acquire(exclusive, as('a'));

    // Act
    const again = await acquire(exclusive, as('a'));

    // Assess
    expect(again).toBe(true);
  });

  test('shared holders do not exclude each other, but exclude an exclusive one', async () => {
    // Prepare
    const { locks, acquire } = await prepare(['a', 'b', 'c']);

    // Act
    const both = [await acquire(shared, as('a')), await acquire(shared, as('b'))];
    const exclusiveMeanwhile = await acquire(exclusive, as('c'));
    await locks.release(shared, as('a'));
    const stillOneLeft = await acquire(exclusive, as('c'));
    await locks.release(shared, as('b'));
    const noneLeft = await acquire(exclusive, as('c'));

    // Assess
    expect(both).toEqual([true, true]);
    expect([exclusiveMeanwhile, stillOneLeft, noneLeft]).toEqual([false, false, true]);
  });

  test('an exclusive holder excludes shared ones', async () => {
    // Prepare
    const { acquire } = await prepare(['a', 'b']);
    await acquire(exclusive, as('a'));

    // Act
    const meanwhile = await acquire(shared, as('b'));

    // Assess
    expect(meanwhile).toBe(false);
  });

  test('a lock whose holder no longer runs is taken over', async () => {
    // Prepare
    const { acquire } = await prepare(['b']);
    await acquire(exclusive, as('stopped'));

    // Act
    const held = await acquire(exclusive, as('b'));

    // Assess
    expect(held).toBe(true);
  });

  test('a holder that was stopped is released by one that shared the lock with it', async () => {
    // Prepare
    const { locks, acquire, items } = await prepare(['a', 'b']);
    await acquire(shared, as('stopped'));
    await acquire(shared, as('a'));
    await acquire(shared, as('b'));

    // Act
    await locks.release(shared, as('a'));
    await locks.release(shared, as('b'));

    // Assess
    expect(await items()).toEqual([]);
  });

  test('releasing what another holds changes nothing', async () => {
    // Prepare
    const { locks, acquire } = await prepare(['a', 'b']);
    await acquire(exclusive, as('a'));

    // Act
    await locks.release(exclusive, as('b'));

    // Assess
    expect(await acquire(exclusive, as('b'))).toBe(false);
  });

  test.each([
    ['exclusive', exclusive],
    ['shared', shared],
  ])('nothing is left behind when the last holder of an %s lock releases it', async (_mode, lock) => {
    // Prepare
    const { locks, acquire, items } = await prepare(['a']);
    await acquire(lock, as('a'));

    // Act
    await locks.release(lock, as('a'));

    // Assess
    expect(await items()).toEqual([]);
  });

  test('while one waits for it exclusively no other shares it, and then that one acquires it', async () => {
    // Prepare
    const { locks, acquire } = await prepare(['a', 'b', 'c', 'd']);
    await acquire(shared, as('a'));
    await acquire(exclusive, as('b'));

    // Act
    const joins = await acquire(shared, as('c', 30));
    await locks.release(shared, as('a', 40));
    const slipsIn = await acquire(shared, as('d', 50));
    const acquired = await acquire(exclusive, as('b', 60));
    await locks.release(exclusive, as('b', 70));
    const afterwards = await acquire(shared, as('c', 80));

    // Assess
    expect([joins, slipsIn, acquired, afterwards]).toEqual([false, false, true, true]);
  });

  test('one that waited for it and ended blocks others only for a short time', async () => {
    // Prepare
    const { locks, acquire, items } = await prepare(['a', 'c']);
    await acquire(shared, as('a'));
    await acquire(exclusive, as('stopped'));

    // Act
    const joins = await acquire(shared, as('c', 60 + 61));
    await locks.release(shared, as('a', 130));
    await locks.release(shared, as('c', 130));

    // Assess
    expect(joins).toBe(true);
    expect(await items()).toEqual([]);
  });

  test('one that asks to share it does not prolong the wait of others', async () => {
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

  test('one that shares it does not hold it exclusively', async () => {
    // Prepare
    const { acquire } = await prepare(['a']);
    await acquire(shared, as('a'));

    // Act
    const held = await acquire(exclusive, as('a'));

    // Assess
    expect(held).toBe(false);
  });

  test('those who share it may ask again while another wants it', async () => {
    // Prepare
    const { acquire } = await prepare(['a', 'b']);
    await acquire(shared, as('a'));
    await acquire(exclusive, as('b'));

    // Act
    const again = await acquire(shared, as('a', 5));

    // Assess
    expect(again).toBe(true);
  });

  test('asks whether a holder runs with the time at which the lock was taken', async () => {
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
    expect(asked).toEqual([['a', new Date(NOW + 7000)]]);
  });
});
