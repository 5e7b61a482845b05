import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  paginateQuery,
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

  /** Forgets the dataset group, claims of stopped runs included. Its history stays, and expires by itself. */
  async end(): Promise<void> {
    const own = await this.itemsToForget();
    const listed = { datasetGroup: { S: DATASET_GROUPS }, item: { S: this.datasetGroup } };
    for (const key of [...own, listed, this.key]) {
      await this.dynamodb.send(new DeleteItemCommand({ TableName: this.tableName, Key: key }));
    }
  }

  private async itemsToForget(): Promise<readonly Record<string, AttributeValue>[]> {
    const keys: Record<string, AttributeValue>[] = [];
    const pages = paginateQuery(
      { client: this.dynamodb },
      {
        TableName: this.tableName,
        KeyConditionExpression: '#group = :group',
        FilterExpression: 'attribute_not_exists(#expiresAt)',
        ExpressionAttributeNames: { '#group': 'datasetGroup', '#expiresAt': 'expiresAt' },
        ExpressionAttributeValues: { ':group': { S: this.datasetGroup } },
      },
    );
    for await (const { Items: items = [] } of pages) {
      for (const { datasetGroup, item } of items) {
        if (datasetGroup && item && item.S !== this.key.item.S) keys.push({ datasetGroup, item });
      }
    }
    return keys;
  }
}
