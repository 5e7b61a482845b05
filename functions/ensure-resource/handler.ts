import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import { DataBucket, folderOf } from '../../aws/data-bucket';
import { waitForCapacity, waitForTurn, waitForWork } from '../../reconciler/apply/polling-interval';
import { ensure, existingArn } from '../../reconciler/apply/reconcile';
import { PersonalizeApi } from '../../reconciler/personalize-api';
import { findResource, type ResourceReference } from '../../reconciler/resource-reference';
import { JOB_RESOURCES } from '../../reconciler/resource-types';
import type { JobType } from '../../reconciler/resource-types/resource-type';
import {
  describeResource,
  type Progress,
  type Result,
  type Step,
  type StepState,
} from '../../reconciler/step';
import { verifyRead } from '../../reconciler/verified-read';
import { CreationIntentRecords } from '../../record-table/creation-intents';
import type { FileReference } from '../../record-table/file-reference';
import { VerifiedReadRecords } from '../../record-table/verified-read-records';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { EventBus } from '../shared/event-bus';
import { createdMetric } from '../shared/metric-names';
import { ParameterFileStore } from '../shared/parameter-file-store';
import { retried } from '../shared/retried';
import { scopeOf } from '../shared/scope';
import { correlate, createCounter, createLogger, createMetrics } from '../shared/telemetry';
import { BatchOutput, writesBatchOutput } from './batch-output';
import { MemoizedPersonalize } from './memoized-personalize';
import { OfflineMetrics } from './offline-metrics';
import { isSettled, resultAfter, resultOfFailure, secondsSince, stateChanges } from './report';
import { ResultRecords } from './result-records';
import { StateChangePublisher } from './state-change-events';

export interface EnsureResourceEvent {
  readonly file: FileReference;
  readonly resource: ResourceReference;
  /** Id of the run; empty or absent outside of one. */
  readonly run?: string;
  /** ISO time of the first look. */
  readonly startedAt: string;
  /** ISO time that names what this step writes; of steps side by side each has its own. Default: `startedAt` */
  readonly stamp?: string;
  readonly until?: Step['until'];
  readonly force?: boolean;
  readonly trainingMode?: Step['trainingMode'] | null;
  /** What the last look answered; at the first one, at most the ARN of a job that an earlier step started. */
  readonly stepState?: Partial<StepState> | null;
}

export interface EnsureResourceAnswer {
  /** QUOTA_REACHED: a training cannot be started now, and is not to be waited for under a lock. */
  readonly status: 'READY' | 'WAIT' | 'QUOTA_REACHED';
  /** Seconds until the next look; absent with READY. */
  readonly waitSeconds?: number;
  readonly stepState: StepState;
  readonly resource: {
    readonly type: string;
    readonly name: string;
    readonly arn?: string;
    readonly result: Result;
    readonly note?: string;
  };
}

const environment = readEnvironment(
  'DEPLOYMENT',
  'DATA_BUCKET',
  'EVENT_BUS_NAME',
  'PERSONALIZE_ROLE_ARN',
  'RECORD_TABLE',
  'RUN_HISTORY_DAYS',
);
const logger = createLogger('ensure-resource');
const count = createCounter('Workflow', environment.DEPLOYMENT);
const s3 = createClient(S3Client);
const dynamodb = createClient(DynamoDBClient);
const files = new ParameterFileStore(s3);
const bucket = new DataBucket(s3, environment.DATA_BUCKET);
const personalizeClient = createClient(PersonalizeClient);
const personalize = new PersonalizeApi(
  personalizeClient,
  {},
  createClient(PersonalizeClient, { maxAttempts: 1 }),
);
const publisher = new StateChangePublisher(
  new EventBus(createClient(EventBridgeClient), environment.EVENT_BUS_NAME),
);
const results = new ResultRecords(dynamodb, environment.RECORD_TABLE, Number(environment.RUN_HISTORY_DAYS));
const verifiedReads = new VerifiedReadRecords(dynamodb, environment.RECORD_TABLE);
const intents = new CreationIntentRecords(dynamodb, environment.RECORD_TABLE);
const batchOutput = new BatchOutput(s3);
const offlineMetrics = new OfflineMetrics(
  personalizeClient,
  createMetrics('SolutionMetrics', environment.DEPLOYMENT),
  dynamodb,
  environment.RECORD_TABLE,
);

export const handler = retried(poll);

async function poll(event: EnsureResourceEvent, context: Context): Promise<EnsureResourceAnswer> {
  correlate(logger, event.run);
  const step = await stepOf(event, context);
  const before: StepState = { result: 'UNCHANGED', since: event.startedAt, ...event.stepState };
  let progress: Progress;
  try {
    progress = await ensure(step, before, intents);
  } catch (error) {
    if (error instanceof Error) await publishFailure(step, before, error, event.run);
    throw error;
  }
  await publishProgress(step, before, progress, event.run);
  return answerOf(step, progress);
}

