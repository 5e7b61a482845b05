import type { DesiredResource } from '../../parameter-file/desired-state';
import type { TaskInput } from '../../parameter-file/tasks';
import type { Lock } from '../../record-table/locks';
import type { StepRequest } from '../step';

/** A piece of work of a run, and what must come before it. */
export interface WorkItem {
  /** Unique in the run, and the same at each wake-up: `solutionVersion#/solutions/0#STARTED`. */
  readonly id: string;
  /** What it is about, as messages name it: `campaign 'top-picks'`. */
  readonly title: string;
  readonly work: Work;
  /** Ids of the items that must be ready before it begins. */
  readonly after: readonly string[];
  /** Ids of the items that must have ended before it begins, whatever has become of them. */
  readonly afterEnd: readonly string[];
  /** Locks that are held while it is unfinished, in the order in which they are acquired. */
  readonly locks: readonly WorkLock[];
}

/** A lock within the run's dataset group. */
export type WorkLock = Omit<Lock, 'datasetGroup'>;

export type Work = FileWork | ResourceWork | RulesWork | DecisionWork | ScheduleWork | DeletionWork;

/** Puts an uploaded parameter file in force, for which it acquires the lock of the dataset group. */
export interface FileWork {
  readonly kind: 'FILE';
}

/** Reconciles a resource of Amazon Personalize. */
export interface ResourceWork extends Asked {
  readonly kind: 'RESOURCE';
  readonly resource: DesiredResource;
  /** Id of an item whose progress it continues: the same resource, brought further. */
  readonly continues?: string;
}

/** What is asked for beside what the parameter file says of the resource. */
export type Asked = Pick<StepRequest, 'until' | 'acceptance' | 'isDecided' | 'isUpload'> &
  Pick<TaskInput, 'trainingMode' | 'operation'> & { readonly force?: boolean };

/** Records what the rules of the file decide on new versions of a solution. */
export interface RulesWork {
  readonly kind: 'RULES';
  readonly solution: string;
}

/** Lets the tasks begin whose work is ready: of imports, of a solution, or all that are left. */
export interface ScheduleWork {
  readonly kind: 'SCHEDULES';
  readonly of: 'IMPORTS' | 'REST' | { readonly solution: string };
  /** Ids of the items of which one must have created something; absent: tasks begin whatever was done. */
  readonly ifCreated?: readonly string[];
}

/** Records an operator's decision on a solution version. */
export interface DecisionWork {
  readonly kind: 'DECISION';
  readonly solution: string;
}

/** Deletes users. */
export interface DeletionWork {
  readonly kind: 'DELETION';
}
