import { noLockIsLeft, noTaskIsKeptBusy } from '../../../simulation/invariants/records';
import type { World } from '../../../simulation/simulate/world';

/** Checks the invariant for a task that is marked as running by the execution `arn:run`, unless `marked` is false. */
async function check(run: { readonly endedAt?: number; readonly status?: string } | undefined, marked = true) {
  const broken: string[] = [];
  const item = { item: { S: 'task#import' }, ...(marked && { running: { S: 'arn:run' } }) };
  const world = {
    executionLog: { runs: new Map(run === undefined ? [] : [['arn:run', { arn: 'arn:run', ...run }]]) },
    local: {
      names: { recordTable: 'record' },
      aws: { call: async () => ({ Items: [item] }) },
      sns: { messages: () => [] },
    },
  };
  await noTaskIsKeptBusy.check?.(world as unknown as World, (what) => broken.push(what));
  return broken;
}

describe('the invariant that no task is marked as running by an ended execution', () => {
  it('is violated by a task that is still marked as running by an execution that has ended', async () => {
    expect(await check({ endedAt: 1, status: 'ABORTED' })).toEqual([
      'task#import is marked as running by arn:run, which is ABORTED',
    ]);
  });

  it.each([
    ['is marked as running by a running execution', check({ status: 'RUNNING' })],
    ['is marked as running by an execution from before the scenario', check(undefined)],
    ['is not marked as running', check({ endedAt: 1 }, false)],
  ])('allows a task that %s', async (_what, broken) => {
    expect(await broken).toEqual([]);
  });
});

const STOPPED = 'arn:aws:states:us-east-1:123456789012:execution:run:stopped';

/** A world in which the execution STOPPED holds the lock. */
function worldWith(
  lock: string,
  { ended = [], interrupted = [] }: { ended?: string[]; interrupted?: string[] },
): World {
  return {
    teams: [{ name: 'films', group: { domain: false }, edition: { solutions: 1 } }],
    executionLog: { endedFromOutside: new Set(ended), interrupted: new Set(interrupted) },
    local: {
      names: { recordTable: 'record' },
      aws: { call: async () => ({ Items: [{ item: { S: lock }, holders: { SS: [STOPPED] } }] }) },
    },
  } as unknown as World;
}

/** Checks a lock that STOPPED still holds when everything has ended. @param ended executions that were ended from outside */
async function checkLock(lock: string, ended = [STOPPED]) {
  const broken: string[] = [];
  await noLockIsLeft.check?.(worldWith(lock, { ended }), (what) => broken.push(what));
  return broken;
}

describe('the invariant that no lock remains that another run would need', () => {
  it.each(['lock#data', 'lock#solution#films-solution-0'])(
    'is violated by the lock %s, which the last upload would have taken over',
    async (lock) => {
      expect(await checkLock(lock)).toEqual([`${lock} is held by ${STOPPED}`]);
    },
  );

  it.each(['lock#promotion#films-solution-0', 'lock#recommender#films-recommender', 'lock#solution#films-solution-9'])(
    'allows a stopped execution, and no other, to still hold %s, which no upload needs',
    async (lock) => {
      expect(await checkLock(lock)).toEqual([]);
      expect(await checkLock(lock, [])).toEqual([`${lock} is held by ${STOPPED}`]);
    },
  );

  it.each([
    ['allows a lock on the data before the last uploads if the holder was interrupted', 'lock#data', [STOPPED], []],
    [
      'allows a lock on a solution before the last uploads if the holder was interrupted',
      'lock#solution#a',
      [STOPPED],
      [],
    ],
    [
      'is violated by a lock on the data before the last uploads if the holder was not interrupted',
      'lock#data',
      [`${STOPPED}-too`],
      [`lock#data is still held by ${STOPPED}`],
    ],
  ])('%s', async (_what, lock, interrupted, expected) => {
    // Prepare
    const broken: string[] = [];

    // Act
    await noLockIsLeft.rested?.(worldWith(lock, { interrupted }), (what) => broken.push(what));

    // Assess
    expect(broken).toEqual(expected);
  });

  it('is violated by a lock on the data that an interrupted execution still holds after the last uploads', async () => {
    // Prepare
    const broken: string[] = [];

    // Act
    await noLockIsLeft.check?.(worldWith('lock#data', { interrupted: [STOPPED] }), (what) => broken.push(what));

    // Assess
    expect(broken).toEqual([`lock#data is held by ${STOPPED}`]);
  });
});
