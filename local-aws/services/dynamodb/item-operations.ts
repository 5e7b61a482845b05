import type { Clock } from '../../core/clock';
import type { Input } from '../../core/service';
import type { Engine } from './engine';
import { tableName } from './permissions';
import { Transactions } from './transactions';

/** The operations on items: those of dynalite, with what it lacks. */
export class ItemOperations {
  readonly operations: Readonly<Record<string, (input: Input, lag: number) => Promise<unknown>>> = {
    GetItem: (input, lag) => this.pass('GetItem', input, lag),
    PutItem: (input) => this.pass('PutItem', input),
    UpdateItem: (input) => this.pass('UpdateItem', input),
    DeleteItem: (input) => this.pass('DeleteItem', input),
    Query: (input, lag) => this.pass('Query', input, lag),
    Scan: (input, lag) => this.pass('Scan', input, lag),
    BatchGetItem: (input, lag) => this.batchGet(input, lag),
    TransactWriteItems: (input) => this.transactions.write(input),
    BatchWriteItem: (input) => this.pass('BatchWriteItem', byTableName(input)),
  };

  private readonly transactions: Transactions;

  constructor(
    private readonly engine: Engine,
    clock: Clock,
  ) {
    this.transactions = new Transactions(engine, clock);
  }

  private pass(operation: string, input: Input, lag?: number): Promise<Record<string, unknown>> {
    const request = input.TableName === undefined ? input : { ...input, TableName: tableName(String(input.TableName)) };
    return this.engine.exclusively((send) => send(operation, request, lag));
  }

  /** dynalite shuffles the items, since AWS guarantees no order; here the same call must give the same response. */
  private async batchGet(input: Input, lag: number): Promise<unknown> {
    const output = await this.pass('BatchGetItem', byTableName(input), lag);
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
