import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import {
  CreateDataDeletionJobCommand,
  DescribeDataDeletionJobCommand,
  ListDataDeletionJobsCommand,
  ListDatasetsCommand,
  ListRecommendersCommand,
  ListSolutionsCommand,
  PersonalizeClient,
} from '@aws-sdk/client-personalize';
import { S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { parseArn } from '../../aws/arn';
import { DataBucket } from '../../aws/data-bucket';
import { deletingKey } from '../../aws/data-bucket-layout';
import { DELETION_WORKFLOW } from '../../parameter-file/workflows';
import type { News, StateChange } from '../../reconciler/apply/report';
import {
  type DeletionProgress,
  type DeletionState,
  type DeletionStep,
  deleteUsers,
} from '../../reconciler/data-deletion/delete-users';
import { RunError } from '../../reconciler/errors';
import { PersonalizeApi } from '../../reconciler/resource-types/personalize-api';
import { AcceptedFiles } from '../../record-table/accepted-files';
import { DataHolds } from '../../record-table/data-holds';
import { Deletions } from '../../record-table/deletions';
import type { FileReference } from '../../record-table/file-reference';
import { present } from '../../record-table/item';
import { RecordTable } from '../../record-table/record-table';
import { type ResourceResult, Results } from '../../record-table/results';
import { DELETION_TRIGGER } from '../../record-table/run-request';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { EventBus } from '../shared/event-bus';
import { createdMetric } from '../shared/metric-names';
import { publishNews } from '../shared/publish-news';
import { Refusals } from '../shared/refusals';
import { retried } from '../shared/retried';
import { RunStarter } from '../shared/run-starter';
import { correlate, createCounter, createLogger } from '../shared/telemetry';
import { uploadedObjects } from '../shared/uploaded-object';
import { DeletionRequests } from './deletion-requests';
import { withoutUsers } from './without-users';

export interface DeleteUsersEvent {
  readonly datasetGroup: string;
  /** The csv of users. */
  readonly file: FileReference;
  /** Id of the run. */
  readonly run: string;
  /** ISO time of the first poll. */
  readonly startedAt: string;
  /** Result of the last poll. */
  readonly stepState?: DeletionState | null;
}

type End = Pick<StateChange, 'status'> & Pick<ResourceResult, 'result'> & { readonly note?: string };

const environment = readEnvironment(
  'DEPLOYMENT',
  'DATA_BUCKET',
  'EVENT_BUS_NAME',
  'NOTIFICATION_TOPIC_ARN',
  'PERSONALIZE_ROLE_ARN',
  'RECORD_TABLE',
  'RUN_HISTORY_DAYS',
  'RUN_STATE_MACHINE_ARN',
);
const logger = createLogger('delete-users');
const count = createCounter('Workflow', environment.DEPLOYMENT);
const s3 = createClient(S3Client);
const table = new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE);
const dataHolds = new DataHolds(table);
const deletions = new Deletions(table);
const keptDays = Number(environment.RUN_HISTORY_DAYS);
const results = new Results(table, keptDays);
const bus = new EventBus(createClient(EventBridgeClient), environment.EVENT_BUS_NAME);
const personalize = new PersonalizeApi(createClient(PersonalizeClient), {
  CreateDataDeletionJobCommand,
  DescribeDataDeletionJobCommand,
  ListDataDeletionJobsCommand,
  ListDatasetsCommand,
  ListRecommendersCommand,
  ListSolutionsCommand,
});

const topic = { sns: createClient(SNSClient), arn: environment.NOTIFICATION_TOPIC_ARN };
const requests = new DeletionRequests({
  ...{ logger, count, s3, deletions, acceptedFiles: new AcceptedFiles(table) },
  refusals: new Refusals(table, keptDays, topic, logger, {
    ...{ workflow: DELETION_WORKFLOW, trigger: DELETION_TRIGGER, what: 'deletion of users', error: 'InvalidDeletion' },
  }),
  starter: new RunStarter(createClient(SFNClient), environment.RUN_STATE_MACHINE_ARN),
});

/**
 * S3 calls this for each csv of users, and the state machine `data-deletion` until they are deleted.
 * @throws InvalidEvent before it has any effect, such as for a manual invocation
 */
export async function handler(event: object, context: Context): Promise<DeletionProgress | undefined> {
  if ('startedAt' in event) return poll(event as DeleteUsersEvent, context);
  for (const object of uploadedObjects(event)) await requests.request(object, context.awsRequestId);
  return undefined;
}

const poll = retried(async (event: DeleteUsersEvent, context: Context): Promise<DeletionProgress> => {
  const { datasetGroup, run, file } = event;
  correlate(logger, run);
  const before = event.stepState ?? {};
  const step: DeletionStep = {
    ...{
      datasetGroup,
      subject: [file.key, file.versionId],
      personalize,
      dataHolds,
      roleArn: environment.PERSONALIZE_ROLE_ARN,
    },
    dataLocation: `s3://${environment.DATA_BUCKET}/${deletingKey(datasetGroup, run)}`,
    ...{ scope: parseArn(context.invokedFunctionArn), startedAt: new Date(event.startedAt), now: new Date() },
  };
  let progress: DeletionProgress;
  try {
    progress = await deleteUsers(step, before);
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    error.message = await presentable(error.message, file);
    await publish(event, step, before.arn, { status: 'FAILED', result: 'FAILED', note: error.message });
    throw error;
  }
  const { arn } = progress.stepState;
  logger.info(`Data deletion job: ${progress.status}`, { ...progress });
  if (arn === undefined) return progress;
  if (before.arn === undefined) {
    await deletions.begin(datasetGroup, run, arn);
    count(createdMetric('dataDeletionJob'));
    await publish(event, step, arn, { status: 'CREATING', result: 'CREATED' });
  }
  if (progress.status === 'READY') {
    const { recordsDeleted } = progress;
    await deletions.complete(datasetGroup, run, recordsDeleted, step.now);
    await publish(event, step, arn, { status: 'COMPLETED', result: 'CREATED' });
  }
  return progress;
});

/** Without ids of users, as far as the csv is there to tell them. */
async function presentable(reason: string, file: FileReference): Promise<string> {
  try {
    return await withoutUsers(reason, () => new DataBucket(s3, file.bucket).bytes({ ...file, size: 0 }));
  } catch (error) {
    if (!isRefused(error)) throw error;
    return 'The data deletion job failed. Its reason may name users of the csv, which cannot be read any more, and is shown in the console of Amazon Personalize only.';
  }
}

/** What a retry does not change: S3 denies what is gone to whoever may not list the bucket (S3 API reference, GetObject, November 2026). */
function isRefused(error: unknown): boolean {
  return error instanceof S3ServiceException && Number(error.$metadata.httpStatusCode) < 500;
}

function publish(
  { datasetGroup, run: runId, startedAt }: DeleteUsersEvent,
  { now }: DeletionStep,
  arn: string | undefined,
  { status, result, note }: End,
): Promise<void> {
  const type = 'dataDeletionJob';
  const isEnd = status !== 'CREATING';
  const seconds = isEnd ? Math.round((now.getTime() - Date.parse(startedAt)) / 1000) : undefined;
  const resource = `data deletion job${arn === undefined ? '' : ` '${arn.slice(arn.indexOf('/') + 1)}'`}`;
  const news: News = {
    result: { type, resource, result, ...present({ arn, seconds, note }) },
    stateChanges: arn === undefined ? [] : [{ type, arn, status, ...present({ durationSeconds: seconds }) }],
  };
  return publishNews({ logger, results, bus }, { datasetGroup, runId, pointer: '' }, news, now);
}
