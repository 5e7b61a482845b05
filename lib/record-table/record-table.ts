import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { expressionPlaceholders, type ItemCondition, updateExpression, type Write } from './expressions';
import { type Attributes, fromWire, type Key, present, toWire } from './item';

/** Result of a write. If the condition of the write did not hold, `written` is false and nothing has changed. */
export interface Written {
  readonly written: boolean;
  /**
   * The new item after an update; absent after a put or a deletion. If the condition did not hold, the existing item;
   * absent if no item exists.
   */
  readonly item?: Attributes;
}

/** Result of several writes: all are `written`, or none. */
export interface AllWritten {
  readonly written: boolean;
  /**
   * Empty if all were written. Otherwise one entry for each write, in the same order: the existing item if the condition
   * of the write did not hold, undefined if the condition held.
   */
  readonly unmet: readonly (Pick<Written, 'item'> | undefined)[];
}

/** Selection of items in a partition: all items, or items whose sort keys begin with `prefix` or lie in `between`. */
export interface ItemRange extends ItemCondition {
  readonly prefix?: string;
  /** First and last sort key, both included. */
  readonly between?: readonly [string, string];
  readonly newestFirst?: boolean;
  readonly pageSize?: number;
}

/**
 * The DynamoDB table. Reads are consistent. If the condition of a write does not hold, the write returns `written` as
 * false and throws no error.
 */
export class RecordTable {
  constructor(
    private readonly dynamodb: DynamoDBClient,
    private readonly name: string,
  ) {}

  async get(key: Key): Promise<Attributes | undefined> {
    const command = new GetItemCommand({ TableName: this.name, Key: keyOf(key), ConsistentRead: true });
    const { Item: item } = await this.dynamodb.send(command);
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

  /**
   * Makes all writes or none, in one transaction. A transaction may write each item only once.
   * @throws TransactionCanceledException if the transaction fails for another reason than an unmet condition, for
   * example because of a transient conflict
   */
  async writeAll(writes: readonly Write[]): Promise<AllWritten> {
    const TransactItems = writes.map((write) => this.requestOf(write));
    try {
      await this.dynamodb.send(new TransactWriteItemsCommand({ TransactItems }));
      return { written: true, unmet: [] };
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const reasons = error.CancellationReasons ?? [];
      const isConditions = reasons.every(({ Code }) => Code === 'None' || Code === 'ConditionalCheckFailed');
      if (!isConditions || reasons.length === 0) throw error;
      const unmet = reasons.map(({ Code, Item }) =>
        Code === 'None' ? undefined : present({ item: Item && fromWire(Item) }),
      );
      return { written: false, unmet };
    }
  }

  /** Pages of a partition, in the order of the sort keys; with `newestFirst`, in the opposite order. */
  async *pages(datasetGroup: string, range: ItemRange = {}): AsyncGenerator<readonly Attributes[]> {
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
        ...expressionPlaceholders([keys, filter ?? ''], { ...values, datasetGroup, prefix, from, to }),
      },
    );
    for await (const { Items: items = [] } of pages) yield items.map(fromWire);
  }

  async query(datasetGroup: string, range?: ItemRange): Promise<readonly Attributes[]> {
    const items: Attributes[] = [];
    for await (const page of this.pages(datasetGroup, range)) items.push(...page);
    return items;
  }

  private send(write: Write): Promise<{ readonly Attributes?: ReturnType<typeof toWire> | undefined }> {
    const request = this.requestOf(write);
    if ('Put' in request) return this.dynamodb.send(new PutItemCommand(request.Put));
    return 'Delete' in request
      ? this.dynamodb.send(new DeleteItemCommand(request.Delete))
      : this.dynamodb.send(new UpdateItemCommand({ ...request.Update, ReturnValues: 'ALL_NEW' }));
  }

  private requestOf(write: Write): WriteRequest {
    const TableName = this.name;
    if ('put' in write) return { Put: { TableName, Item: toWire(write.put), ...conditionOf(write) } };
    if ('delete' in write) return { Delete: { TableName, Key: keyOf(write.delete), ...conditionOf(write) } };
    const { update, set, setOnce, add, take } = write;
    const UpdateExpression = updateExpression(write);
    const condition = conditionOf(write, UpdateExpression, { ...set, ...setOnce, ...add, ...take });
    return { Update: { TableName, Key: keyOf(update), UpdateExpression, ...condition } };
  }
}

type WriteRequest =
  | { readonly Put: NonNullable<TransactWriteItem['Put']> }
  | { readonly Delete: NonNullable<TransactWriteItem['Delete']> }
  | { readonly Update: NonNullable<TransactWriteItem['Update']> };

function keyOf({ datasetGroup, item }: Key) {
  return { datasetGroup: { S: datasetGroup }, item: { S: item } };
}

/**
 * Members of a conditional write. If the condition does not hold, the write returns the existing item (DynamoDB API reference, UpdateItem,
 * `ReturnValuesOnConditionCheckFailure`, botocore 1.43.11, 2026-11; permissions: `dynamodb-failed-condition-item` in docs/local-aws.md).
 * @param changes values that an update writes
 */
function conditionOf({ if: condition, values = {} }: ItemCondition, update = '', changes: Attributes = {}) {
  return {
    ...(condition !== undefined && {
      ConditionExpression: condition,
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    }),
    ...expressionPlaceholders([update, condition ?? ''], values, changes),
  };
}
