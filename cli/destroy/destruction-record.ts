import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { acceptedFileKey } from '../../records/accepted-file';
import { DATASET_GROUPS } from '../../records/task-record';

/**
 * What a destruction must still know when it is interrupted and begun again: schemas, which nothing leads to once their
 * datasets are gone.
 */
export class DestructionRecord {
  private readonly key;

  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
    private readonly datasetGroup: string,
  ) {
    this.key = { datasetGroup: { S: datasetGroup }, item: { S: 'destruction' } };
  }

  /** ARNs of the schemas; undefined if no destruction was begun. */
  async schemas(): Promise<readonly string[] | undefined> {
    const { Item: item } = await this.dynamodb.send(
      new GetItemCommand({ TableName: this.tableName, Key: this.key, ConsistentRead: true }),
    );
    return item && (item.schemas?.SS ?? []);
  }

  async begin(schemas: readonly string[]): Promise<void> {
    await this.dynamodb.send(
      new UpdateItemCommand({
        TableName: this.tableName,
        Key: this.key,
        // Sets cannot be empty.
        ...(schemas.length === 0
          ? {
              UpdateExpression: 'SET #begun = :begun',
              ExpressionAttributeValues: { ':begun': { BOOL: true } },
            }
          : {
              UpdateExpression: 'ADD #begun :schemas',
              ExpressionAttributeValues: { ':schemas': { SS: [...schemas] } },
            }),
        ExpressionAttributeNames: { '#begun': schemas.length === 0 ? 'begun' : 'schemas' },
      }),
    );
  }

  /** From here on no run finds a parameter file of the dataset group. */
  async forgetFile(): Promise<void> {
    await this.dynamodb.send(
      new DeleteItemCommand({ TableName: this.tableName, Key: acceptedFileKey(this.datasetGroup) }),
    );
  }

  /** The history of runs stays, and expires by itself. */
  async end(): Promise<void> {
    const listed = { datasetGroup: { S: DATASET_GROUPS }, item: { S: this.datasetGroup } };
    for (const key of [listed, this.key]) {
      await this.dynamodb.send(new DeleteItemCommand({ TableName: this.tableName, Key: key }));
    }
  }
}
