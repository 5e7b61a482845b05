import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import { parseArn } from '../../aws/arn';
import { DataBucket } from '../../aws/data-bucket';
import { folderOf } from '../../aws/data-bucket-layout';
import { isTransientError } from '../../aws/transient-errors';
import type { DesiredState } from '../../parameter-file/desired-state';
import { newsOfFailure, type Poll, type PollAnswer, poll } from '../../reconciler/apply/poll';
import { StepBroke } from '../../reconciler/errors';
import { dispensable } from '../../reconciler/quota-queue/dispensable-queue';
import { findResource, type ResourceReference } from '../../reconciler/resource-reference';
import { MemoizedPersonalize } from '../../reconciler/resource-types/memoized-personalize';
import { PersonalizeApi } from '../../reconciler/resource-types/personalize-api';
import { describeResource, oncePerPoll, type Step, type StepState } from '../../reconciler/step';
import { CreationIntentRecords } from '../../record-table/creation-intents';
import { DataHolds } from '../../record-table/data-holds';
import { DataRefusals } from '../../record-table/data-refusals';
import { DataStatisticsRecords } from '../../record-table/data-statistics';
import type { FileReference } from '../../record-table/file-reference';
import { QuotaQueueRecords } from '../../record-table/quota-queue';
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
import { explainImports, importSteps } from './import-steps';
import { OfflineMetrics } from './offline-metrics';
import { PollPublisher } from './poll-publisher';
import { refusalOf } from './repeated-refusal';
import { type Part, pollSideBySide, type StepAnswer } from './side-by-side';
import { isUse, solutionSteps } from './solution-steps';
import { type DataLock, pollSolutions, type SolutionsAnswer } from './solutions';

export interface EnsureResourceEvent {
  readonly file: FileReference;
  /** One that a workflow goes on with, or several side by side. */
  readonly resource?: ResourceReference;
  readonly resources?: readonly ResourceReference[];
  /** In place of resources: the imports of all datasets. */
  readonly workflow?: 'dataset-import';
  /** Of an upload, what an earlier step has begun of the datasets: each is polled until it is ACTIVE, and then imported. */
  readonly datasets?: readonly Part[] | null;
  /** Names of solutions, of which everything is reconciled, in place of resources. */
  readonly solutions?: readonly string[];
  /** Whether their batch jobs are: by schedule they run, if at all, at their own time, unless they wait for a first promoted version. */
  readonly withBatchJobs?: boolean;
  readonly dataLock?: DataLock;
  /** Id of the run; empty or absent outside of one. */
  readonly run?: string;
  /** Trigger of the run, of imports; empty or absent outside of one. */
  readonly trigger?: string;
  /** ISO time of the first poll. */
  readonly startedAt: string;
  /** ISO time of this poll, the same if it is repeated. */
  readonly time: string;
  readonly until?: Step['until'];
  readonly force?: boolean;
  readonly trainingMode?: Step['trainingMode'] | null;
  readonly operation?: Step['operation'] | null;
  readonly acceptance?: Step['acceptance'] | null;
  /** Whether a decision on a version is carried out. */
  readonly isDecided?: boolean;
  /** Result of the last poll; at the first one of one resource, at most the ARN of a job that an earlier step started. */
  readonly stepState?: Partial<StepState> | readonly Part[] | null;
}

