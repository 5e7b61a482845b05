import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Step } from '../../reconciler/step';
import { type ResourceResult, resultItem } from '../../record-table/resource-result';
import { expiryOf } from '../../record-table/run-record';

/** Writes what became of a run's resources, for the message at its end: what a failed workflow did stays known. */
export class ResultRecords {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
    private readonly keptDays: number,
  ) {}

  async write(runId: string, { state, resource, now }: Step, result: ResourceResult): Promise<void> {
    const key = { datasetGroup: state.datasetGroup.name, runId, pointer: resource.pointer };
    const expiresAt = expiryOf(now.toISOString(), this.keptDays);
    await this.dynamodb.send(
      new PutItemCommand({ TableName: this.tableName, Item: resultItem(key, result, expiresAt) }),
    );
  }
}
