import type { DataBucketReader } from '../aws/data-bucket';
import type { DesiredDataset, DesiredResource, DesiredSolution, DesiredState } from '../parameter-file/desired-state';
import { datasetGroupArn, type Scope, solutionArn } from '../personalize/arn';
import { RESOURCE_TYPES } from '../personalize/resource-types';
import type { Budgets } from '../record-table/budget-ledger';
import type { DataDeletionHolds } from '../record-table/data-deletion-holds';
import type { DataStatisticsRecords } from '../record-table/data-statistics';
import type { OwnResource } from '../record-table/own-resources';
import type { DataAcceptance } from '../record-table/run-request';
import type { VerifiedReadRecords } from '../record-table/verified-reads';
import type { VersionDecisions } from '../record-table/version-decisions';
import type { Personalize } from './account/personalize-api';
import type { DataCheck } from './errors';

/** Milliseconds by which Personalize's clock may be behind the function's clock. The times of a step come from the function's clock. */
export const CLOCK_SKEW = 10_000;

/** Request of a step: the resource, the state that ends the step, and further options. */
export interface StepRequest {
  readonly state: DesiredState;
  readonly resource: DesiredResource;
  /** Key prefix of the folder of the parameter file and its csv files, e.g. `train/eu/shop/`. */
  readonly folder: string;
  readonly scope: Scope;
  /** Id of the run; absent outside of a run. */
  readonly runId?: string;
  /** Time of the step's first poll, or of the first poll of the step that this step continues. The same at all polls of the step. */
  readonly startedAt: Date;
  /** True at the step's first poll, unless the step continues an earlier step. */
  readonly isFirstPoll?: boolean;
  /**
   * Time for names that must be unique, such as a batch job's output folder. The time is the same at every poll. In a run,
   * the time is `startedAt` plus one second for each position in the work list, so that steps that begin in the order of the
   * list never share a second.
   */
  readonly stamp: Date;
  readonly now: Date;
  /**
   * State that ends the step. CHECKED: the data of a job are checked. STARTED: Personalize has begun to work on the
   * resource. ACTIVE: Personalize has finished its work on the resource. ABSENT: the resource is deleted.
   */
  readonly until: 'CHECKED' | 'STARTED' | 'ACTIVE' | 'ABSENT';
  /** Record of the resource to delete; only with ABSENT. The parameter file does not have this resource. */
  readonly own?: OwnResource;
  /** True if the step creates a new job or version even if an earlier one makes it unnecessary. */
  readonly force: boolean;
  /** Training mode of a solution version, instead of the mode in the parameter file. */
  readonly trainingMode?: 'FULL' | 'UPDATE';
  /** Operation on a recommender; absent if the step neither starts nor stops one. */
  readonly operation?: 'START' | 'STOP';
  /** An operator's acceptance of refused data. */
  readonly acceptance?: DataAcceptance;
  /** True if the step uses only recorded decisions on versions. Otherwise, it also uses the decisions that the rules would make now. */
  readonly isDecided?: boolean;
  /** True if the step updates only the version of a campaign. Other differences of the campaign from the file stay. */
  readonly onlyVersion?: boolean;
  /** True for an import in the run of an upload. Some rules refuse data only in such an import, not in a scheduled import. */
  readonly isUpload?: boolean;
}

/** Services that a step uses. The step of a plan writes nothing. */
export interface StepServices {
  readonly personalize: Personalize;
  readonly bucket: DataBucketReader;
  readonly verifiedReads: VerifiedReadRecords;
  readonly dataStatistics: DataStatisticsRecords;
  /** Number of interactions in the csv that an upload would import, if they were counted for a plan; absent outside of plans. */
  readonly csvInteractions?: number;
  /** Shows if a deletion of users is in progress. */
  readonly dataHolds: Pick<DataDeletionHolds, 'isHeld'>;
  /** Use and reservations of the month's budget. */
  readonly budgets: Budgets;
  /** Shows which solution versions serve. */
  readonly decisions: Pick<VersionDecisions, 'serving' | 'ofSolution'>;
  /** The role that Personalize assumes to read and write data in S3, and to publish metrics. */
  readonly roleArn: string;
  /**
   * Reads the file in force, if another file than the run's file is in force. Returns undefined if the run's file is in
   * force, if no file is in force, or if the file in force cannot be read. Absent in plans.
   */
  readonly newerFile?: () => Promise<DesiredState | undefined>;
  /**
   * Returns true if the run's file is not in force any more, or if another upload waits to replace this file. Absent in
   * plans, because plans delete nothing.
   */
  readonly isSuperseded?: () => Promise<boolean>;
  /** Name of the deployment; absent in plans, because plans delete nothing. */
  readonly deployment?: string;
  /**
   * Deletes the SSM parameter of a resource, and removes the resource from the parameter `all`. Does nothing if the
   * deployment does not publish parameters.
   */
  readonly unpublish?: (arn: string) => Promise<void>;
}

/** Work on one resource towards its desired state. It takes one or more polls. */
export interface Step extends StepRequest, StepServices {}

/** Progress of a step that is kept in the record table from one poll to the next. */
export interface StepState {
  /** ARN of the resource that this step created or found. */
  readonly arn?: string;
  /**
   * The resource's name, if it may differ from the name in the file. For example, the name of a retrained solution version
   * ends with a timestamp.
   */
  readonly name?: string;
  readonly result: Result;
  /** ISO time at which this step requested the creation of the resource. */
  readonly createdAt?: string;
  /**
   * ISO time at which the run first polled the resource, in this step or in an earlier step for the same resource. Absent
   * before this time.
   */
  readonly since?: string;
  /** Note for users on a result that is not a failure. */
  readonly note?: string;
  /**
   * Present only for work that the month's budget does not cover. True if this is news (`isNews` of `Exceeded` in
   * budget/reserve.ts), false if an earlier run reported it.
   */
  readonly isOverBudget?: boolean;
  /** ISO times at which the current waits started, by the kind of wait; absent if the step does not wait. */
  readonly waitingSince?: WaitingSince;
}

