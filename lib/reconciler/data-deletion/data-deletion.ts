import { describeError } from '../../aws/service-of';
import { datasetGroupArn, jobArn } from '../../personalize/arn';
import { isFailed, isPending } from '../../personalize/statuses';
import type { DataDeletionHolds } from '../../record-table/data-deletion-holds';
import { type Description, reasonOf } from '../account/personalize-api';
import { obstacleOf } from '../apply/obstacle';
import { secondsUntilNextPoll } from '../apply/polling-interval';
import { withinLimit } from '../apply/wait-limits';
import { ResourceFailed, RunError } from '../errors';
import { jobName } from '../resource-types/job-name';
import { type Progress, type Step, type StepState, waiting } from '../step';
import { workInProgress } from './work-in-progress';

export interface DataDeletionStep extends Pick<Step, 'scope' | 'roleArn' | 'startedAt' | 'now' | 'personalize'> {
  readonly datasetGroup: string;
  /** Values that identify the deletion: the csv and its version. */
  readonly subject: readonly string[];
  /** `s3://` URI of the csv that the job reads. */
  readonly dataLocation: string;
  readonly dataHolds: Pick<DataDeletionHolds, 'hold'>;
}

/** Progress that is kept in the record table from one poll to the next. */
export interface DataDeletionState extends StepState {
  /** ISO time at which the hold ends. Until then, no batch job and no recommender begins to read the group's data. */
  readonly heldUntil?: string;
  /** Number of records that Personalize reports as deleted; absent until the job ends. */
  readonly recordsDeleted?: number;
}

export interface DataDeletionPoll {
  readonly status: 'READY' | 'WAIT';
  /** Seconds until the next poll; 0 with READY. */
  readonly waitSeconds: number;
  /** Text for users that says what the deletion waits for; absent with READY. */
  readonly reason?: string;
  readonly stepState: DataDeletionState;
}

const TYPE = 'dataDeletionJob';
const ADVICE = 'Check in the console of Amazon Personalize what is in progress. Then upload the csv again.';

/**
 * Seconds until all other work respects a new hold. An invocation of `ensure-resources` may have checked for holds just
 * before this hold, and may still create something. So this time is longer than the function's timeout
 * (functions/ensure-resources/definition.ts).
 */
const HOLD_EFFECTIVE_AFTER = 930;
/** Seconds by which retries may delay a poll. A hold ends this much later than the next poll is due. */
const LATENESS = 1800;

/**
 * Takes the next step of the deletion. Until the deletion ends, a hold keeps batch jobs and recommenders from beginning
 * to read the data. The run's lock on the data keeps imports and trainings from beginning.
 * @throws RunError if the deletion failed, or waited too long
 */
export async function reconcileDataDeletion(
  step: DataDeletionStep,
  before: DataDeletionState,
): Promise<DataDeletionPoll> {
  const { now, dataHolds, datasetGroup } = step;
  const isHeld = before.arn !== undefined || (before.heldUntil !== undefined && now < new Date(before.heldUntil));
  const polled = isHeld ? await poll(step, before) : untilHoldIsNoticed(before);
  if (polled.status === 'READY') {
    await dataHolds.hold(datasetGroup, now);
    return polled;
  }
  const heldUntil = new Date(now.getTime() + (polled.waitSeconds + LATENESS) * 1000);
  await dataHolds.hold(datasetGroup, heldUntil);
  return { ...polled, stepState: { ...polled.stepState, heldUntil: heldUntil.toISOString() } };
}

function untilHoldIsNoticed(stepState: DataDeletionState): DataDeletionPoll {
  const reason = 'work that began before the hold becomes visible within minutes';
  return { status: 'WAIT', waitSeconds: HOLD_EFFECTIVE_AFTER, reason, stepState };
}

/** Polls the deletion once. If the deletion fails, this ends the hold. */
async function poll(step: DataDeletionStep, before: DataDeletionState): Promise<DataDeletionPoll> {
  const { datasetGroup, now, dataHolds } = step;
  try {
    const found = await attempt(step, before);
    const progress = withinLimit({ type: TYPE, title: titleOf(step), now, advice: ADVICE }, before.waitingSince, found);
    const { status, stepState } = progress;
    if (status === 'READY') return { status, waitSeconds: 0, stepState };
    return { status, waitSeconds: secondsUntilNextPoll(TYPE, progress, now), reason: progress.reason, stepState };
  } catch (error) {
    if (error instanceof RunError) await dataHolds.hold(datasetGroup, now);
    throw error;
  }
}

async function attempt(step: DataDeletionStep, before: DataDeletionState): Promise<Progress<DataDeletionState>> {
  try {
    return await next(step, before);
  } catch (error) {
    if (error instanceof RunError || !(error instanceof Error)) throw error;
    const obstacle = obstacleOf(error);
    if (obstacle === undefined) throw new ResourceFailed(titleOf(step), describeError(error));
    return waiting(describeError(error), before, { kind: obstacle });
  }
}

async function next(step: DataDeletionStep, before: DataDeletionState): Promise<Progress<DataDeletionState>> {
  const { datasetGroup, scope, personalize, now } = step;
  // The job name is the same at each poll, so that a lost answer never causes a second job.
  const name = jobName(`data-deletion-${datasetGroup}`, step.startedAt, step.subject);
  const own = before.arn ?? jobArn(scope, TYPE, name);
  const job = await personalize.describe(TYPE, own);
  if (job !== undefined) return follow(step, { ...before, arn: own, result: 'CREATED' }, job);
  // An earlier poll created the job, but Personalize does not show it yet.
  if (before.arn !== undefined) return waiting(`${own} is not shown yet`, before, { kind: 'ALREADY_EXISTS' });
  const groupArn = datasetGroupArn(scope, datasetGroup);
  if ((await personalize.describe('datasetGroup', groupArn)) === undefined)
    throw new ResourceFailed(titleOf(step), `${groupArn} does not exist, so it has no data to delete.`);
  const other = await workInProgress(personalize, groupArn);
  if (other !== undefined) return waiting(other, before, { kind: 'BUSY' });
  const arn = await personalize.create(TYPE, {
    jobName: name,
    datasetGroupArn: groupArn,
    dataSource: { dataLocation: step.dataLocation },
    roleArn: step.roleArn,
  });
  const created = { ...before, arn, result: 'CREATED' } as const;
  return waiting('creation requested', created, { kind: 'WORK', of: 'CREATION', since: now });
}

/** Statuses of a job: PENDING > IN_PROGRESS > COMPLETED or FAILED (API reference, DescribeDataDeletionJob, November 2026). */
function follow(step: DataDeletionStep, state: DataDeletionState, job: Description): Progress<DataDeletionState> {
  const { status = '', creationDateTime: since = step.startedAt, numDeleted } = job;
  if (isFailed(status)) throw new ResourceFailed(titleOf(step), reasonOf(job));
  if (isPending(status)) return waiting(status, state, { kind: 'WORK', of: 'CREATION', since });
  const recordsDeleted = typeof numDeleted === 'number' ? { recordsDeleted: numDeleted } : {};
  return { status: 'READY', stepState: { ...state, ...recordsDeleted } };
}

function titleOf({ datasetGroup }: DataDeletionStep): string {
  return `data deletion job of dataset group '${datasetGroup}'`;
}
