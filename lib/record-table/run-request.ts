import type { TaskInput } from '../parameter-file/tasks';
import type { Workflow } from '../parameter-file/workflows';
import { type FileReference, referenceOf } from './file-reference';
import type { Task } from './task';

/** Actions of a {@link VersionChoice}. */
export const CHOICES = ['PROMOTE', 'REJECT', 'ROLLBACK', 'RESTORE'] as const;

/** A decision of an operator, or of the nightly reconciliation, on a solution version. */
export interface VersionChoice {
  /**
   * ROLLBACK: the version serves in place of the current one, which becomes ROLLED_BACK. RESTORE: nothing is decided; campaigns get the
   * recorded version.
   */
  readonly action: (typeof CHOICES)[number];
  /** ARN of the version. */
  readonly version: string;
  /**
   * ARN of the version that served at the time of the decision. If another version serves by now, the decision is
   * refused. Exception: a promotion is not refused if the serving version is the one to be promoted, or one that the
   * rules promoted earlier in the same run.
   */
  readonly from?: string;
  /** Who decided. */
  readonly by: string;
  readonly reason?: string;
}

/** Facts about an uploaded file besides its version. */
export interface UploadFacts {
  /** Grows with each write of the same key; compares as text. */
  readonly sequencer: string;
  /** Key of the file in force that this one replaces, according to the uploader. */
  readonly replaces?: string;
}

/** Refused data that an operator accepts. */
export interface DataAcceptance {
  /** Base name of the csv. */
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

/** The workflow to run, for which dataset group, and why. */
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
  /** Absent unless the trigger is `upload`. */
  readonly upload?: UploadFacts;
  /** True if the run creates a new job or version even if an earlier one would be enough. */
  readonly force?: boolean;
  /**
   * True if, when the run began, versions of the solution had been judged, but none was promoted. Earlier runs skipped
   * the batch jobs for that reason. This run creates them if it promotes a version.
   */
  readonly withBatchJobs?: boolean;
  /** Only set for the workflow `removal`. */
  readonly removal?: ApprovedRemoval;
  /** Only set for the workflow `solution-promotion`. */
  readonly choice?: VersionChoice;
  /**
   * For a run that restores resources, the ids of the work items to which the run is limited; absent for all other
   * runs.
   */
  readonly restored?: readonly string[];
  /** Absent unless the workflow is `dataset-import`. */
  readonly acceptance?: DataAcceptance;
  /** Warnings about the parameter file for the final notification, one line each; absent if there are none, or for tasks. */
  readonly warnings?: readonly string[];
}

/** Name of the solution that a run works on; undefined for none or several. */
export function solutionNameOf({ solution, choice }: RunRequest): string | undefined {
  return solution ?? choice?.version.split('/')[1];
}

/** A run that EventBridge Scheduler starts. */
export interface ScheduledRun {
  readonly datasetGroup: string;
  /** Name of the task. */
  readonly task: string;
  /** ISO time of the scheduled run, the same each time that the run is delivered. */
  readonly scheduledTime: string;
}

/** Input of the `run` state machine. */
export type RunInput = RunRequest | ScheduledRun;

export function isScheduledRun(input: RunInput): input is ScheduledRun {
  return 'task' in input;
}

/** The run of a task with the file in force. It creates new trainings and batch jobs, but imports only changed data. */
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

/** Trigger of a run that an operator starts with the parameter file in force. */
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
