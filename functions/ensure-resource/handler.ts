import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import { parseArn } from '../../aws/arn';
import { DataBucket } from '../../aws/data-bucket';
import { folderOf } from '../../aws/data-bucket-layout';
import { newsOfFailure, type Poll, type PollAnswer, poll } from '../../reconciler/apply/poll';
import { findResource, type ResourceReference } from '../../reconciler/resource-reference';
import { MemoizedPersonalize } from '../../reconciler/resource-types/memoized-personalize';
import { PersonalizeApi } from '../../reconciler/resource-types/personalize-api';
import type { Step, StepState } from '../../reconciler/step';
import { CreationIntentRecords } from '../../record-table/creation-intents';
import { DataStatisticsRecords } from '../../record-table/data-statistics';
import type { FileReference } from '../../record-table/file-reference';
import { RecordTable } from '../../record-table/record-table';
import { ReportedMetrics } from '../../record-table/reported-metrics';
import { Results } from '../../record-table/results';
import { VerifiedReadRecords } from '../../record-table/verified-reads';
import { VersionDecisions } from '../../record-table/version-decisions';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { EventBus } from '../shared/event-bus';
import { ParameterFileStore } from '../shared/parameter-file-store';
import { retried } from '../shared/retried';
import { correlate, createCounter, createLogger, createMetrics } from '../shared/telemetry';
import { BatchOutput } from './batch-output';
import { OfflineMetrics } from './offline-metrics';
import { PollPublisher } from './poll-publisher';

export interface EnsureResourceEvent {
  readonly file: FileReference;
  readonly resource: ResourceReference;
  /** Id of the run; empty or absent outside of one. */
  readonly run?: string;
  /** ISO time of the first poll. */
  readonly startedAt: string;
  /** ISO time for the names that this step gives; each of several parallel steps has its own. Default: `startedAt` */
  readonly stamp?: string;
  readonly until?: Step['until'];
  readonly force?: boolean;
  readonly trainingMode?: Step['trainingMode'] | null;
  readonly operation?: Step['operation'];
  /** Result of the last poll; at the first one, at most the ARN of a job that an earlier step started. */
  readonly stepState?: Partial<StepState> | null;
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
const s3 = createClient(S3Client);
const table = new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE);
const files = new ParameterFileStore(s3);
const bucket = new DataBucket(s3, environment.DATA_BUCKET);
const personalizeClient = createClient(PersonalizeClient);
const personalize = new PersonalizeApi(personalizeClient, {}, createClient(PersonalizeClient, { maxAttempts: 1 }));
const verifiedReads = new VerifiedReadRecords(table);
const dataStatistics = new DataStatisticsRecords(table);
const decisions = new VersionDecisions(table);
const intents = new CreationIntentRecords(table);
const metrics = createMetrics('SolutionMetrics', environment.DEPLOYMENT);
const publisher = new PollPublisher({
  logger,
  count: createCounter('Workflow', environment.DEPLOYMENT),
  results: new Results(table, Number(environment.RUN_HISTORY_DAYS)),
  bus: new EventBus(createClient(EventBridgeClient), environment.EVENT_BUS_NAME),
  offlineMetrics: new OfflineMetrics(metrics, new ReportedMetrics(table)),
  batchOutput: new BatchOutput(s3),
});

export const handler = retried(async (event: EnsureResourceEvent, context: Context): Promise<PollAnswer> => {
  correlate(logger, event.run);
  const runId = event.run || undefined;
  const step = await stepOf(event, context);
  const before: StepState = { result: 'UNCHANGED', since: event.startedAt, ...event.stepState };
  let polled: Poll;
  try {
    polled = await poll(step, before, intents);
  } catch (error) {
    if (error instanceof Error)
      await publisher.publishFailure(step, error, await newsOfFailure(step, before, error), runId);
    throw error;
  }
  await publisher.publish(step, polled, runId);
  return polled.answer;
});

async function stepOf(event: EnsureResourceEvent, context: Context): Promise<Step> {
  const state = await files.load(event.file);
  return {
    state,
    resource: findResource(state, event.resource),
    folder: folderOf(event.file.key),
    scope: parseArn(context.invokedFunctionArn),
    startedAt: new Date(event.startedAt),
    stamp: new Date(event.stamp ?? event.startedAt),
    now: new Date(),
    until: event.until ?? 'ACTIVE',
    force: event.force ?? false,
    ...(event.trainingMode && { trainingMode: event.trainingMode }),
    ...(event.operation && { operation: event.operation }),
    personalize: new MemoizedPersonalize(personalize),
    bucket,
    verifiedReads,
    dataStatistics,
    decisions,
    ...(event.run && { runId: event.run }),
    roleArn: environment.PERSONALIZE_ROLE_ARN,
  };
}
