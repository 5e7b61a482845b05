import type { DesiredTask } from '../parameter-file/tasks';
import { sameSchedule } from './same-task';
import type { Task } from './task-record';

/**
 * The tasks of a dataset group once its parameter file asks for `wished`. One that was deactivated stays so until its
 * schedule changes; one that is gone from the file is marked, so that its schedule is taken away before the record of it.
 */
export function tasksAfter(
  datasetGroup: string,
  existing: readonly Task[],
  wished: readonly DesiredTask[],
): readonly Task[] {
  const before = new Map(existing.map((task) => [task.name, task]));
  const names = new Set(wished.map(({ name }) => name));
  return [
    ...wished.map((task): Task => {
      const earlier = before.get(task.name);
      const staysDisabled = earlier?.state === 'DISABLED' && sameSchedule(earlier, task);
      return { ...task, datasetGroup, state: staysDisabled ? 'DISABLED' : 'ENABLED' };
    }),
    ...existing.filter(({ name }) => !names.has(name)).map((task): Task => ({ ...task, state: 'REMOVED' })),
  ];
}
