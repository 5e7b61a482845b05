import { describeError } from '../../aws/service-of';
import { durationText } from '../../parameter-file/duration';
import { datasetGroupArn, jobArn } from '../../personalize/arn';
import { isFailed, isPending } from '../../personalize/statuses';
import type { DataDeletionHolds } from '../../record-table/data-deletion-holds';
import { reasonOf } from '../account/personalize-api';
import { obstacleOf } from '../apply/obstacle';
import { waitForRetry, waitForWork } from '../apply/polling-interval';
import { ResourceFailed, RunError, WaitedTooLong } from '../errors';
import { jobName } from '../resource-types/job-name';
import type { Obstacle, Step } from '../step';
import { workInProgress } from './work-in-progress';

/** One deletion of users. */
export interface DataDeletionStep extends Pick<Step, 'scope' | 'roleArn' | 'startedAt' | 'now' | 'personalize'> {
  readonly datasetGroup: string;
  /** Everything that identifies the deletion: the csv and its version. */
  readonly subject: readonly string[];
  /** `s3://` URI of the csv that the job reads. */
  readonly dataLocation: string;
  readonly dataHolds: Pick<DataDeletionHolds, 'hold'>;
}

type Wait = Obstacle | 'OTHER_WORK' | 'JOB';

/** Progress from one poll to the next; kept in the record table. */
export interface DataDeletionState {
  /** ARN of the job, once it was created. */
  readonly arn?: string;
  /** ISO time until which the deletion holds the group's data: nothing else begins to read them. */
  readonly heldUntil?: string;
  /** Start of each current wait as an ISO time, by what the deletion waits for. */
  readonly waitingSince?: Readonly<Partial<Record<Wait, string>>>;
}

export type DataDeletionProgress = { readonly stepState: DataDeletionState } & (
  | { readonly status: 'READY'; readonly recordsDeleted: number | undefined }
  | { readonly status: 'WAIT'; readonly waitSeconds: number; readonly reason: string }
);

const HOUR = 3600;
/**
 * Limit in seconds: twice the two days that a training or an import may normally take, and longer than a deletion, which takes "up to a
 * day".
 */
const LONG = 4 * 24 * HOUR;
/** Wait limits in seconds; {@link LONG} for anything else. The same as in lib/reconciler/apply/wait-limits.ts. */
const LIMITS: Readonly<Partial<Record<Wait, number>>> = {
  NO_ANSWER: HOUR,
  NOT_VISIBLE: HOUR / 6,
  ALREADY_EXISTS: HOUR / 6,
};
const ADVICE = 'Check in the console of Amazon Personalize what is in progress. Then upload the csv again.';

/**
 * Seconds after which all other work respects a hold. An invocation of `ensure-resources` may have found no hold and create something at
 * its end, so this is longer than one invocation (see its definition).
 */
const HOLD_NOTICED = 930;
/** Seconds by which a poll may be late, after retries. The hold of a stopped execution lasts that much longer. */
const LATENESS = HOUR / 2;

/**
 * Takes the next step of the deletion, and holds the data meanwhile.
 * @throws RunError if it failed, or waited too long
 */
export async function reconcileDataDeletion(
  step: DataDeletionStep,
  before: DataDeletionState,
): Promise<DataDeletionProgress> {
  const { now, dataHolds, datasetGroup } = step;
  const isHeld = before.arn !== undefined || (before.heldUntil !== undefined && now < new Date(before.heldUntil));
  const progress: DataDeletionProgress = isHeld
    ? await attempt(step, before).catch(async (error: unknown) => {
        if (error instanceof RunError) await dataHolds.hold(datasetGroup, now);
        throw error;
      })
    : {
        status: 'WAIT',
        stepState: before,
        waitSeconds: HOLD_NOTICED,
        reason: 'work that began before the hold becomes visible within minutes',
      };
  if (progress.status === 'READY') {
    await dataHolds.hold(datasetGroup, now);
    return progress;
  }
  const heldUntil = new Date(now.getTime() + (progress.waitSeconds + LATENESS) * 1000);
  await dataHolds.hold(datasetGroup, heldUntil);
  return { ...progress, stepState: { ...progress.stepState, heldUntil: heldUntil.toISOString() } };
}

