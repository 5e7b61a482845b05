import type { DesiredTask } from '../parameter-file/tasks';

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
