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

/** Milliseconds by which Personalize's clock may be behind the function's clock, which gives the times of a step. */
export const CLOCK_SKEW = 10_000;

/** Request of a step: a resource, how far the step goes, and further options. */
export interface StepRequest {
  readonly state: DesiredState;
  readonly resource: DesiredResource;
  /** Key prefix of the folder of the parameter file and its csv files: `train/eu/shop/`. */
  readonly folder: string;
  readonly scope: Scope;
  /** Id of the run; absent outside of a run. */
  readonly runId?: string;
  /** Time of the first poll; the same at every later poll. */
  readonly startedAt: Date;
  /** True for the first poll. */
  readonly isFirstPoll?: boolean;
  /**
   * Time for names that must be unique, such as a batch job's output folder; the same at every poll. In a run it is
   * `startedAt` plus one second per position in the work list, so that steps that begin in the list's order never share
   * a second.
   */
  readonly stamp: Date;
  readonly now: Date;
  /**
   * How far the step goes. CHECKED: the data of a job are checked. STARTED: Personalize has begun to work on the resource. ACTIVE: the
   * resource is finished. ABSENT: the resource is deleted.
   */
  readonly until: 'CHECKED' | 'STARTED' | 'ACTIVE' | 'ABSENT';
  /** Record of the resource to delete, which the parameter file does not have; only with ABSENT. */
  readonly own?: OwnResource;
  /** True if a new job or version is created even if an earlier one would be enough. */
  readonly force: boolean;
  /** Training mode of a solution version. Overrides the mode in the parameter file. */
  readonly trainingMode?: 'FULL' | 'UPDATE';
  /** Starts or stops a recommender; absent if neither is asked for. */
  readonly operation?: 'START' | 'STOP';
  /** Refused data that an operator accepts. */
  readonly acceptance?: DataAcceptance;
  /** True if the step uses recorded decisions on versions; absent if it uses the decisions that the rules would make now. */
  readonly isDecided?: boolean;
  /** True for a campaign of which only the version is updated. Its other differences from the file stay. */
  readonly onlyVersion?: boolean;
  /** True for an import in the run of an upload. Such an import is refused in more cases than a scheduled one. */
  readonly isUpload?: boolean;
}

/** Services of a step. A plan writes nothing with them. */
export interface StepServices {
  readonly personalize: Personalize;
  readonly bucket: DataBucketReader;
  readonly verifiedReads: VerifiedReadRecords;
  readonly dataStatistics: DataStatisticsRecords;
  /** Number of interactions in the csv to be imported, if a plan has counted them; absent outside plans. */
  readonly csvInteractions?: number;
  /** Shows if a deletion of users is in progress. */
  readonly dataHolds: Pick<DataDeletionHolds, 'isHeld'>;
  /** Use and reservations of the month's budget. */
  readonly budgets: Budgets;
  /** Shows which solution versions serve. */
  readonly decisions: Pick<VersionDecisions, 'serving' | 'ofSolution'>;
  /** The role that Personalize assumes to read and write the data bucket. */
  readonly roleArn: string;
  /**
   * Reads the file in force if it is not the file of the step's run. Undefined if it is that file, if it cannot be
   * read, or if no file is in force. Absent in plans.
   */
  readonly newerFile?: () => Promise<DesiredState | undefined>;
  /**
   * True if another file than the run's is in force, if none is, or if an upload waits to replace the run's file.
   * Absent in plans, which delete nothing.
   */
  readonly isSuperseded?: () => Promise<boolean>;
  /** Name of the deployment; absent in plans, which delete nothing. */
  readonly deployment?: string;
  /**
   * Removes the SSM parameter of a resource, and the resource from the parameter `all`. Does nothing unless the deployment publishes
   * parameters.
   */
  readonly unpublish?: (arn: string) => Promise<void>;
}

/** One step towards the desired state of a resource. */
export interface Step extends StepRequest, StepServices {}

/** Progress from one poll to the next; kept in the record table. */
export interface StepState {
  /** ARN of the resource that this step created or found. */
  readonly arn?: string;
  /**
   * The resource's name, if it differs from the name in the file: the name of a retrained solution version ends with a
   * time.
   */
  readonly name?: string;
  readonly result: Result;
  /** ISO time at which this step asked for the resource to be created. */
  readonly createdAt?: string;
  /**
   * ISO time at which the run first polled the resource, in this step or in an earlier step for the same resource;
   * absent until then.
   */
  readonly since?: string;
  /** Note for users on a result that is not a failure. */
  readonly note?: string;
  /**
   * Present, even if false, only for work that the month's budget does not cover. True if this is news (`isNews` of
   * `Exceeded`), false if it was reported before.
   */
  readonly isOverBudget?: boolean;
  /** Start of each current wait as an ISO time, by what the step waits for; absent while it does not wait. */
  readonly waitingSince?: WaitingSince;
}