async function stepOf(event: EnsureResourceEvent, context: Context): Promise<Step> {
  const state = await files.load(event.file);
  return {
    state,
    resource: findResource(state, event.resource),
    folder: folderOf(event.file.key),
    scope: scopeOf(context),
    startedAt: new Date(event.startedAt),
    stamp: new Date(event.stamp ?? event.startedAt),
    now: new Date(),
    until: event.until ?? 'ACTIVE',
    force: event.force ?? false,
    ...(event.trainingMode && { trainingMode: event.trainingMode }),
    personalize: new MemoizedPersonalize(personalize),
    bucket,
    verifiedReads,
    roleArn: environment.PERSONALIZE_ROLE_ARN,
  };
}

async function publishProgress(step: Step, before: StepState, progress: Progress, runId = ''): Promise<void> {
  const { type } = step.resource;
  const { arn, result } = progress.stepState;
  const reason = progress.status === 'WAIT' ? progress.reason : undefined;
  logger.info(`${describeResource(step)}: ${progress.status}`, { reason, arn });
  if (before.result !== 'CREATED' && result === 'CREATED') count(createdMetric(type));
  const recorded = resultAfter(step, before, progress);
  if (runId !== '' && recorded !== undefined) {
    await regardless('Its result is not recorded', () => results.write(runId, step, recorded));
  }
  for (const stateChange of stateChanges(step, before, progress)) {
    await regardless('Could not publish the state-change event', () =>
      publisher.publish(stateChange, runId || undefined),
    );
  }
  if (type === 'solutionVersion' && arn !== undefined && isSettled(step, progress)) {
    await regardless('Its offline metrics are not recorded', () => offlineMetrics.record(step, arn));
  }
  if (type in JOB_RESOURCES && arn !== undefined && isSettled(step, progress)) {
    await regardless('What it has read is not recorded, and may be read again', () => recordRead(step, arn));
  }
  if (writesBatchOutput(type) && arn !== undefined && result === 'CREATED' && isSettled(step, progress)) {
    await regardless('Could not tag the batch output, which will not expire', () =>
      batchOutput.tag(step, arn),
    );
  }
}

async function recordRead(step: Step, arn: string): Promise<void> {
  const { type } = step.resource;
  const work = await JOB_RESOURCES[type as JobType].workOf?.(step);
  if (work !== undefined) await verifyRead(step, work, arn);
}

async function publishFailure(step: Step, before: StepState, error: Error, runId = ''): Promise<void> {
  logger.error(`${describeResource(step)}: FAILED`, error);
  await regardless('Its failure is not told', async () => {
    // Personalize may be what does not answer.
    const arn = await existingArn(step, before).catch(() => before.arn);
    if (runId !== '') await results.write(runId, step, resultOfFailure(step, before, error, arn));
    if (arn === undefined) return;
    const { type } = step.resource;
    const durationSeconds = secondsSince(step, before);
    await publisher.publish({ type, arn, status: 'FAILED', durationSeconds }, runId || undefined);
  });
}

type Waiting = Extract<Progress, { status: 'WAIT' }>;

/** For what is worth having, but not worth failing a resource, or hiding its own failure. */
async function regardless(otherwise: string, action: () => Promise<unknown>): Promise<void> {
  try {
    await action();
  } catch (error) {
    logger.error(otherwise, error as Error);
  }
}

function waitSeconds({ resource, now }: Step, { stepState, waitFor }: Waiting): number {
  if (waitFor.kind === 'WORK') return waitForWork(resource.type, waitFor.of, waitFor.since, now);
  const since = new Date(stepState.waitingSince?.[waitFor.kind] ?? now);
  return waitFor.kind === 'CAPACITY' ? waitForCapacity(since, now) : waitForTurn(since, now);
}

function answerOf(step: Step, progress: Progress): EnsureResourceAnswer {
  const { stepState } = progress;
  const isWaiting = progress.status === 'WAIT';
  const quotaReached = isWaiting && progress.waitFor.kind === 'CAPACITY';
  return {
    status: quotaReached && step.until === 'STARTED' ? 'QUOTA_REACHED' : progress.status,
    ...(isWaiting && { waitSeconds: waitSeconds(step, progress) }),
    stepState,
    resource: {
      type: step.resource.type,
      name: stepState.name ?? step.resource.name,
      ...(stepState.arn !== undefined && { arn: stepState.arn }),
      result: stepState.result,
      ...(stepState.note !== undefined && { note: stepState.note }),
    },
  };
}
