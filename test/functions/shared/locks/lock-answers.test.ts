import type { ExecutionStatus } from '../../../../aws/execution-status';
import { LockAnswers, type LockEvent } from '../../../../functions/shared/locks/lock-answers';
import { DataHolds } from '../../../../record-table/data-holds';
import { Deletions } from '../../../../record-table/deletions';
import { type LockedWork, locksFor } from '../../../../record-table/lock-rules';
import { Locks } from '../../../../record-table/locks';
import { recordTable } from '../../../support/record-table';

const NOW = new Date('2026-01-05T00:00:00Z');

const maintenanceOf = (...solutions: string[]): LockedWork => ({
  ...{ workflow: 'solution-maintenance', datasetGroup: 'shop', solutions },
});

async function prepare() {
  const { table } = await recordTable();
  const executions = { isRunning: async () => true } as Pick<ExecutionStatus, 'isRunning'> as ExecutionStatus;
  const locks = new Locks(table, executions);
  const answers = new LockAnswers({
    locks,
    dataHolds: new DataHolds(table),
    deletions: new Deletions(table),
    logger: { info: () => undefined },
  });
  /** @param days that the holder has been waiting */
  const ask = (action: LockEvent['action'], holder: string, work: LockedWork, days = 0, failed = false) => {
    const waitingSince = new Date(NOW.getTime() - days * 86_400_000).toISOString();
    return answers.to({ action, holder, work, failed, waitingSince }, work, NOW);
  };
  /** Names of those that are free. */
  const freeOf = async (...works: readonly LockedWork[]) => {
    const found = works.flatMap(locksFor);
    const isFree = await Promise.all(found.map((lock) => locks.isFree(lock)));
    return found.filter((_, index) => isFree[index]).map(({ item }) => item);
  };
  return { ask, freeOf };
}

const ALL = maintenanceOf('a', 'b', 'c');

describe('LockAnswers', () => {
  test('gives the locks of several solutions together, and takes them back', async () => {
    // Prepare
    const { ask, freeOf } = await prepare();

    // Act
    const acquired = await ask('ACQUIRE', 'upload', ALL);
    const meanwhile = await freeOf(ALL);
    await ask('RELEASE', 'upload', ALL);

    // Assess
    expect([acquired, meanwhile]).toEqual([{ held: true }, []]);
    expect(await freeOf(ALL)).toHaveLength(3);
  });

  test('gives none of several locks if others hold one, however long it was waited for, and asks to group them again', async () => {
    // Prepare
    const { ask, freeOf } = await prepare();
    await ask('ACQUIRE', 'scheduled', maintenanceOf('b'));

    // Act
    const refused = await ask('ACQUIRE', 'upload', ALL, 8);

    // Assess
    expect(refused).toMatchObject({ held: false, regroup: true });
    expect(await freeOf(ALL)).toEqual(['lock#solution#a', 'lock#solution#c']);
  });

  test('lets one solution wait for its lock, for a week', async () => {
    // Prepare
    const { ask } = await prepare();
    await ask('ACQUIRE', 'scheduled', maintenanceOf('b'));

    // Act
    const refused = await ask('ACQUIRE', 'upload', maintenanceOf('b'));

    // Assess
    expect(refused).toEqual({ held: false, waitSeconds: expect.any(Number) });
    await expect(ask('ACQUIRE', 'upload', maintenanceOf('b'), 7)).rejects.toThrow(/held by scheduled/);
  });

  test('groups what is free, and leaves each of the others to itself', async () => {
    // Prepare
    const { ask } = await prepare();
    await ask('ACQUIRE', 'one', maintenanceOf('a'));
    await ask('ACQUIRE', 'other', maintenanceOf('c'));

    // Act
    const grouped = await ask('GROUP', 'upload', maintenanceOf('a', 'b', 'c', 'd'));
    const none = await ask('GROUP', 'upload', maintenanceOf('a', 'c'));

    // Assess
    expect(grouped).toEqual({ groups: [['b', 'd'], ['a'], ['c']] });
    expect(none).toEqual({ groups: [['a'], ['c']] });
  });

  test.each([
    [true, ['lock#solution#a', 'lock#data']],
    [false, ['lock#solution#a']],
  ])('takes back the lock on the data, too, if the workflow has failed: %s', async (failed, free) => {
    // Prepare
    const { ask, freeOf } = await prepare();
    const work = maintenanceOf('a');
    const start = { ...work, workflow: 'training-start' };
    for (const one of [work, start]) await ask('ACQUIRE', 'upload', one);

    // Act
    await ask('RELEASE', 'upload', work, 0, failed);

    // Assess
    expect(await freeOf(work, start)).toEqual(free);
  });
});
