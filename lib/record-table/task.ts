import { isDeepStrictEqual } from 'node:util';
import type { DesiredState } from '../parameter-file/desired-state';
import type { DesiredTask } from '../parameter-file/tasks';
import { present } from './item';

/**
 * State of a task, which is an item `task#<name>` in the dataset group's partition. DISABLED: an operator has
 * deactivated the task. An upload activates such a task only if the task's schedule changes. REMOVED: the task is no
 * longer in the parameter file. The task's schedule is deleted first, then the item.
 */
export type TaskState = 'ENABLED' | 'DISABLED' | 'REMOVED';

export interface Task extends DesiredTask {
  readonly datasetGroup: string;
  readonly state: TaskState;
  /**
   * ARN of the execution of `run` in progress for this task. An execution that was just stopped may still be recorded
   * here.
   */
  readonly running?: string;
  /** ISO time at which `running` was recorded. */
  readonly runningSince?: string;
  /** ISO time at which the last run ended. */
  readonly lastFinishedAt?: string;
}

/**
 * The tasks of a dataset group after the upload of a file with the tasks `desired`. A deactivated task stays
 * deactivated until its schedule changes. A task that is no longer in the file is marked as REMOVED, so that its
 * schedule is deleted before its record.
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
      const { running, runningSince, lastFinishedAt } = earlier ?? {};
      const lastRun = present({ running, runningSince, lastFinishedAt });
      return { ...task, datasetGroup, state: staysDisabled ? 'DISABLED' : 'ENABLED', ...lastRun };
    }),
    ...existing.filter(({ name }) => !names.has(name)).map((task): Task => ({ ...task, state: 'REMOVED' })),
  ];
}

/** The desired state of a file, without the tasks that would stay deactivated after an upload of the file. */
export function withoutDeactivated(state: DesiredState, existing: readonly Task[]): DesiredState {
  const after = tasksAfter(state.datasetGroup.name, existing, state.tasks);
  const deactivated = new Set(after.filter((task) => task.state === 'DISABLED').map(({ name }) => name));
  return { ...state, tasks: state.tasks.filter(({ name }) => !deactivated.has(name)) };
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