export type WaitingSince = Readonly<Partial<Record<WaitFor['kind'], string>>>;

/** Result of a step. SKIPPED: the budget of the month does not cover the work. */
export type Result = 'UNCHANGED' | 'CREATED' | 'UPDATED' | 'DELETED' | 'SKIPPED';

export type Progress<State extends StepState = StepState> =
  /** The step has ended. If the resource exists, the step state has its ARN. */
  | { readonly status: 'READY'; readonly stepState: State }
  | { readonly status: 'WAIT'; readonly reason: string; readonly stepState: State; readonly waitFor: WaitFor };

export function waiting<State extends StepState>(reason: string, stepState: State, waitFor: WaitFor): Progress<State> {
  return { status: 'WAIT', reason, stepState, waitFor };
}

/** Reason why a step waits. The reason determines the time of the next poll and the limit of the wait. */
export type WaitFor =
  /**
   * Personalize has been working on the resource, or on a dataset that it needs, since the time `since`. START: the step
   * only waits until a training begins.
   */
  | { readonly kind: 'WORK'; readonly of: 'CREATION' | 'UPDATE' | 'START'; readonly since: Date }
  /** The rows of an import are being checked. */
  | { readonly kind: 'DATA_CHECK'; readonly check: DataCheck }
  | { readonly kind: Obstacle };

/** Reason why a step cannot go on at present. */
export type Obstacle =
  /** A service, such as Personalize, cannot be reached, throttles, or answers with a server error. */
  | 'NO_ANSWER'
  /** A creation may have succeeded, but Personalize does not show the resource yet. */
  | 'NOT_VISIBLE'
  /**
   * Personalize refuses a creation because the name is taken, but shows no resource with this name. Also: a data deletion
   * job that was created is not shown yet.
   */
  | 'ALREADY_EXISTS'
  /**
   * A resource that the step needs, updates or deletes is in use, but Personalize does not show the work that uses it. Or
   * the resource to delete is being changed.
   */
  | 'IN_USE'
  /**
   * Personalize does work that blocks the step: an import into the dataset, a training of the solution, or a deletion of
   * users. A deletion of users is blocked by all work on the data of the group.
   */
  | 'BUSY'
  /** A quota on resources in progress is reached. */
  | 'QUOTA'
  /** The resource, or an earlier resource with the same name, is being deleted. */
  | 'DELETION'
  /** The step needs something that is not ready yet, for example another resource of the same file. */
  | 'PREREQUISITE';

/** Name of the resource in messages, e.g. `campaign 'top-picks'` or `dataset import job of the interactions dataset 'ratings'`. */
export function describeResource(step: Pick<Step, 'state' | 'resource'>): string {
  const title = RESOURCE_TYPES[step.resource.type].title.toLowerCase();
  if (step.resource.name !== '') return `${title} '${step.resource.name}'`;
  const dataset = step.state.datasets.find(({ importJob }) => importJob === step.resource);
  if (dataset !== undefined) return `${title} of the ${dataset.csvName} dataset '${dataset.dataset.name}'`;
  return `${title} of solution '${solutionOf(step).name}'`;
}

/** The text of {@link describeResource}, but with the name that the resource has in Personalize. */
export function describeActual({ state, resource }: Step, { name = resource.name }: StepState): string {
  return describeResource({ state, resource: name === resource.name ? resource : { ...resource, name } });
}

export function groupArn(step: Pick<Step, 'state' | 'scope'>): string {
  return datasetGroupArn(step.scope, step.state.datasetGroup.name);
}

/** Member of a request with the ARN of the dataset group. */
export function inGroup(step: Pick<Step, 'state' | 'scope'>): { readonly datasetGroupArn: string } {
  return { datasetGroupArn: groupArn(step) };
}

/** The dataset to which the step's dataset, schema or import job belongs. */
export function datasetOf({ state, resource }: Pick<Step, 'state' | 'resource'>): DesiredDataset {
  const dataset = state.datasets.find((candidate) => candidate.dataset.pointer === resource.pointer);
  if (dataset === undefined) throw new Error(`Dataset not found at '${resource.pointer}'.`);
  return dataset;
}

/** The solution to which the step's version, campaign or batch job belongs. For example, `/solutions/7/campaigns/0` belongs to the eighth solution. */
export function solutionOf({ state, resource }: Pick<Step, 'state' | 'resource'>): DesiredSolution {
  const [, section, place] = resource.pointer.split('/');
  const solution = section === 'solutions' ? state.solutions[Number(place)] : undefined;
  if (solution === undefined) throw new Error(`Solution not found at or above '${resource.pointer}'.`);
  return solution;
}

export function solutionArnOf(step: Pick<Step, 'state' | 'resource' | 'scope'>): string {
  return solutionArn(step.scope, solutionOf(step).name);
}

/** Caches a read for each step object, so that all decisions in one poll use the same state even if other writers change it meanwhile. */
export function oncePerPoll<S extends object, T>(read: (step: S) => Promise<T>): (step: S) => Promise<T> {
  const known = new WeakMap<S, Promise<T>>();
  return (step) => {
    const reading = known.get(step) ?? read(step);
    known.set(step, reading);
    return reading;
  };
}
