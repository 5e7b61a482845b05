import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { Context } from 'aws-lambda';
import { parseArn } from '../../aws/arn';
import { DataBucket, isGone } from '../../aws/data-bucket';
import { ExecutionStatus } from '../../aws/execution-status';
import { isTransientError } from '../../aws/transient-errors';
import type { DesiredState } from '../../parameter-file/desired-state';
import { UPLOAD_WORKFLOW } from '../../parameter-file/workflows';
import { waitForRetry } from '../../reconciler/apply/polling-interval';
import { assertAnswered } from '../../reconciler/apply/wait-limits';
import { conflictsWith } from '../../reconciler/plan/conflicts';
import { ForeseenDecisions } from '../../reconciler/plan/foreseen-decisions';
import { PersonalizeApi } from '../../reconciler/resource-types/personalize-api';
import { DatasetGroups } from '../../record-table/dataset-groups';
import type { FileReference } from '../../record-table/file-reference';
import { FilesInForce, isSameVersion } from '../../record-table/files-in-force';
import { locksFor } from '../../record-table/lock-rules';
import type { Lock } from '../../record-table/locks';
import { RecordTable } from '../../record-table/record-table';
import { RunKeys } from '../../record-table/run-keys';
import {
  isScheduledRun,
  type RunInput,
  type RunRequest,
  requestOf,
  type ScheduledRun,
} from '../../record-table/run-request';
import { type RunExecution, type RunKey, Runs } from '../../record-table/runs';
import { TaskRuns } from '../../record-table/task-runs';
import { Tasks } from '../../record-table/tasks';
import { VersionDecisions } from '../../record-table/version-decisions';
import { WaitingUploads } from '../../record-table/waiting-uploads';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { InvalidParameterFile } from '../shared/errors';
import { EventBus, runEvent } from '../shared/event-bus';
import { type LockAnswer, lockAnswersOf } from '../shared/locks/lock-answers';
import { ParameterFileStore } from '../shared/parameter-file-store';
import { retried } from '../shared/retried';
import { correlate, createCounter, createLogger } from '../shared/telemetry';
import { type Admission, admitUpload } from './admit-upload';

export interface BeginRunEvent {
  readonly input: RunInput;
  /** The execution of the `run` state machine. */
  readonly execution: RunExecution;
  /** The last answer; empty at first. */
  readonly begun: BeginRunAnswer | Record<string, never>;
}

/** A run that is recorded as begun. */
interface BegunRun {
  readonly run: RunKey;
  readonly request: RunRequest;
  /** Name of the task; empty if none runs. */
  readonly task: string;
}

/**
 * RUN: proceed with `request`, whose lock is held. WAIT: ask again. SUPERSEDED, REFUSED: record and notify that nothing is done.
 * NOTHING: do not run; the reason is recorded.
 */
export type BeginRunAnswer = (BegunRun & Admission) | { readonly decision: 'NOTHING' };

const environment = readEnvironment(
  'DEPLOYMENT',
  'DATA_BUCKET',
  'RECORD_TABLE',
  'RUN_HISTORY_DAYS',
  'EVENT_BUS_NAME',
  'PERSONALIZE_ROLE_ARN',
);
const logger = createLogger('begin-run');
const count = createCounter('Scheduler', environment.DEPLOYMENT);
const table = new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE);
const bus = new EventBus(createClient(EventBridgeClient), environment.EVENT_BUS_NAME);
const keptDays = Number(environment.RUN_HISTORY_DAYS);
const keys = new RunKeys(table, keptDays);
const runs = new Runs(table, keptDays);
const tasks = new Tasks(table);
const filesInForce = new FilesInForce(table);
const executions = new ExecutionStatus(createClient(SFNClient));
const taskRuns = new TaskRuns(table, runs, tasks, executions);
const waitingUploads = new WaitingUploads(table, executions);
const datasetGroups = new DatasetGroups(table);
const locks = lockAnswersOf(table, executions, logger);
const s3 = createClient(S3Client);
const files = new ParameterFileStore(s3);
const bucket = new DataBucket(s3, environment.DATA_BUCKET);
// Thousands of reads in a row are throttled at some time: each is worth more attempts than to begin all of them again.
const personalize = new PersonalizeApi(createClient(PersonalizeClient, { maxAttempts: 8 }));
const decisions = new ForeseenDecisions(new VersionDecisions(table));