async function attempt(step: DataDeletionStep, before: DataDeletionState): Promise<DataDeletionProgress> {
  try {
    return await next(step, before);
  } catch (error) {
    if (error instanceof RunError || !(error instanceof Error)) throw error;
    const obstacle = obstacleOf(error);
    if (obstacle === undefined) throw new ResourceFailed(describe(step), describeError(error));
    return wait(step, before, obstacle, describeError(error));
  }
}

async function next(step: DataDeletionStep, before: DataDeletionState): Promise<DataDeletionProgress> {
  const { datasetGroup, scope, personalize } = step;
  if (before.arn !== undefined) return follow(step, { ...before, arn: before.arn });
  // The name is the same at each poll, so that a lost answer never causes a second job.
  const name = jobName(`data-deletion-${datasetGroup}`, step.startedAt, step.subject);
  const own = jobArn(scope, 'dataDeletionJob', name);
  if ((await personalize.describe('dataDeletionJob', own)) !== undefined) return follow(step, { ...before, arn: own });
  const groupArn = datasetGroupArn(scope, datasetGroup);
  // The run of the group's first upload may be about to create the group.
  if ((await personalize.describe('datasetGroup', groupArn)) === undefined)
    return wait(step, before, 'NOT_VISIBLE', `${groupArn} does not exist, so it has no data to delete`);
  const other = await workInProgress(personalize, groupArn);
  if (other !== undefined) return wait(step, before, 'OTHER_WORK', other);
  const arn = await personalize.create('dataDeletionJob', {
    jobName: name,
    datasetGroupArn: groupArn,
    dataSource: { dataLocation: step.dataLocation },
    roleArn: step.roleArn,
  });
  return wait(step, { arn }, 'JOB', 'creation requested');
}

/** Statuses of a job: PENDING > IN_PROGRESS > COMPLETED or FAILED (API reference, DescribeDataDeletionJob, November 2026). */
async function follow(
  step: DataDeletionStep,
  state: DataDeletionState & { readonly arn: string },
): Promise<DataDeletionProgress> {
  const job = await step.personalize.describe('dataDeletionJob', state.arn);
  if (job === undefined) return wait(step, state, 'NOT_VISIBLE', `${state.arn} is not shown yet`);
  const { status = '', numDeleted } = job;
  if (isFailed(status)) throw new ResourceFailed(describe(step), reasonOf(job));
  if (isPending(status)) return wait(step, state, 'JOB', status);
  const recordsDeleted = typeof numDeleted === 'number' ? numDeleted : undefined;
  return { status: 'READY', stepState: { arn: state.arn }, recordsDeleted };
}

/** @throws WaitedTooLong after the time in the table of limits */
function wait(step: DataDeletionStep, before: DataDeletionState, kind: Wait, reason: string): DataDeletionProgress {
  const { now } = step;
  const { arn, waitingSince = {} } = before;
  const since = new Date(waitingSince[kind] ?? now);
  const seconds = (now.getTime() - since.getTime()) / 1000;
  if (seconds >= (LIMITS[kind] ?? LONG)) throw new WaitedTooLong(describe(step), durationText(seconds), reason, ADVICE);
  const waitSeconds =
    kind === 'JOB' ? waitForWork('dataDeletionJob', 'CREATION', since, now) : waitForRetry(since, now);
  // A new obstacle starts a new wait, and ends the others. NO_ANSWER and NOT_VISIBLE do not end them, as the earlier obstacle may still be
  // there.
  const others = kind === 'NO_ANSWER' || kind === 'NOT_VISIBLE' ? waitingSince : {};
  const stepState = { ...(arn !== undefined && { arn }), waitingSince: { ...others, [kind]: since.toISOString() } };
  return { status: 'WAIT', stepState, waitSeconds, reason };
}

function describe({ datasetGroup }: DataDeletionStep): string {
  return `data deletion job of dataset group '${datasetGroup}'`;
}
