import type { Task } from '../record-table/task-record';
import type { TaskTable } from '../record-table/task-table';
import type { ScheduleGroup } from './schedule-group';

/** Changes of a reconciliation: names of schedules. */
export interface Changes {
  readonly created: string[];
  readonly updated: string[];
  readonly deleted: string[];
}

/** Reconciles the schedules of these tasks, one after the other. If it is interrupted, the next reconciliation finishes. */
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
 * Reconciles the schedules of all tasks, and deletes schedules of the group that have no task.
 * @param refresh updates the tasks of a dataset group from its latest accepted file: an upload may have been stopped
 *   before it did
 */
export async function reconcileAll(
  table: TaskTable,
  group: ScheduleGroup,
  now: Date,
  refresh: (datasetGroup: string) => Promise<void>,
): Promise<Changes> {
  // Listed first, so that a schedule that an upload creates meanwhile is not deleted as one without a task.
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