export const handler = retried(
  async ({ input, execution, begun }: BeginRunEvent, context: Context): Promise<BeginRunAnswer> => {
    correlate(logger, execution.Name);
    const known = begun.decision === 'WAIT' ? begun : undefined;
    const run = known ?? (await (isScheduledRun(input) ? beginTask(input, execution) : beginRequest(input, execution)));
    if (run === undefined) return { decision: 'NOTHING' };
    const { run: key, request, task } = run;
    return { run: key, request, task, ...(await admitUnlessSilent(run, execution, known, context)) };
  },
);

/** Waits for services that do not answer, as the steps of a run do. */
async function admitUnlessSilent(
  run: BegunRun,
  execution: RunExecution,
  { isWaiting = false, silentSince }: Partial<Extract<Admission, { decision: 'WAIT' }>> = {},
  context: Context,
): Promise<Admission> {
  try {
    return await admit(run, execution, isWaiting, context);
  } catch (error) {
    if (!(error instanceof Error) || !isTransientError(error)) throw error;
    const now = new Date();
    const since = silentSince ?? now.toISOString();
    assertAnswered(`dataset group '${run.request.datasetGroup}'`, error, new Date(since), now);
    logger.warn('No answer', error);
    return { decision: 'WAIT', waitSeconds: waitForRetry(new Date(since), now), isWaiting, silentSince: since };
  }
}

async function admit(
  { run, request }: BegunRun,
  execution: RunExecution,
  isWaiting: boolean,
  { invokedFunctionArn }: Context,
): Promise<Admission> {
  const { datasetGroup, file, upload } = request;
  if (upload === undefined) return admitOther(request, execution);
  const scope = parseArn(invokedFunctionArn);
  const now = () => new Date();
  const compared = { key: file.key, scope, personalize, bucket, records: table, decisions };
  const roleArn = environment.PERSONALIZE_ROLE_ARN;
  const admission = await admitUpload(
    { request: { ...request, upload }, run, execution, isWaiting },
    {
      filesInForce,
      waitingUploads,
      runs,
      load: (of) => files.load(of),
      loadIfReadable,
      lock: lockOf(request),
      acquireLock: () => acquireLock(request, execution),
      releaseLock: () =>
        locks.release([{ ...request, run: execution.Name }], { holder: execution.Id, now: now(), isFailed: false }),
      conflicts: (state, inProgress) => conflictsWith({ ...compared, state, roleArn, now: now() }, inProgress),
      isStored: (key) => bucket.has(key),
      followersOf: async (key) => filesInForce.followersOf(key, await datasetGroups.names()),
      now,
    },
  );
  logger.info('Upload', { datasetGroup, file, admission });
  return admission;
}

/** @returns undefined if this release cannot read the file, or its version is deleted */
async function loadIfReadable(file: FileReference): Promise<DesiredState | undefined> {
  try {
    return await files.load(file);
  } catch (error) {
    if (error instanceof InvalidParameterFile || isGone(error)) return undefined;
    throw error;
  }
}

function lockOf(request: RunRequest): Lock {
  const [lock] = locksFor(request);
  if (lock === undefined) throw new Error(`Workflow '${request.workflow}' has no lock.`);
  return lock;
}

