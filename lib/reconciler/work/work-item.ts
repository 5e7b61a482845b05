import type { DesiredResource } from '../../parameter-file/desired-state';
import type { TaskInput } from '../../parameter-file/tasks';
import type { Lock } from '../../record-table/locks';
import type { ResourceReference } from '../resource-reference';
import type { StepRequest } from '../step';

/** A piece of a run's work, and the items that must end before this work begins. */
export interface WorkItem {
  /** Id that is unique in the run, e.g. `solutionVersion#/solutions/0#STARTED`. Each time the run's items are listed, an item has the same id. */
  readonly id: string;
  /** Subject of the item in messages, e.g. `campaign 'top-picks'`. */
  readonly title: string;
  readonly work: Work;
  /** Ids of the items that must be ready before this item begins. */
  readonly after: readonly string[];
  /** Ids of the items that must have succeeded or failed before this item begins. */
  readonly afterEnd: readonly string[];
  /** Lock that the run must hold while it works on the item. The run keeps the lock as long as one of its items needs it. */
  readonly lock?: WorkLock;
}

/** A lock within the run's dataset group. */
export type WorkLock = Omit<Lock, 'datasetGroup'>;

export type Work =
  /**
   * Acquires the lock of the dataset group. Then an upload puts its parameter file in force. Other runs check that their
   * file is still in force.
   */
  | { readonly kind: 'FILE' }
  | ResourceWork
  /** Records the decisions of the file's rules on new versions of a solution. */
  | { readonly kind: 'RULES'; readonly solution: string }
  /** Records an operator's decision on a solution version. */
  | { readonly kind: 'DECISION'; readonly solution: string }
  | ScheduleWork
  /** Publishes the SSM parameters of the dataset group. Applications read ARNs from these parameters. */
  | { readonly kind: 'PARAMETERS' }
  /** Deletes users. */
  | { readonly kind: 'DELETION' };

/** Reconciles a resource of Amazon Personalize. */
export interface ResourceWork extends StepOptions {
  readonly kind: 'RESOURCE';
  readonly resource: DesiredResource;
  /** Id of an earlier item for the same resource. This item continues the progress of the earlier item. */
  readonly continues?: string;
  /**
   * Id of the item for the training before the campaign. If this training is skipped because of the budget, only the
   * campaign's version is updated; otherwise, the campaign's other settings are updated too. Absent if the training makes no
   * difference.
   */
  readonly training?: string;
}

/** Parts of a step's request that do not come from the resource's description in the parameter file. */
export type StepOptions = Pick<StepRequest, 'until' | 'own' | 'acceptance' | 'isDecided' | 'onlyVersion' | 'isUpload'> &
  Pick<TaskInput, 'trainingMode' | 'operation'> & { readonly force?: boolean };

/**
 * Sets schedules:
 * - EXISTING changes and deletes existing schedules once the file is in force.
 * - IMPORTS sets the schedules of imports after the imports. If no upload is in progress, it sets all schedules, like REST.
 * - A solution or recommender sets the schedules of its tasks once its other items are ready.
 * - REST sets all schedules that may be set.
 */
export interface ScheduleWork {
  readonly kind: 'SCHEDULES';
  readonly of: 'EXISTING' | 'IMPORTS' | 'REST' | { readonly type: 'solution' | 'recommender'; readonly name: string };
  /** Ids of items. The schedules are set only if one of these items has created something. Absent if the schedules are set in any case. */
  readonly ifCreated?: readonly string[];
}

/** Id of the item that reconciles a resource. */
export function itemId({ type, pointer }: ResourceReference, until: StepOptions['until']): string {
  return `${type}#${pointer}${until === 'ACTIVE' ? '' : `#${until}`}`;
}
