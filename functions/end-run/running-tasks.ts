import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { RunStatus } from '../../record-table/run-record';
import { taskKey } from '../../record-table/task-record';

interface Ended {
  /** ARN of the execution of `run`. */
  readonly execution: string;
  readonly startedAt: string;
  readonly status: RunStatus;
  readonly now: Date;
}

/** Tasks whose run has come to its end. */
export class RunningTasks {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
  ) {}

  /** Writes how the run ended into the task, and makes room for the next fire. A task that is gone meanwhile stays gone. */
  async endRunning(datasetGroup: string, task: string, ended: Ended): Promise<void> {
    try {
      await this.dynamodb.send(
        new UpdateItemCommand({
          TableName: this.tableName,
          Key: taskKey(datasetGroup, task),
          UpdateExpression:
            'SET #lastStatus = :status, #lastStartedAt = :startedAt, #lastFinishedAt = :now, #lastExecution = :execution REMOVE #running',
          ConditionExpression: '#running = :execution',
          ExpressionAttributeNames: {
            '#lastStatus': 'lastStatus',
            '#lastStartedAt': 'lastStartedAt',
            '#lastFinishedAt': 'lastFinishedAt',
            '#lastExecution': 'lastExecution',
            '#running': 'running',
          },
          ExpressionAttributeValues: {
            ':status': { S: ended.status },
            ':startedAt': { S: ended.startedAt },
            ':now': { S: ended.now.toISOString() },
            ':execution': { S: ended.execution },
          },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
}
