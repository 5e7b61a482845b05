import { DatasetGroups } from '../../../lib/record-table/dataset-groups';
import type { Task } from '../../../lib/record-table/task';
import { Tasks } from '../../../lib/record-table/tasks';
import { reconcileAll, reconcileTasks } from '../../../lib/scheduling/reconcile';
import type { ScheduleGroup } from '../../../lib/scheduling/schedule-group';
import { recordTable } from '../../support/record-table';

const EARLIER = new Date('2026-01-01T00:00:00.000Z');
const NOW = new Date('2026-01-05T00:00:00.000Z');
const desired = (name: string) => ({
  name,
  workflow: 'dataset-import' as const,
  input: {},
  expression: 'rate(1 day)',
});

/**
 * Tasks of the dataset groups `shop` and `books`, and a schedule group that has the given schedules. A schedule matches its task unless its
 * name ends in `-old`.
 */
async function prepare(schedules: readonly string[], shop: readonly string[] = ['one', 'two']) {
  const { table } = await recordTable();
  const [tasks, datasetGroups] = [new Tasks(table), new DatasetGroups(table)];
  for (const [name, own] of [
    ['shop', shop],
    ['books', ['three']],
  ] as const) {
    await datasetGroups.add(name);
    await tasks.replace(name, [], own.map(desired));
  }
  const there = new Set(schedules);
  const scheduleGroup = {
    names: async () => [...there],
    ensure: async ({ name }: Task) => {
      if (!there.has(name)) {
        there.add(name);
        return { change: 'created', changedAt: NOW };
      }
      return name.endsWith('-old') ? { change: 'updated', changedAt: NOW } : { changedAt: EARLIER };
    },
    delete: async (name: string) => there.delete(name),
    deleteOwn: async ({ name }: Task) => there.delete(name),
  } as unknown as ScheduleGroup;
  return { tasks, scheduleGroup, datasetGroups, there };
}

describe('reconcileTasks', () => {
  it('creates missing schedules, updates those that differ, and names only the changed ones', async () => {
    // Prepare
    const { tasks, scheduleGroup } = await prepare(['one', 'two-old'], ['new', 'one', 'two-old']);

    // Act
    const { changes } = await reconcileTasks(await tasks.tasksOf('shop'), { tasks, scheduleGroup }, NOW);

    // Assess
    expect(changes).toEqual({ created: ['new'], updated: ['two-old'], deleted: [] });
  });

  it('returns the time of the last change of each schedule, except for removed tasks', async () => {
    // Prepare
    const { tasks, scheduleGroup } = await prepare(['one', 'two-old'], ['new', 'one', 'two-old', 'gone']);
    const [gone, ...others] = await tasks.tasksOf('shop');
    const after = [...others, ...(await tasks.replace('shop', gone === undefined ? [] : [gone], []))];

    // Act
    const { scheduled } = await reconcileTasks(after, { tasks, scheduleGroup }, NOW);

    // Assess
    expect(scheduled.map(({ task, changedAt }) => [task.name, changedAt])).toEqual([
      ['new', NOW],
      ['one', EARLIER],
      ['two-old', NOW],
    ]);
  });

  it('deletes the schedule of a removed task, and the task', async () => {
    // Prepare
    const { tasks, scheduleGroup, there } = await prepare(['one', 'two']);
    await tasks.replace('shop', await tasks.tasksOf('shop'), [desired('two')]);

    // Act
    const { changes } = await reconcileTasks(await tasks.tasksOf('shop'), { tasks, scheduleGroup }, NOW);

    // Assess
    expect(changes).toEqual({ created: [], updated: [], deleted: ['one'] });
    expect([...there]).toEqual(['two']);
    expect((await tasks.tasksOf('shop')).map(({ name }) => name)).toEqual(['two']);
  });

  it('reports a schedule that could not be created, and creates the others', async () => {
    // Prepare
    const { tasks, scheduleGroup } = await prepare([]);
    const error = new Error('Access denied.');
    const { ensure } = scheduleGroup;
    scheduleGroup.ensure = async (task, now) => {
      if (task.name === 'one') throw error;
      return ensure(task, now);
    };

    // Act
    const { changes, failures } = await reconcileTasks(await tasks.tasksOf('shop'), { tasks, scheduleGroup }, NOW);

    // Assess
    expect(failures).toEqual([{ name: 'one', error }]);
    expect(changes.created).toEqual(['two']);
  });

  it('deletes a removed task whose schedule does not exist any more', async () => {
    // Prepare
    const { tasks, scheduleGroup } = await prepare(['two']);
    await tasks.replace('shop', await tasks.tasksOf('shop'), [desired('two')]);

    // Act
    const { changes } = await reconcileTasks(await tasks.tasksOf('shop'), { tasks, scheduleGroup }, NOW);

    // Assess
    expect(changes.deleted).toEqual([]);
    expect(await tasks.find('shop', 'one')).toBeUndefined();
  });
});

