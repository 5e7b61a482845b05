import type { Task } from '../record-table/task-record';
import type { TaskTable } from '../record-table/task-table';
import type { ScheduleGroup } from './schedule-group';

/** What a reconciliation has changed, by names of schedules. */
export interface Changes {
  readonly created: string[];
  readonly updated: string[];
  readonly deleted: string[];
}

/** Makes the schedules of these tasks what the tasks say, one after the other. What it could not finish, the next does. */
export async function reconcileTasks(
  tasks: readonly Task[],
  table: TaskTable,
  group: ScheduleGroup,
  now: Date,
): Promise<Changes> {
  const changes: Changes = { created: [], updated: [], deleted: [] };
  for (const task of tasks) {
    if (task.state === 'REMOVED') {
      if (await group.deleteOwn(task)) changes.deleted.push(task.name);
      await table.remove(task);
      continue;
    }
    const change = await group.ensure(task, now);
    if (change !== undefined) changes[change].push(task.name);
  }
  return changes;
}

/**
 * Reconciles every task there is, and takes away what stands in the group without one.
 * @param refresh makes the tasks of a dataset group those of its latest accepted file: an upload may have been stopped
 *   before it did
 */
export async function reconcileAll(
  table: TaskTable,
  group: ScheduleGroup,
  now: Date,
  refresh: (datasetGroup: string) => Promise<void>,
): Promise<Changes> {
  // First, so that a schedule which an upload creates meanwhile is not taken for one without a task.
  const names = await group.names();
  const tasks: Task[] = [];
  for (const datasetGroup of await table.datasetGroups()) {
    await refresh(datasetGroup);
    tasks.push(...(await table.tasksOf(datasetGroup)));
  }
  const changes = await reconcileTasks(tasks, table, group, now);
  const known = new Set(tasks.map(({ name }) => name));
  for (const name of names) {
    if (!known.has(name) && (await group.delete(name))) changes.deleted.push(name);
  }
  return changes;
}