/** What is polled at once. */
interface One extends Pick<Part, 'brokenCheck'> {
  readonly resource: ResourceReference;
  readonly stepState?: Partial<StepState> | undefined;
  /** For the names that this step gives: each of several resources has its own. */
  readonly stamp: Date;
  /** How many times as often as usual it is polled. Default: 1. */
  readonly closeness?: number;
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
const verifiedReadsOf = oncePerPoll(async (_invocation: Context) => new VerifiedReadRecords(table));
const dataStatistics = new DataStatisticsRecords(table);
const dataRefusals = new DataRefusals(table);
const dataHolds = new DataHolds(table);
const quotaQueue = dispensable(new QuotaQueueRecords(table), logger);
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

export const handler = retried(
  async (event: EnsureResourceEvent, context: Context): Promise<PollAnswer | StepAnswer | SolutionsAnswer> => {
    correlate(logger, event.run);
    const { resource, solutions, workflow, stepState } = event;
    if (solutions !== undefined) return maintain(event, context, solutions);
    const startedAt = Date.parse(event.startedAt);
    if (resource !== undefined) {
      const state = isList(stepState) ? undefined : (stepState ?? undefined);
      return pollOne(event, context, { resource, stepState: state, stamp: new Date(startedAt) });
    }
    const { datasets, until } = event;
    const isImport = workflow === 'dataset-import';
    const resources = isImport ? importSteps(await files.load(event.file), datasets) : event.resources;
    if (resources === undefined) throw new Error('The input names neither a resource nor resources.');
    return pollSideBySide(
      {
        resources,
        before: isList(stepState) ? stepState : (datasets ?? []),
        ...(isImport && { explain: (parts: readonly Part[]) => explainImports(resources, parts) }),
        since: startedAt,
        ...(until && { until }),
      },
      (one, part) => {
        // A dataset counts as begun since an earlier step: what fails meanwhile is the run's.
        const own = { until: one.resource.until ?? 'ACTIVE', startedAt: part.stepState?.since ?? event.startedAt };
        const stamp = new Date(startedAt + one.index * 1000);
        return pollOne({ ...event, ...own }, context, { ...part, resource: one.resource, stamp });
      },
      isTransientError,
    );
  },
);

async function maintain(event: EnsureResourceEvent, context: Context, solutions: readonly string[]) {
  const { run, startedAt, time, stepState, dataLock = { held: false } } = event;
  const state = await files.load(event.file);
  const before = isList(stepState) ? stepState : [];
  const withBatchJobs = event.withBatchJobs || (await doBatchJobsWait(state, solutions, before));
  const steps = solutionSteps(state, solutions, withBatchJobs);
  const owner = { datasetGroup: state.datasetGroup.name, ...(run && { run }) };
  const times = { since: Date.parse(startedAt), at: Date.parse(time) };
  return pollSolutions(
    { steps, before, ...times, dataLock, owner },
    ({ resource }, part, closeness) => {
      // What uses a version begins with it. A training counts as its own since the workflow began, however often a poll was interrupted.
      const began = isUse(resource) ? (part.begun ?? times.at) : times.since;
      const { until, place } = resource;
      const own = {
        ...{ startedAt: new Date(began).toISOString(), until, force: until === 'STARTED' && event.force },
        trainingMode: isUse(resource) ? null : event.trainingMode,
      };
      const stamp = new Date(began + place * 1000);
      return pollOne({ ...event, ...own }, context, { ...part, resource, stamp, closeness });
    },
    isTransientError,
  );
}

/** Whether the workflow began while no version of the solutions was promoted: the first one that is runs their batch jobs, which were skipped. */
async function doBatchJobsWait(state: DesiredState, solutions: readonly string[], before: readonly Part[]) {
  const { length } = solutionSteps(state, solutions, false);
  if (before.length > 0) return before.length > length;
  if (solutionSteps(state, solutions, true).length === length) return false;
  const serving = solutions.map((solution) => decisions.serving(state.datasetGroup.name, solution));
  return (await Promise.all(serving)).some((each) => each !== undefined && each.version === undefined);
}

function isList(stepState: EnsureResourceEvent['stepState']): stepState is readonly Part[] {
  return Array.isArray(stepState);
}

async function pollOne(event: EnsureResourceEvent, context: Context, one: One): Promise<PollAnswer> {
  const runId = event.run || undefined;
  const step = await stepOf(event, context, one);
  const before: StepState = { result: 'UNCHANGED', since: event.startedAt, ...one.stepState };
  let polled: Poll;
  try {
    if (one.brokenCheck !== undefined) throw new StepBroke(describeResource(step), one.brokenCheck);
    polled = await poll(step, before, intents);
  } catch (thrown) {
    const error = await refusalOf(step, thrown, dataRefusals, event.trigger);
    if (error instanceof Error)
      await publisher.publishFailure(step, error, await newsOfFailure(step, before, error), runId);
    throw error;
  }
  await publisher.publish(step, polled, runId);
  return polled.answer;
}

async function stepOf(
  event: EnsureResourceEvent,
  context: Context,
  { resource, stamp, closeness = 1 }: One,
): Promise<Step> {
  const state = await files.load(event.file);
  return {
    state,
    resource: findResource(state, resource),
    folder: folderOf(event.file.key),
    scope: parseArn(context.invokedFunctionArn),
    startedAt: new Date(event.startedAt),
    stamp,
    closeness,
    now: new Date(),
    until: event.until ?? 'ACTIVE',
    force: event.force ?? false,
    ...(event.trainingMode && { trainingMode: event.trainingMode }),
    ...(event.operation && { operation: event.operation }),
    ...(event.acceptance && { acceptance: event.acceptance }),
    ...(event.isDecided && { isDecided: true }),
    isUpload: event.trigger === 'upload',
    personalize: new MemoizedPersonalize(personalize),
    bucket,
    verifiedReads: await verifiedReadsOf(context),
    dataStatistics,
    dataHolds,
    quotaQueue,
    decisions,
    ...(event.run && { runId: event.run }),
    roleArn: environment.PERSONALIZE_ROLE_ARN,
  };
}
