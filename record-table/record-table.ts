import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { type Condition, placeholders, type Update, updateExpression, type Write } from './expressions';
import { type Attributes, fromWire, type Key, toWire } from './item';

/** The answer to a write. `written` is false, and nothing was changed, if the condition did not hold. */
export interface Written {
  readonly written: boolean;
  /** After an update: the item as it is now. If the condition did not hold: as it is, undefined if there is none. */
  readonly item?: Attributes;
}

/** Which items of a partition to read: all, or those whose sort keys begin with `prefix`, or lie between two. */
export interface Range extends Condition {
  readonly prefix?: string;
  /** Both included. */
  readonly between?: readonly [string, string];
  readonly newestFirst?: boolean;
  readonly pageSize?: number;
}

/** The DynamoDB table. Reads are consistent; a condition that does not hold is an answer, not an error. */
export class RecordTable {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly name: string,
  ) {}

  async get(key: Key): Promise<Attributes | undefined> {
    const { Item: item } = await this.dynamodb.send(
      new GetItemCommand({ TableName: this.name, Key: keyOf(key), ConsistentRead: true }),
    );
    return item && fromWire(item);
  }

  async write(write: Write): Promise<Written> {
    try {
      const { Attributes: after } = await this.send(write);
      return { written: true, ...(after && { item: fromWire(after) }) };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return { written: false, ...(error.Item && { item: fromWire(error.Item) }) };
    }
  }

  /** Pages of a partition, in the order of the sort keys. */
  async *pages(datasetGroup: string, range: Range = {}): AsyncGenerator<readonly Attributes[]> {
    const { prefix, between, newestFirst = false, pageSize, if: filter, values } = range;
    const [from, to] = between ?? [];
    const keys = [
      '#datasetGroup = :datasetGroup',
      ...(prefix === undefined ? [] : ['begins_with(#item, :prefix)']),
      ...(between === undefined ? [] : ['#item BETWEEN :from AND :to']),
    ].join(' AND ');
    const pages = paginateQuery(
      { client: this.dynamodb, pageSize },
      {
        TableName: this.name,
        ConsistentRead: true,
        ScanIndexForward: !newestFirst,
        KeyConditionExpression: keys,
        FilterExpression: filter,
        ...placeholders([keys, filter ?? ''], { ...values, datasetGroup, prefix, from, to }),
      },
    );
    for await (const { Items: items = [] } of pages) yield items.map(fromWire);
  }

  async query(datasetGroup: string, range?: Range): Promise<readonly Attributes[]> {
    const items: Attributes[] = [];
    for await (const page of this.pages(datasetGroup, range)) items.push(...page);
    return items;
  }

  private send(write: Write): Promise<{ readonly Attributes?: ReturnType<typeof toWire> | undefined }> {
    if ('update' in write)
      return this.dynamodb.send(new UpdateItemCommand({ ...this.updateOf(write), ReturnValues: 'ALL_NEW' }));
    return 'put' in write
      ? this.dynamodb.send(
          new PutItemCommand({ TableName: this.name, Item: toWire(write.put), ...conditionOf(write) }),
        )
      : this.dynamodb.send(
          new DeleteItemCommand({ TableName: this.name, Key: keyOf(write.delete), ...conditionOf(write) }),
        );
  }

  private updateOf(update: Update) {
    const { set, setOnce, add, take } = update;
    return {
      TableName: this.name,
      Key: keyOf(update.update),
      UpdateExpression: updateExpression(update),
      ...conditionOf(update, updateExpression(update), { ...set, ...setOnce, ...add, ...take }),
    };
  }
}

function keyOf({ datasetGroup, item }: Key) {
  return { datasetGroup: { S: datasetGroup }, item: { S: item } };
}

/** @param changes values of the update, where the write is one */
function conditionOf({ if: condition, values = {} }: Condition, update = '', changes: Attributes = {}) {
  return {
    ...(condition !== undefined && {
      ConditionExpression: condition,
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    }),
    ...placeholders([update, condition ?? ''], values, changes),
  };
}
