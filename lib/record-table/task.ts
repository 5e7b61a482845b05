import { isDeepStrictEqual } from 'node:util';
import type { DesiredTask } from '../parameter-file/tasks';
import { present } from './item';

/**
 * A task is an item of the record table, under the dataset group's name and `task#<name>`. DISABLED: deactivated by a
 * person, which uploads respect. REMOVED: no longer in the file; the item goes once its schedule is gone.
 */
export type TaskState = 'ENABLED' | 'DISABLED' | 'REMOVED';

export interface Task extends DesiredTask {
  readonly datasetGroup: string;
  readonly state: TaskState;
  /** ARN of the execution of `run` that is in progress for this task; one that was just stopped may still be named here. */
  readonly running?: string;
  /** ISO time at which its last run that has ended began. */
  readonly lastStartedAt?: string;
}

/**
 * The tasks of a dataset group once its parameter file asks for `desired`. One that was deactivated stays so until its
 * schedule changes; one that is gone from the file is marked, so that its schedule is taken away before the record of it.
 */
export function tasksAfter(
  datasetGroup: string,
  existing: readonly Task[],
  desired: readonly DesiredTask[],
): readonly Task[] {
  const before = new Map(existing.map((task) => [task.name, task]));
  const names = new Set(desired.map(({ name }) => name));
  return [
    ...desired.map((task): Task => {
      const earlier = before.get(task.name);
      const staysDisabled = earlier?.state === 'DISABLED' && sameSchedule(earlier, task);
      const { running, lastStartedAt } = earlier ?? {};
      const lastRun = present({ running, lastStartedAt });
      return { ...task, datasetGroup, state: staysDisabled ? 'DISABLED' : 'ENABLED', ...lastRun };
    }),
    ...existing.filter(({ name }) => !names.has(name)).map((task): Task => ({ ...task, state: 'REMOVED' })),
  ];
}

/** True if two tasks run at the same times. */
function sameSchedule(one: DesiredTask, other: DesiredTask): boolean {
  return (
    one.expression === other.expression &&
    one.timezone === other.timezone &&
    one.flexibleTimeWindowMinutes === other.flexibleTimeWindowMinutes
  );
}

/** True if two tasks do the same work at the same times. */
export function sameTask(one: DesiredTask, other: DesiredTask): boolean {
  return sameSchedule(one, other) && one.workflow === other.workflow && isDeepStrictEqual(one.input, other.input);
}
