import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import { DataBucket, folderOf } from '../../aws/data-bucket';
import { waitForRoom, waitForTurn, waitForWork } from '../../reconciler/apply/polling-interval';
import { ensure, existingArn } from '../../reconciler/apply/reconcile';
import { PersonalizeApi } from '../../reconciler/personalize-api';
import { findResource, type ResourceReference } from '../../reconciler/resource-reference';
import { JOB_KINDS } from '../../reconciler/resource-types';
import type { JobType } from '../../reconciler/resource-types/resource-type';
import { describeResource, type Memory, type Outcome, type Progress, type Step } from '../../reconciler/step';
import { verifyRead } from '../../reconciler/verified-read';
import { IntentionRecords } from '../../record-table/creation-intents';
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
import { OneLook } from './memoized-personalize';
import { OfflineMetrics } from './offline-metrics';
import { announcements, isSettled, outcomeAfter, outcomeOfFailure, secondsSince } from './report';
import { OutcomeRecords } from './result-records';
import { Announcer } from './state-change-events';

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
  readonly memory?: Partial<Memory> | null;
}

export interface EnsureResourceAnswer {
  /** NO_ROOM: a training cannot be started now, and is not to be waited for under a claim. */
  readonly status: 'READY' | 'WAIT' | 'NO_ROOM';
  /** Seconds until the next look; absent with READY. */
  readonly waitSeconds?: number;
  readonly memory: Memory;
  readonly resource: {
    readonly type: string;
    readonly name: string;
    readonly arn?: string;
    readonly outcome: Outcome;
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
const announcer = new Announcer(new EventBus(createClient(EventBridgeClient), environment.EVENT_BUS_NAME));
const outcomes = new OutcomeRecords(dynamodb, environment.RECORD_TABLE, Number(environment.RUN_HISTORY_DAYS));
const verifiedReads = new VerifiedReadRecords(dynamodb, environment.RECORD_TABLE);
const intentions = new IntentionRecords(dynamodb, environment.RECORD_TABLE);
const batchOutput = new BatchOutput(s3);
const offlineMetrics = new OfflineMetrics(
  personalizeClient,
  createMetrics('SolutionMetrics', environment.DEPLOYMENT),
  dynamodb,
  environment.RECORD_TABLE,
);

export const handler = retried(lookAt);

async function lookAt(event: EnsureResourceEvent, context: Context): Promise<EnsureResourceAnswer> {
  correlate(logger, event.run);
  const step = await stepOf(event, context);
  const before: Memory = { outcome: 'UNCHANGED', since: event.startedAt, ...event.memory };
  let progress: Progress;
  try {
    progress = await ensure(step, before, intentions);
  } catch (error) {
    if (error instanceof Error) await tellFailure(step, before, error, event.run);
    throw error;
  }
  await tellProgress(step, before, progress, event.run);
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
    personalize: new OneLook(personalize),
    bucket,
    verifiedReads,
    roleArn: environment.PERSONALIZE_ROLE_ARN,
  };
}

async function tellProgress(step: Step, before: Memory, progress: Progress, runId = ''): Promise<void> {
  const { type } = step.resource;
  const { arn, outcome } = progress.memory;
  const reason = progress.status === 'WAIT' ? progress.reason : undefined;
  logger.info(`${describeResource(step)}: ${progress.status}`, { reason, arn });
  if (before.outcome !== 'CREATED' && outcome === 'CREATED') count(createdMetric(type));
  const recorded = outcomeAfter(step, before, progress);
  if (runId !== '' && recorded !== undefined) {
    await regardless('Its outcome is not recorded', () => outcomes.write(runId, step, recorded));
  }
  for (const announcement of announcements(step, before, progress)) {
    await regardless('It is not announced', () => announcer.announce(announcement, runId || undefined));
  }
  if (type === 'solutionVersion' && arn !== undefined && isSettled(step, progress)) {
    await regardless('Its offline metrics are not recorded', () => offlineMetrics.record(step, arn));
  }
  if (type in JOB_KINDS && arn !== undefined && isSettled(step, progress)) {
    await regardless('What it has read is not recorded, and may be read again', () => recordRead(step, arn));
  }
  if (writesBatchOutput(type) && arn !== undefined && outcome === 'CREATED' && isSettled(step, progress)) {
    await regardless('Could not tag the batch output, which will not expire', () =>
      batchOutput.tag(step, arn),
    );
  }
}

async function recordRead(step: Step, arn: string): Promise<void> {
  const { type } = step.resource;
  const work = await JOB_KINDS[type as JobType].workOf?.(step);
  if (work !== undefined) await verifyRead(step, work, arn);
}

async function tellFailure(step: Step, before: Memory, error: Error, runId = ''): Promise<void> {
  logger.error(`${describeResource(step)}: FAILED`, error);
  await regardless('Its failure is not told', async () => {
    // Personalize may be what does not answer.
    const arn = await existingArn(step, before).catch(() => before.arn);
    if (runId !== '') await outcomes.write(runId, step, outcomeOfFailure(step, before, error, arn));
    if (arn === undefined) return;
    const { type } = step.resource;
    const durationSeconds = secondsSince(step, before);
    await announcer.announce({ type, arn, status: 'FAILED', durationSeconds }, runId || undefined);
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

function waitSeconds({ resource, now }: Step, { memory, waitFor }: Waiting): number {
  if (waitFor.kind === 'WORK') return waitForWork(resource.type, waitFor.of, waitFor.since, now);
  const since = new Date(memory.waitingSince?.[waitFor.kind] ?? now);
  return waitFor.kind === 'ROOM' ? waitForRoom(since, now) : waitForTurn(since, now);
}

function answerOf(step: Step, progress: Progress): EnsureResourceAnswer {
  const { memory } = progress;
  const isWaiting = progress.status === 'WAIT';
  const noRoom = isWaiting && progress.waitFor.kind === 'ROOM';
  return {
    status: noRoom && step.until === 'STARTED' ? 'NO_ROOM' : progress.status,
    ...(isWaiting && { waitSeconds: waitSeconds(step, progress) }),
    memory,
    resource: {
      type: step.resource.type,
      name: memory.name ?? step.resource.name,
      ...(memory.arn !== undefined && { arn: memory.arn }),
      outcome: memory.outcome,
      ...(memory.note !== undefined && { note: memory.note }),
    },
  };
}
