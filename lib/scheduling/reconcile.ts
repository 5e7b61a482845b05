import type { DatasetGroups } from '../record-table/dataset-groups';
import type { Task } from '../record-table/task';
import type { Tasks } from '../record-table/tasks';
import type { ScheduleGroup } from './schedule-group';

/** Names of the schedules that a reconciliation has created, updated and deleted. */
export interface ScheduleChanges {
  readonly created: string[];
  readonly updated: string[];
  readonly deleted: string[];
}

/** A task with a schedule, and the time of the schedule's last change. */
export interface Scheduled {
  readonly task: Task;
  readonly changedAt: Date;
}

/** A schedule that could not be reconciled. */
export interface ScheduleFailure {
  readonly name: string;
  readonly error: Error;
}

export interface Reconciled {
  readonly changes: ScheduleChanges;
  readonly scheduled: readonly Scheduled[];
  readonly failures: readonly ScheduleFailure[];
}

export interface TasksAndSchedules {
  readonly tasks: Tasks;
  readonly scheduleGroup: ScheduleGroup;
}

/**
 * Reconciles the schedules of tasks, one after the other. An error of one schedule does not stop the work on the others. If a
 * reconciliation is interrupted, the next one completes the work.
 */
export async function reconcileTasks(
  each: readonly Task[],
  { tasks, scheduleGroup }: TasksAndSchedules,
  now: Date,
): Promise<Reconciled> {
  const changes: ScheduleChanges = { created: [], updated: [], deleted: [] };
  const scheduled: Scheduled[] = [];
  const failures: ScheduleFailure[] = [];
  for (const listed of each) {
    try {
      // Reads the task again, because an upload may have changed it in the meantime. A task without a record is no longer in the
      // parameter file.
      const task = (await tasks.find(listed.datasetGroup, listed.name)) ?? { ...listed, state: 'REMOVED' };
      if (task.state === 'REMOVED') {
        if (await scheduleGroup.deleteOwn(task)) changes.deleted.push(task.name);
        await tasks.remove(task, now);
        continue;
      }
      const { change, changedAt } = await scheduleGroup.ensure(task, now);
      if (change !== undefined) changes[change].push(task.name);
      scheduled.push({ task, changedAt });
    } catch (error) {
      failures.push({ name: listed.name, error: error as Error });
    }
  }
  return { changes, scheduled, failures };
}

/**
 * Reconciles the schedules of all tasks, and deletes schedules of the schedule group that have no task.
 * @param refresh updates the tasks of a dataset group from its file in force, and returns the tasks. The update is needed if, for
 * example, the run of an upload was stopped before it had updated the tasks
 */
export async function reconcileAll(
  { datasetGroups, tasks, scheduleGroup }: TasksAndSchedules & { readonly datasetGroups: DatasetGroups },
  now: Date,
  refresh: (datasetGroup: string) => Promise<readonly Task[]>,
): Promise<Reconciled> {
  // Lists the schedules before the tasks. An upload may create a task and its schedule in between: this schedule is not in the
  // list, so it is not deleted.
  const names = await scheduleGroup.names();
  const found: Task[] = [];
  for (const datasetGroup of await datasetGroups.names()) {
    found.push(...(await refresh(datasetGroup)));
  }
  const { changes, scheduled, failures } = await reconcileTasks(found, { tasks, scheduleGroup }, now);
  const known = new Set(found.map(({ name }) => name));
  const orphans: ScheduleFailure[] = [];
  for (const name of names.filter((each) => !known.has(each))) {
    try {
      if (await scheduleGroup.delete(name)) changes.deleted.push(name);
    } catch (error) {
      orphans.push({ name, error: error as Error });
    }
  }
  return { changes, scheduled, failures: [...failures, ...orphans] };
}
