import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { expiryOf, type RunExecution, type RunKey, type RunStatus } from '../../records/run-record';
import type { RunRequest } from '../../records/run-request';

type Execution = Pick<RunExecution, 'Id' | 'StartTime'>;

/** Writes the beginnings of runs into the record table. */
export class RunRecords {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
    private readonly keptDays: number,
  ) {}

  async begin(run: RunKey, request: RunRequest, execution: Execution): Promise<void> {
    await this.dynamodb.send(
      new PutItemCommand({ TableName: this.tableName, Item: this.item(run, request, execution) }),
    );
  }

  /** @returns false if another execution has written this record; the same one may do so again */
  async beginOnce(run: RunKey, request: RunRequest, execution: Execution): Promise<boolean> {
    try {
      await this.dynamodb.send(
        new PutItemCommand({
          TableName: this.tableName,
          Item: this.item(run, request, execution),
          ConditionExpression: 'attribute_not_exists(#item) OR #execution = :execution',
          ExpressionAttributeNames: { '#item': 'item', '#execution': 'execution' },
          ExpressionAttributeValues: { ':execution': { S: execution.Id } },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async skip(run: RunKey, reason: string): Promise<void> {
    const status: RunStatus = 'SKIPPED';
    await this.dynamodb.send(
      new UpdateItemCommand({
        TableName: this.tableName,
        Key: keyOf(run),
        UpdateExpression: 'SET #status = :status, #note = :note',
        ExpressionAttributeNames: { '#status': 'status', '#note': 'note' },
        ExpressionAttributeValues: { ':status': { S: status }, ':note': { S: reason } },
      }),
    );
  }

  private item(run: RunKey, request: RunRequest, execution: Execution): Record<string, AttributeValue> {
    const status: RunStatus = 'RUNNING';
    return {
      ...keyOf(run),
      workflow: { S: request.workflow },
      trigger: { S: request.trigger },
      file: { S: `s3://${request.file.bucket}/${request.file.key}` },
      fileVersion: { S: request.file.versionId },
      execution: { S: execution.Id },
      status: { S: status },
      startedAt: { S: execution.StartTime },
      expiresAt: { N: String(expiryOf(execution.StartTime, this.keptDays)) },
    };
  }
}

function keyOf(run: RunKey): Record<string, AttributeValue> {
  return { datasetGroup: { S: run.datasetGroup }, item: { S: run.item } };
}
