import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  paginateQuery,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { type RunKey, type RunStatus, runKey } from './run-record';

/** A run that is recorded as going on. */
export interface RunningRun {
  readonly key: RunKey;
  /** ARN. */
  readonly execution: string;
  readonly workflow: string;
  readonly trigger: string;
  /** `s3://bucket/key` of its parameter file, and the version. */
  readonly file: string;
  readonly fileVersion: string;
  /** ISO time. */
  readonly startedAt: string;
  /** Whether the topic was notified that it is overdue. */
  readonly isReported: boolean;
}

const RUNNING: RunStatus = 'RUNNING';
const FAILED: RunStatus = 'FAILED';

/** What the record of a run says of an end that it could not be told. */
const LOST_END = {
  error: 'EndNotRecorded',
  cause:
    'The run has ended, and its end could not be recorded at the time; the notification of that time and the execution say how it ended.',
};

/** Runs that are recorded as going on, and what was reported of them. */
export class RunningRuns {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
  ) {}

  /** Those of a dataset group that began, or were due, before a time; oldest first. */
  async begunBefore(datasetGroup: string, time: Date): Promise<readonly RunningRun[]> {
    const found: RunningRun[] = [];
    const pages = paginateQuery(
      { client: this.dynamodb },
      {
        TableName: this.tableName,
        ConsistentRead: true,
        KeyConditionExpression: '#group = :group AND #item BETWEEN :from AND :to',
        FilterExpression: '#status = :running',
        ExpressionAttributeNames: { '#group': 'datasetGroup', '#item': 'item', '#status': 'status' },
        ExpressionAttributeValues: {
          ':group': { S: datasetGroup },
          ':from': { S: 'run#' },
          ':to': { S: runKey(datasetGroup, time.toISOString(), '').item },
          ':running': { S: RUNNING },
        },
      },
    );
    for await (const { Items: items = [] } of pages) found.push(...items.map(runningRunOf));
    return found;
  }

  /** Makes a run that has ended, and is recorded as going on, one that failed. An end that was recorded meanwhile stays. */
  async recordLostEnd({ datasetGroup, item }: RunKey, now: Date): Promise<void> {
    try {
      await this.dynamodb.send(
        new UpdateItemCommand({
          TableName: this.tableName,
          Key: { datasetGroup: { S: datasetGroup }, item: { S: item } },
          UpdateExpression: 'SET #status = :failed, #finishedAt = :now, #error = :error, #cause = :cause',
          ConditionExpression: '#status = :running',
          ExpressionAttributeNames: {
            '#status': 'status',
            '#finishedAt': 'finishedAt',
            '#error': 'error',
            '#cause': 'cause',
          },
          ExpressionAttributeValues: {
            ':failed': { S: FAILED },
            ':running': { S: RUNNING },
            ':now': { S: now.toISOString() },
            ':error': { S: LOST_END.error },
            ':cause': { S: LOST_END.cause },
          },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  async noteReported({ datasetGroup, item }: RunKey, now: Date): Promise<void> {
    await this.dynamodb.send(
      new UpdateItemCommand({
        TableName: this.tableName,
        Key: { datasetGroup: { S: datasetGroup }, item: { S: item } },
        UpdateExpression: 'SET #reportedAt = :reportedAt',
        // One that has expired meanwhile stays away.
        ConditionExpression: 'attribute_exists(#item)',
        ExpressionAttributeNames: { '#reportedAt': 'overdueReportedAt', '#item': 'item' },
        ExpressionAttributeValues: { ':reportedAt': { S: now.toISOString() } },
      }),
    );
  }
}

function runningRunOf(item: Readonly<Record<string, AttributeValue>>): RunningRun {
  const text = (name: string) => item[name]?.S ?? '';
  return {
    key: { datasetGroup: text('datasetGroup'), item: text('item') },
    execution: text('execution'),
    workflow: text('workflow'),
    trigger: text('trigger'),
    file: text('file'),
    fileVersion: text('fileVersion'),
    startedAt: text('startedAt'),
    isReported: item.overdueReportedAt !== undefined,
  };
}
