import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { expiryOf, type RunExecution, type RunKey, type RunStatus } from '../../record-table/run-record';
import type { RunRequest } from '../../record-table/run-request';

type Execution = Pick<RunExecution, 'Id' | 'StartTime'>;

/** Writes the beginnings of runs into the record table. Of a run that was stopped meanwhile, the end stands there: it stays. */
export class RunRecords {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
    private readonly keptDays: number,
  ) {}

  /** @returns false if another execution has written this record, or this one has ended; it may do so again */
  begin(run: RunKey, request: RunRequest, execution: Execution): Promise<boolean> {
    return this.wrote(() =>
      this.dynamodb.send(
        new PutItemCommand({
          TableName: this.tableName,
          Item: this.item(run, request, execution),
          ConditionExpression:
            'attribute_not_exists(#item) OR (#execution = :execution AND attribute_not_exists(#finishedAt))',
          ExpressionAttributeNames: {
            '#item': 'item',
            '#execution': 'execution',
            '#finishedAt': 'finishedAt',
          },
          ExpressionAttributeValues: { ':execution': { S: execution.Id } },
        }),
      ),
    );
  }

  /** @returns false if the run has ended, or the record is no longer that of the execution */
  skip(run: RunKey, reason: string, execution: Execution): Promise<boolean> {
    const status: RunStatus = 'SKIPPED';
    return this.wrote(() =>
      this.dynamodb.send(
        new UpdateItemCommand({
          TableName: this.tableName,
          Key: keyOf(run),
          UpdateExpression: 'SET #status = :status, #note = :note',
          ConditionExpression: '#execution = :execution AND attribute_not_exists(#finishedAt)',
          ExpressionAttributeNames: {
            '#status': 'status',
            '#note': 'note',
            '#execution': 'execution',
            '#finishedAt': 'finishedAt',
          },
          ExpressionAttributeValues: {
            ':status': { S: status },
            ':note': { S: reason },
            ':execution': { S: execution.Id },
          },
        }),
      ),
    );
  }

  private async wrote(write: () => Promise<unknown>): Promise<boolean> {
    try {
      await write();
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
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