describe('reconcileAll', () => {
  it('reconciles the schedules of all dataset groups, and deletes schedules without a task', async () => {
    // Prepare
    const { there, ...parts } = await prepare(['one', 'three', 'stray']);

    // Act
    const { changes } = await reconcileAll(parts, NOW, (name) => parts.tasks.tasksOf(name));

    // Assess
    expect(changes).toEqual({ created: ['two'], updated: [], deleted: ['stray'] });
    expect([...there].sort()).toEqual(['one', 'three', 'two']);
  });

  it('refreshes the tasks of each dataset group before it reconciles their schedules', async () => {
    // Prepare
    const { there, ...parts } = await prepare([]);

    // Act
    await reconcileAll(parts, NOW, async (name) =>
      parts.tasks.replace(name, await parts.tasks.tasksOf(name), [desired(`${name}-task`)]),
    );

    // Assess
    expect([...there].sort()).toEqual(['books-task', 'shop-task']);
  });

  it('follows the new tasks if an upload replaces them while schedules are reconciled', async () => {
    // Prepare
    const { there, ...parts } = await prepare(['one', 'two'], ['one', 'two', 'gone']);
    const { tasks, scheduleGroup } = parts;
    await tasks.replace('shop', await tasks.tasksOf('shop'), [desired('one')]);
    const { ensure } = scheduleGroup;
    const followed: string[] = [];
    scheduleGroup.ensure = async (task, now) => {
      // The upload works while the schedules of the first dataset group are reconciled.
      if (task.name === 'three') {
        const file = [{ ...desired('one'), expression: 'rate(7 days)' }, desired('two')];
        await tasks.replace('shop', await tasks.tasksOf('shop'), file);
        for (const each of await tasks.tasksOf('shop')) if (each.state === 'REMOVED') await tasks.remove(each, NOW);
      }
      followed.push(`${task.name}: ${task.expression}`);
      return ensure(task, now);
    };

    // Act
    await reconcileAll(parts, NOW, (name) => tasks.tasksOf(name));

    // Assess
    expect(followed).toEqual(['three: rate(1 day)', 'one: rate(7 days)', 'two: rate(1 day)']);
    expect([...there].sort()).toEqual(['one', 'three', 'two']);
  });

  it('deletes the schedule of a removed task whose record was deleted after the tasks were listed', async () => {
    // Prepare
    const { there, ...parts } = await prepare(['one', 'two', 'three']);
    const { tasks } = parts;

    // Act
    const { changes } = await reconcileAll(parts, NOW, async (name) => {
      const removed = await tasks.replace(name, await tasks.tasksOf(name), []);
      for (const each of removed) await tasks.remove(each, NOW);
      return removed;
    });

    // Assess
    expect([...changes.deleted].sort()).toEqual(['one', 'three', 'two']);
    expect([...there]).toEqual([]);
  });

  it('reports a schedule without a task that cannot be deleted, and deletes the others', async () => {
    // Prepare
    const { there, ...parts } = await prepare(['one', 'two', 'three', 'stuck', 'stray']);
    const { scheduleGroup } = parts;
    const remove = scheduleGroup.delete;
    const refused = new Error('Conflict');
    scheduleGroup.delete = async (name) => {
      if (name === 'stuck') throw refused;
      return remove(name);
    };

    // Act
    const { changes, failures } = await reconcileAll(parts, NOW, (name) => parts.tasks.tasksOf(name));

    // Assess
    expect(changes.deleted).toEqual(['stray']);
    expect(failures).toEqual([{ name: 'stuck', error: refused }]);
  });

  it('does not delete a schedule that an upload creates while schedules are reconciled', async () => {
    // Prepare
    const { there, ...parts } = await prepare([]);

    // Act
    await reconcileAll(parts, NOW, async (name) => {
      there.add('of-an-upload');
      return parts.tasks.tasksOf(name);
    });

    // Assess
    expect([...there]).toContain('of-an-upload');
  });
});