export type WaitingSince = Readonly<Partial<Record<WaitFor['kind'], string>>>;

/** SKIPPED: the budget of the month does not cover the work. */
export type Result = 'UNCHANGED' | 'CREATED' | 'UPDATED' | 'DELETED' | 'SKIPPED';

export type Progress<State extends StepState = StepState> =
  /** The step state has the ARN of the resource if the resource exists. */
  | { readonly status: 'READY'; readonly stepState: State }
  | { readonly status: 'WAIT'; readonly reason: string; readonly stepState: State; readonly waitFor: WaitFor };

export function waiting<State extends StepState>(reason: string, stepState: State, waitFor: WaitFor): Progress<State> {
  return { status: 'WAIT', reason, stepState, waitFor };
}

/** What a step waits for, which determines the time of the next poll and the wait limit. */
export type WaitFor =
  /** Work of Personalize on the resource since a time. START: the step only waits until the work begins. */
  | { readonly kind: 'WORK'; readonly of: 'CREATION' | 'UPDATE' | 'START'; readonly since: Date }
  /** A check of the rows of an import. */
  | { readonly kind: 'DATA_CHECK'; readonly check: DataCheck }
  | { readonly kind: Obstacle };

/** Something that keeps a step from going on. */
export type Obstacle =
  /** A service, such as Personalize, cannot be reached, throttles, or answers with a server error. */
  | 'NO_ANSWER'
  /** A creation may have succeeded and is not visible yet. */
  | 'NOT_VISIBLE'
  /** Personalize refuses the name as taken, but shows no resource of that name. */
  | 'ALREADY_EXISTS'
  /**
   * A resource that the step needs or deletes is in use, and Personalize does not show what uses it. Or the resource to
   * delete is being changed.
   */
  | 'IN_USE'
  /**
   * Personalize is working on something that the step needs: an import into the dataset, a training of the solution, or a deletion of
   * users.
   */
  | 'BUSY'
  /** The quota on resources in progress is reached. */
  | 'QUOTA'
  /** The resource, or an earlier one of the same name, is being deleted. */
  | 'DELETION'
  /** The step needs something that is not ready yet, for example another resource of the same file. */
  | 'PREREQUISITE';

/** Name of the resource in messages: `campaign 'top-picks'`, `dataset import job of the interactions dataset 'ratings'`. */
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

/** Member of a request that names the dataset group. */
export function inGroup(step: Pick<Step, 'state' | 'scope'>): { readonly datasetGroupArn: string } {
  return { datasetGroupArn: groupArn(step) };
}

/** The dataset to which the step's dataset, schema or import job belongs. */
export function datasetOf({ state, resource }: Pick<Step, 'state' | 'resource'>): DesiredDataset {
  const dataset = state.datasets.find((candidate) => candidate.dataset.pointer === resource.pointer);
  if (dataset === undefined) throw new Error(`Dataset not found at '${resource.pointer}'.`);
  return dataset;
}

/** The solution to which the step's version, campaign or batch job belongs: `/solutions/7/campaigns/0` belongs to the eighth. */
export function solutionOf({ state, resource }: Pick<Step, 'state' | 'resource'>): DesiredSolution {
  const [, section, place] = resource.pointer.split('/');
  const solution = section === 'solutions' ? state.solutions[Number(place)] : undefined;
  if (solution === undefined) throw new Error(`Solution not found at or above '${resource.pointer}'.`);
  return solution;
}

export function solutionArnOf(step: Pick<Step, 'state' | 'resource' | 'scope'>): string {
  return solutionArn(step.scope, solutionOf(step).name);
}

/** Caches a read for each step object, so that all decisions in a poll are based on one state, even if others write in the meantime. */
export function oncePerPoll<S extends object, T>(read: (step: S) => Promise<T>): (step: S) => Promise<T> {
  const known = new WeakMap<S, Promise<T>>();
  return (step) => {
    const reading = known.get(step) ?? read(step);
    known.set(step, reading);
    return reading;
  };
}
