import type { DesiredResource } from '../../parameter-file/desired-state';
import type { TaskInput } from '../../parameter-file/tasks';
import type { Lock } from '../../record-table/locks';
import type { ResourceReference } from '../resource-reference';
import type { StepRequest } from '../step';

/** A piece of work of a run, and the items that must come before it. */
export interface WorkItem {
  /** Unique in the run, and the same whenever the run's items are listed: `solutionVersion#/solutions/0#STARTED`. */
  readonly id: string;
  /** Subject of the item in messages: `campaign 'top-picks'`. */
  readonly title: string;
  readonly work: Work;
  /** Ids of the items that must be ready before this one begins. */
  readonly after: readonly string[];
  /** Ids of the items that must have ended before this one begins, whatever their result. */
  readonly afterEnd: readonly string[];
  /** Lock under which the item is worked on. The run keeps the lock until none of its items needs it any more. */
  readonly lock?: WorkLock;
}

/** A lock within the run's dataset group. */
export type WorkLock = Omit<Lock, 'datasetGroup'>;

export type Work =
  /**
   * Acquires the lock of the dataset group. Then an upload puts its parameter file in force; other runs check that their file is still in
   * force.
   */
  | { readonly kind: 'FILE' }
  | ResourceWork
  /** Records the decisions of the file's rules on new versions of a solution. */
  | { readonly kind: 'RULES'; readonly solution: string }
  /** Records an operator's decision on a solution version. */
  | { readonly kind: 'DECISION'; readonly solution: string }
  | ScheduleWork
  /** Publishes the parameters of the dataset group, from which applications learn ARNs. */
  | { readonly kind: 'PARAMETERS' }
  /** Deletes users. */
  | { readonly kind: 'DELETION' };

/** Reconciles a resource of Amazon Personalize. */
export interface ResourceWork extends Asked {
  readonly kind: 'RESOURCE';
  readonly resource: DesiredResource;
  /** Id of an earlier item for the same resource, whose progress this one continues. */
  readonly continues?: string;
  /**
   * Id of the item for the training with which the settings of a campaign return to the file. If the budget skips this
   * training, only the campaign's version is updated. Absent if the settings follow the file in any case.
   */
  readonly training?: string;
}

/** Parts of a step's request besides the resource's description in the parameter file. */
export type Asked = Pick<StepRequest, 'until' | 'own' | 'acceptance' | 'isDecided' | 'onlyVersion' | 'isUpload'> &
  Pick<TaskInput, 'trainingMode' | 'operation'> & { readonly force?: boolean };

/**
 * Sets schedules. EXISTING: changes and deletes existing schedules, once the file is in force. IMPORTS: sets the
 * schedules of imports, after the imports; all schedules, as REST does, if no upload is in progress. A solution or a
 * recommender: sets the schedules of its tasks, once its other work is done. REST: sets all schedules that may be set.
 */
export interface ScheduleWork {
  readonly kind: 'SCHEDULES';
  readonly of: 'EXISTING' | 'IMPORTS' | 'REST' | { readonly type: 'solution' | 'recommender'; readonly name: string };
  /** Ids of items, at least one of which must have created something; absent if the schedules are set in any case. */
  readonly ifCreated?: readonly string[];
}

/** Id of the item that reconciles a resource. */
export function itemId({ type, pointer }: ResourceReference, until: Asked['until']): string {
  return `${type}#${pointer}${until === 'ACTIVE' ? '' : `#${until}`}`;
}
