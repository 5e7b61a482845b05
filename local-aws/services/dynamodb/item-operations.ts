import { type Input, ServiceError } from '../../core/service';
import type { DynaliteEngine } from './engine';
import { flatCondition } from './flat-condition';
import { tableName } from './permissions';

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
    BatchWriteItem: (input) => this.pass('BatchWriteItem', byTableName(input)),
  };

  constructor(private readonly engine: DynaliteEngine) {}

  private pass(operation: string, input: Input): Promise<Record<string, unknown>> {
    const request =
      input.TableName === undefined ? input : { ...input, TableName: tableName(String(input.TableName)) };
    return this.engine.exclusively((send) => send(operation, request));
  }

  /** dynalite does not implement `ReturnValuesOnConditionCheckFailure`: the item is read before another request can change it. */
  private write(operation: string, input: Input): Promise<unknown> {
    const { ReturnValuesOnConditionCheckFailure: onFailure = 'NONE', ...rest } = input;
    const { ConditionExpression: condition } = input;
    const request: Input = {
      ...rest,
      ...(typeof condition === 'string' && { ConditionExpression: flatCondition(condition) }),
      TableName: tableName(String(input.TableName)),
    };
    if (onFailure === 'NONE') return this.pass(operation, request);
    return this.engine.exclusively(async (send) => {
      try {
        return await send(operation, request);
      } catch (error) {
        if (!(error instanceof ServiceError) || error.code !== 'ConditionalCheckFailedException') throw error;
        const { Table: table } = (await send('DescribeTable', { TableName: request.TableName })) as {
          readonly Table: { readonly KeySchema: readonly { readonly AttributeName: string }[] };
        };
        const source = (request.Key ?? request.Item) as Readonly<Record<string, unknown>>;
        const key = Object.fromEntries(
          table.KeySchema.map(({ AttributeName: name }) => [name, source[name]]),
        );
        const { Item: item } = await send('GetItem', {
          TableName: request.TableName,
          Key: key,
          ConsistentRead: true,
        });
        throw new ServiceError(
          error.code,
          error.message,
          error.status,
          item === undefined ? {} : { Item: item },
        );
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
