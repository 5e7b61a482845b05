import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import type { RunKey, RunStatus } from '../../records/run-record';
import type { RunRequest } from '../../records/run-request';
import { readEnvironment } from '../shared/environment';
import { notify } from '../shared/notifications';
import { createLogger, createMetrics } from '../shared/telemetry';
import { noteOf, notificationOf, type WorkflowEnd } from './outcome';
import { RunningTasks } from './running-tasks';

export interface EndRunEvent {
  readonly run: RunKey;
  readonly request: RunRequest;
  readonly startedAt: string;
  readonly end: WorkflowEnd;
  /** Name of the task that ran; empty if none did. */
  readonly task: string;
  /** ARN of the execution of `run`. */
  readonly execution: string;
}

const environment = readEnvironment('RECORD_TABLE', 'NOTIFICATION_TOPIC_ARN');
const logger = createLogger('end-run');
const metrics = createMetrics('Workflow');
const dynamodb = new DynamoDBClient();
const sns = new SNSClient();
const tasks = new RunningTasks(dynamodb, environment.RECORD_TABLE);

export async function handler(event: EndRunEvent): Promise<void> {
  const status: RunStatus = event.end.error === undefined ? 'SUCCEEDED' : 'FAILED';
  // A retry after everything was done tells nobody twice. One after the message and before the record tells twice, which
  // is better than not at all.
  if ((await statusOf(event.run)) !== 'RUNNING') return;
  const now = new Date();
  await notify(
    sns,
    environment.NOTIFICATION_TOPIC_ARN,
    notificationOf(event.request, event.startedAt, event.end, now),
  );
  await record(event, status, now);
  if (event.task !== '')
    await tasks.endRunning(event.request.datasetGroup, event.task, { ...event, status, now });
  metrics.addMetric(status === 'SUCCEEDED' ? 'JobSuccess' : 'JobFailure', MetricUnit.Count, 1);
  metrics.publishStoredMetrics();
  logger.info('Run ends', { run: event.run, status, error: event.end.error, cause: event.end.cause });
}

async function statusOf(run: RunKey): Promise<string | undefined> {
  const { Item: item } = await dynamodb.send(
    new GetItemCommand({ TableName: environment.RECORD_TABLE, Key: keyOf(run), ConsistentRead: true }),
  );
  return item?.status?.S;
}

async function record({ run, end, request }: EndRunEvent, status: RunStatus, now: Date): Promise<void> {
  await dynamodb.send(
    new UpdateItemCommand({
      TableName: environment.RECORD_TABLE,
      Key: keyOf(run),
      UpdateExpression:
        'SET #status = :status, #finishedAt = :finishedAt, #error = :error, #cause = :cause, #note = :note',
      ExpressionAttributeNames: {
        '#status': 'status',
        '#finishedAt': 'finishedAt',
        '#error': 'error',
        '#cause': 'cause',
        '#note': 'note',
      },
      ExpressionAttributeValues: {
        ':status': { S: status },
        ':finishedAt': { S: now.toISOString() },
        ':error': { S: end.error ?? '' },
        ':cause': { S: end.cause ?? '' },
        ':note': { S: noteOf(request, end) ?? '' },
      },
    }),
  );
}

function keyOf(run: RunKey) {
  return { datasetGroup: { S: run.datasetGroup }, item: { S: run.item } };
}
