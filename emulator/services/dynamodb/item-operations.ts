import type { Clock } from '../../core/clock';
import { type Operations, operation } from '../../core/emulated-service';
import type { Call, Caller, Input } from '../../core/service';
import { type Engine, isEventuallyConsistent } from './engine';
import { tableName } from './permissions';
import { Transactions } from './transactions';

/**
 * Returns the milliseconds by which an eventually consistent read lags behind the latest state. More than LONGEST_LAG (database.ts) counts
 * as LONGEST_LAG.
 */
export type ReadLag = (call: Call, caller: Caller) => number;

/** Members that Query and Scan have in common. */
const SELECTING = [
  'TableName',
  'ExpressionAttributeNames',
  'ExpressionAttributeValues.*',
  'ProjectionExpression',
  'AttributesToGet',
  'ConsistentRead',
  'ReturnConsumedCapacity',
  'FilterExpression',
  'ConditionalOperator',
  'Select',
  'Limit',
  'ExclusiveStartKey.*',
  'IndexName',
];

/** Operations on items: the engine's operations on items, and TransactWriteItems. */
export class ItemOperations {
  readonly operations: Operations = {
    GetItem: operation(
      [
        'TableName',
        'Key.*',
        'AttributesToGet',
        'ConsistentRead',
        'ProjectionExpression',
        'ExpressionAttributeNames',
        'ReturnConsumedCapacity',
      ],
      (input, caller) => this.read('GetItem', input, caller),
    ),
    PutItem: operation(
      [
        'TableName',
        'Item.*',
        'Expected.*',
        'ConditionalOperator',
        'ConditionExpression',
        'ExpressionAttributeNames',
        'ExpressionAttributeValues.*',
        'ReturnValues',
        'ReturnValuesOnConditionCheckFailure',
        'ReturnConsumedCapacity',
        'ReturnItemCollectionMetrics',
      ],
      (input) => this.pass('PutItem', input),
    ),
    UpdateItem: operation(
      [
        'TableName',
        'Key.*',
        'UpdateExpression',
        'AttributeUpdates.*',
        'Expected.*',
        'ConditionalOperator',
        'ConditionExpression',
        'ExpressionAttributeNames',
        'ExpressionAttributeValues.*',
        'ReturnValues',
        'ReturnValuesOnConditionCheckFailure',
        'ReturnConsumedCapacity',
        'ReturnItemCollectionMetrics',
      ],
      (input) => this.pass('UpdateItem', input),
    ),
    DeleteItem: operation(
      [
        'TableName',
        'Key.*',
        'Expected.*',
        'ConditionalOperator',
        'ConditionExpression',
        'ExpressionAttributeNames',
        'ExpressionAttributeValues.*',
        'ReturnValues',
        'ReturnValuesOnConditionCheckFailure',
        'ReturnConsumedCapacity',
        'ReturnItemCollectionMetrics',
      ],
      (input) => this.pass('DeleteItem', input),
    ),
    Query: operation(
      ['KeyConditionExpression', 'KeyConditions.*', 'QueryFilter.*', 'ScanIndexForward', ...SELECTING],
      (input, caller) => this.read('Query', input, caller),
    ),
    Scan: operation(['ScanFilter.*', 'Segment', 'TotalSegments', ...SELECTING], (input, caller) =>
      this.read('Scan', input, caller),
    ),
    BatchGetItem: operation(['RequestItems.*', 'ReturnConsumedCapacity'], (input, caller) =>
      this.batchGet(input, caller),
    ),
    TransactWriteItems: operation(['TransactItems.*', 'ClientRequestToken'], (input) => this.transactions.write(input)),
    BatchWriteItem: operation(['RequestItems.*', 'ReturnConsumedCapacity', 'ReturnItemCollectionMetrics'], (input) =>
      this.pass('BatchWriteItem', byTableName(input)),
    ),
  };

  private readonly transactions: Transactions;

  constructor(
    private readonly engine: Engine,
    clock: Clock,
    private readonly lagOf: ReadLag,
  ) {
    this.transactions = new Transactions(engine, clock);
  }

  private read(operation: string, input: Input, caller: Caller): Promise<Record<string, unknown>> {
    const isStale = isEventuallyConsistent(operation, input);
    return this.pass(operation, input, isStale ? this.lagOf({ operation, input }, caller) : 0);
  }

  private pass(operation: string, input: Input, lag?: number): Promise<Record<string, unknown>> {
    const request = input.TableName === undefined ? input : { ...input, TableName: tableName(String(input.TableName)) };
    return this.engine.exclusively((send) => send(operation, request, lag));
  }

  /**
   * Returns the items of each table in the order of their JSON text. AWS guarantees no order, but here the same call must give the same
   * response.
   */
  private async batchGet(input: Input, caller: Caller): Promise<unknown> {
    const output = await this.read('BatchGetItem', byTableName(input), caller);
    const responses = output.Responses as Readonly<Record<string, readonly unknown[]>>;
    const sorted = Object.entries(responses).map(([name, items]) => [
      name,
      [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    ]);
    return { ...output, Responses: Object.fromEntries(sorted) };
  }
}

function byTableName(input: Input): Input {
  const items = (input.RequestItems ?? {}) as Readonly<Record<string, unknown>>;
  const renamed = Object.entries(items).map(([nameOrArn, requests]) => [tableName(nameOrArn), requests]);
  return { ...input, RequestItems: Object.fromEntries(renamed) };
}
