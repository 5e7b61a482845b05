import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  paginateQuery,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { acceptedFileKey } from '../../record-table/accepted-file';
import { destroyedGroupKey } from '../../record-table/destroyed-group';
import { expiryOf } from '../../record-table/run-record';
import { DATASET_GROUPS } from '../../record-table/task-record';

/** What nothing leads to any more once the accepted file and the datasets are gone. */
export interface Remembered {
  /** ARNs. */
  readonly schemas: readonly string[];
  /** Key of the parameter file. */
  readonly file?: string | undefined;
  /** Names of the datasets' csv. */
  readonly csvNames: readonly string[];
}

/** What a destruction must still know when it is interrupted and begun again. */
export class DestructionRecord {
  private readonly key;

  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly tableName: string,
    private readonly datasetGroup: string,
  ) {
    this.key = { datasetGroup: { S: datasetGroup }, item: { S: 'destruction' } };
  }

  /** @returns undefined if no destruction was begun */
  async read(): Promise<Remembered | undefined> {
    const { Item: item } = await this.dynamodb.send(
      new GetItemCommand({ TableName: this.tableName, Key: this.key, ConsistentRead: true }),
    );
    if (item === undefined) return undefined;
    return { schemas: item.schemas?.SS ?? [], file: item.file?.S, csvNames: item.csvNames?.SS ?? [] };
  }

  /** Adds to what was noted before. */
  async begin({ schemas, file, csvNames }: Remembered): Promise<void> {
    // Sets cannot be empty.
    const sets = Object.entries({ schemas, csvNames }).filter(([, texts]) => texts.length > 0);
    const add = sets.map(([name]) => `#${name} :${name}`);
    const set = ['#begun = :begun', ...(file === undefined ? [] : ['#file = :file'])];
    await this.dynamodb.send(
      new UpdateItemCommand({
        TableName: this.tableName,
        Key: this.key,
        UpdateExpression: `SET ${set.join(', ')}${add.length > 0 ? ` ADD ${add.join(', ')}` : ''}`,
        ExpressionAttributeNames: {
          '#begun': 'begun',
          ...(file !== undefined && { '#file': 'file' }),
          ...Object.fromEntries(sets.map(([name]) => [`#${name}`, name])),
        },
        ExpressionAttributeValues: {
          ':begun': { BOOL: true },
          ...(file !== undefined && { ':file': { S: file } }),
          ...Object.fromEntries(sets.map(([name, texts]) => [`:${name}`, { SS: [...texts] }])),
        },
      }),
    );
  }

  /** From here on no run finds a parameter file of the dataset group. */
  async forgetFile(): Promise<void> {
    await this.dynamodb.send(
      new DeleteItemCommand({ TableName: this.tableName, Key: acceptedFileKey(this.datasetGroup) }),
    );
  }

  /**
   * Forgets the dataset group, locks of stopped runs included. Its history stays, and expires by itself, as does the note that it
   * was destroyed.
   * @param keptDays of the history
   */
  async end(now: number, keptDays: number): Promise<void> {
    await this.noteDestroyed(new Date(now).toISOString(), keptDays);
    const own = await this.itemsToForget();
    const listed = { datasetGroup: { S: DATASET_GROUPS }, item: { S: this.datasetGroup } };
    for (const key of [...own, listed, this.key]) {
      await this.dynamodb.send(new DeleteItemCommand({ TableName: this.tableName, Key: key }));
    }
  }

  private async noteDestroyed(time: string, keptDays: number): Promise<void> {
    await this.dynamodb.send(
      new UpdateItemCommand({
        TableName: this.tableName,
        Key: destroyedGroupKey(this.datasetGroup),
        UpdateExpression: 'SET #at = :at, #expiresAt = :expiresAt',
        ExpressionAttributeNames: { '#at': 'destroyedAt', '#expiresAt': 'expiresAt' },
        ExpressionAttributeValues: {
          ':at': { S: time },
          ':expiresAt': { N: String(expiryOf(time, keptDays)) },
        },
      }),
    );
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
