import type { TaskInput } from '../parameter-file/tasks';
import type { Workflow } from '../parameter-file/workflows';
import type { FileReference } from './file-reference';
import type { Task } from './task';

/** Which workflow runs, for which dataset group, and why. */
export interface RunRequest extends TaskInput {
  readonly datasetGroup: string;
  readonly workflow: Workflow;
  /** What made it run: `upload`, the name of a task, or `manual` of that. */
  readonly trigger: string;
  readonly file: FileReference;
  /** Make a new job or version even if an earlier one would do. */
  readonly force?: boolean;
  /** Of the parameter file, a line each, for the notification at the end; absent if there are none, or a task runs. */
  readonly warnings?: readonly string[];
}

/** A run that EventBridge Scheduler starts. */
export interface ScheduledRun {
  readonly datasetGroup: string;
  /** Name of the task. */
  readonly task: string;
  /** ISO time of the scheduled run, the same however often it is delivered. */
  readonly scheduledTime: string;
}

/** Input of the `run` state machine. */
export type RunInput = RunRequest | ScheduledRun;

export function isScheduledRun(input: RunInput): input is ScheduledRun {
  return 'task' in input;
}

/** The run of a task with the latest accepted file. It creates new trainings and batch jobs, imports only for changed data. */
export function requestOf(task: Task, { bucket, key, versionId }: FileReference): RunRequest {
  return {
    datasetGroup: task.datasetGroup,
    workflow: task.workflow,
    trigger: task.name,
    file: { bucket, key, versionId },
    force: task.workflow !== 'dataset-import',
    ...task.input,
  };
}

const MANUAL = ' (manual)';

export function manual(task: string): string {
  return `${task}${MANUAL}`;
}

/** Name of the trigger's task, started by its schedule or manually; undefined for `upload`. */
export function taskOfTrigger(trigger: string): string | undefined {
  if (trigger === 'upload') return undefined;
  return trigger.endsWith(MANUAL) ? trigger.slice(0, -MANUAL.length) : trigger;
}
