import { isDeepStrictEqual } from 'node:util';
import type { DesiredTask } from '../parameter-file/tasks';
import type { Task } from './task';

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
      return { ...task, datasetGroup, state: staysDisabled ? 'DISABLED' : 'ENABLED' };
    }),
    ...existing.filter(({ name }) => !names.has(name)).map((task): Task => ({ ...task, state: 'REMOVED' })),
  ];
}

/** Whether two tasks are to run at the same times. */
function sameSchedule(one: DesiredTask, other: DesiredTask): boolean {
  return (
    one.expression === other.expression &&
    one.timezone === other.timezone &&
    one.flexibleTimeWindowMinutes === other.flexibleTimeWindowMinutes
  );
}

/** Whether two tasks are to do the same at the same times. */
export function sameTask(one: DesiredTask, other: DesiredTask): boolean {
  return sameSchedule(one, other) && one.workflow === other.workflow && isDeepStrictEqual(one.input, other.input);
}
