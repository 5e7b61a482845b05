import type { TaskInput } from '../parameter-file/tasks';
import type { Workflow } from '../parameter-file/workflows';
import { type FileReference, referenceOf } from './file-reference';
import type { Task } from './task';

/** Actions of a {@link VersionChoice}. */
export const CHOICES = ['PROMOTE', 'REJECT', 'ROLLBACK', 'RESTORE'] as const;

/** A decision of an operator, or of the nightly reconciliation, on a solution version. */
export interface VersionChoice {
  /**
   * ROLLBACK: the version serves in place of the current version, which becomes ROLLED_BACK. RESTORE: nothing is decided on this version,
   * which is the recorded version; campaigns get it again.
   */
  readonly action: (typeof CHOICES)[number];
  /** ARN of the version. */
  readonly version: string;
  /**
   * ARN of the version that served at the time of the decision. If another version serves when the run handles the
   * decision, the decision is refused. Exception: a promotion is accepted if the version to promote already serves, or
   * if the rules promoted the serving version earlier in the same run.
   */
  readonly from?: string;
  /** Operator who decided, or the nightly reconciliation. */
  readonly by: string;
  readonly reason?: string;
}

/** Facts about an uploaded file that {@link FileReference} does not have. */
export interface UploadFacts {
  /** S3's sequencer, padded to a fixed length. Compared as a text, the sequencer grows with each write of the same key. */
  readonly sequencer: string;
  /**
   * Key of another file, in force or waiting. This file may replace the other file even if that is still in the bucket.
   * The uploader has stated this key.
   */
  readonly replaces?: string;
}

/** Acceptance of refused data by an operator. */
export interface DataAcceptance {
  /** Name of the dataset's csv, without `.csv`. */
  readonly dataset: string;
  /** Fingerprint of the check that refused the data. If the data have changed since, the acceptance is refused. */
  readonly fingerprint: string;
  readonly by: string;
  readonly reason: string;
}

/** Resources that a person has allowed a run to delete. */
export interface ApprovedRemoval {
  /** ARNs of the resources. */
  readonly resources: readonly string[];
  readonly by: string;
}

/** Request to run a workflow for a dataset group. */
export interface RunRequest extends TaskInput {
  readonly datasetGroup: string;
  readonly workflow: Workflow;
  /**
   * Reason for the run: `upload`, `retry`, `promotion`, `drift`, `data-accept`, `deletion`, `prune`, the name of a
   * task, or such a name followed by ` (manual)`.
   */
  readonly trigger: string;
  /** The parameter file; for the workflow `data-deletion`, the csv of users. */
  readonly file: FileReference;
  /** Present only if the trigger is `upload`. */
  readonly upload?: UploadFacts;
  /** True if the run creates a new job or version even if an earlier one would be enough. */
  readonly force?: boolean;
  /**
   * True if the solution had judged versions, but no promoted version, when the run began. For lack of a promoted
   * version, earlier runs skipped the batch jobs. This run creates the batch jobs if it promotes a version.
   */
  readonly withBatchJobs?: boolean;
  /** Present only for the workflow `removal`. */
  readonly removal?: ApprovedRemoval;
  /** Present only for the workflow `solution-promotion`. */
  readonly choice?: VersionChoice;
  /** Ids of the work items to which a run that restores resources is limited. Absent for all other runs. */
  readonly restored?: readonly string[];
  /** Present only for the workflow `dataset-import`, if an operator has accepted refused data. */
  readonly acceptance?: DataAcceptance;
  /** Warnings about the parameter file for the final notification, one line each; absent if there are no warnings, and for tasks. */
  readonly warnings?: readonly string[];
}

/** Name of the solution that a run works on; undefined if the run works on no solution or on several. */
export function solutionNameOf({ solution, choice }: RunRequest): string | undefined {
  return solution ?? choice?.version.split('/')[1];
}

/** A run that EventBridge Scheduler starts. */
export interface ScheduledRun {
  readonly datasetGroup: string;
  /** Name of the task. */
  readonly task: string;
  /** ISO time for which the run is scheduled. The time is the same each time that the run is delivered. */
  readonly scheduledTime: string;
}

/** Input of the `run` state machine. */
export type RunInput = RunRequest | ScheduledRun;

export function isScheduledRun(input: RunInput): input is ScheduledRun {
  return 'task' in input;
}

/** Request for the run of a task with the file in force. Such a run creates new trainings and batch jobs, but imports only changed data. */
export function requestOf(task: Task, file: FileReference): RunRequest {
  return {
    datasetGroup: task.datasetGroup,
    workflow: task.workflow,
    trigger: task.name,
    file: referenceOf(file),
    force: task.workflow !== 'dataset-import',
    ...task.input,
  };
}

const MANUAL = ' (manual)';

export function manual(task: string): string {
  return `${task}${MANUAL}`;
}

/** Trigger of a run that an uploaded parameter file starts. */
export const UPLOAD_TRIGGER = 'upload';

/** Trigger of a run that an operator's decision on a solution version starts. */
export const PROMOTION_TRIGGER = 'promotion';

/** Trigger of a run that the nightly reconciliation starts, to correct the versions of campaigns or to restore resources. */
export const DRIFT_TRIGGER = 'drift';

/** Trigger of a run by which an operator applies the parameter file in force again. */
export const RETRY_TRIGGER = 'retry';

/** Trigger of a run that imports data which an operator has accepted. */
export const DATA_ACCEPT_TRIGGER = 'data-accept';

/** Trigger of a run that an uploaded csv of users to delete starts. */
export const DELETION_TRIGGER = 'deletion';

/** Trigger of a run that deletes resources which the parameter file no longer has. */
export const PRUNE_TRIGGER = 'prune';

const WITHOUT_TASK: readonly string[] = [
  UPLOAD_TRIGGER,
  PROMOTION_TRIGGER,
  DRIFT_TRIGGER,
  RETRY_TRIGGER,
  DATA_ACCEPT_TRIGGER,
  DELETION_TRIGGER,
  PRUNE_TRIGGER,
];

/** Name of the task in a trigger; undefined for a trigger that names no task. */
export function taskOfTrigger(trigger: string): string | undefined {
  if (WITHOUT_TASK.includes(trigger)) return undefined;
  return trigger.endsWith(MANUAL) ? trigger.slice(0, -MANUAL.length) : trigger;
}
