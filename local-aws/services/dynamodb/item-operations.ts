import type { Clock } from '../../core/clock';
import { type Input, ServiceError } from '../../core/service';
import { currentItem } from './current-item';
import type { DynaliteEngine } from './engine';
import { tableName } from './permissions';
import { Transactions } from './transactions';
import { writeRequest } from './write-request';

/** The operations on items: those of dynalite, with what it lacks. */
export class ItemOperations {
  readonly operations: Readonly<Record<string, (input: Input) => Promise<unknown>>> = {
    GetItem: (input) => this.pass('GetItem', input),
    PutItem: (input) => this.write('PutItem', input),
    UpdateItem: (input) => this.write('UpdateItem', input),
    DeleteItem: (input) => this.write('DeleteItem', input),
    Query: (input) => this.pass('Query', input),
    Scan: (input) => this.pass('Scan', input),
    BatchGetItem: (input) => this.batchGet(input),
    TransactWriteItems: (input) => this.transactions.write(input),
    BatchWriteItem: (input) => this.pass('BatchWriteItem', byTableName(input)),
  };

  private readonly transactions: Transactions;

  constructor(
    private readonly engine: DynaliteEngine,
    clock: Clock,
  ) {
    this.transactions = new Transactions(engine, clock);
  }

  private pass(operation: string, input: Input): Promise<Record<string, unknown>> {
    const request = input.TableName === undefined ? input : { ...input, TableName: tableName(String(input.TableName)) };
    return this.engine.exclusively((send) => send(operation, request));
  }

  /** dynalite does not implement `ReturnValuesOnConditionCheckFailure`: the item is read before another request can change it. */
  private write(operation: string, input: Input): Promise<unknown> {
    const request = writeRequest(input);
    if (input.ReturnValuesOnConditionCheckFailure !== 'ALL_OLD') return this.pass(operation, request);
    return this.engine.exclusively(async (send) => {
      try {
        return await send(operation, request);
      } catch (error) {
        if (!(error instanceof ServiceError) || error.code !== 'ConditionalCheckFailedException') throw error;
        const item = await currentItem(send, request);
        const fields = item === undefined ? {} : { Item: item };
        throw new ServiceError(error.code, error.message, error.status, fields);
      }
    });
  }

  /** dynalite shuffles the items, since AWS guarantees no order; here the same call must give the same response. */
  private async batchGet(input: Input): Promise<unknown> {
    const output = await this.pass('BatchGetItem', byTableName(input));
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