/** A run of the file in force is superseded by an upload that waits, or that has taken its place. */
async function admitOther(request: RunRequest, execution: RunExecution): Promise<Admission> {
  const { held, waitSeconds = 0 } = await acquireLock(request, execution);
  if (!held) return { decision: 'WAIT', waitSeconds };
  if (request.workflow !== UPLOAD_WORKFLOW) return { decision: 'RUN' };
  const { datasetGroup, file } = request;
  const inForce = await filesInForce.find(datasetGroup);
  const waiting = await waitingUploads.find(datasetGroup, inForce);
  if (waiting !== undefined && (await waitingUploads.noteSuperseded(datasetGroup, waiting, file)))
    return { decision: 'SUPERSEDED' };
  return inForce === undefined || isSameVersion(inForce, file) ? { decision: 'RUN' } : { decision: 'SUPERSEDED' };
}

/** The holder is the execution of `run`, which releases the lock at its end. */
function acquireLock(request: RunRequest, { Id: holder, Name: run, StartTime }: RunExecution): Promise<LockAnswer> {
  return locks.acquire({ ...request, run }, { holder, now: new Date(), since: new Date(StartTime) });
}

/** The same execution always gets the same record. */
async function beginRequest(request: RunRequest, execution: RunExecution): Promise<BegunRun | undefined> {
  const run = await keys.keyOf(request, execution);
  if (!(await runs.begin(run, request, execution)))
    return nothing('warn', 'The run was stopped before it began', { run });
  await bus.put(runEvent({ ...request, execution, status: 'STARTED' }));
  logger.info('Run begins', { run, request });
  return { run, request, task: '' };
}

/**
 * A scheduled run runs once, however often it is delivered: its record is under its scheduled time, and only the execution
 * that wrote the record proceeds. If an earlier run of the task is in progress, the run is recorded as skipped.
 */
async function beginTask(scheduledRun: ScheduledRun, execution: RunExecution): Promise<BegunRun | undefined> {
  const { datasetGroup, task: name } = scheduledRun;
  const task = await tasks.find(datasetGroup, name);
  if (task === undefined || task.state !== 'ENABLED')
    return nothing('info', 'The task was removed or is deactivated', { scheduledRun });
  const file = await filesInForce.find(datasetGroup);
  if (file === undefined) throw new Error(`Dataset group '${datasetGroup}' has no parameter file in force.`);
  // Its schedule and its record are deleted at the end of the upload's run, hours after the file is in force; an upload that waits is about to be.
  for (const { tasks: kept } of [file, (await waitingUploads.find(datasetGroup, file)) ?? file])
    if (kept !== undefined && !kept.includes(name))
      return nothing('info', 'The newest parameter file no longer has the task', { scheduledRun });
  const request = requestOf(task, file);
  const run = await keys.keyOf(scheduledRun, execution);
  const start = await taskRuns.begin(run, request, execution, task);
  if (start.decision === 'BUSY') return skip(scheduledRun, run, request, execution, start.other);
  if (start.decision !== 'RUN') {
    const why = 'Another execution has this scheduled run, this one was stopped, or the task was removed';
    return nothing('info', why, { scheduledRun });
  }
  await bus.put(runEvent({ ...request, execution, status: 'STARTED' }));
  logger.info('Scheduled run begins', { run, request });
  count('RunsStarted');
  return { run, request, task: name };
}

/** @param other ARN of the execution of the previous run */
async function skip(
  scheduledRun: ScheduledRun,
  run: RunKey,
  request: RunRequest,
  execution: RunExecution,
  other: string,
): Promise<undefined> {
  const reason = `The previous run was still in progress: ${other}`;
  if (!(await runs.skip(run, request, execution, reason)))
    return nothing('warn', 'Another execution has this scheduled run, or this one was stopped', { scheduledRun });
  await bus.put(runEvent({ ...request, execution, status: 'SKIPPED', reason }));
  count('RunsSkipped');
  return nothing('warn', 'Skipped: the previous run is still in progress', { scheduledRun, other });
}

function nothing(level: 'info' | 'warn', why: string, about: object): undefined {
  logger[level](why, { ...about });
}
