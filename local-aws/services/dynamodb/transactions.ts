import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../core/clock';
import { type Input, ServiceError } from '../../core/service';
import { currentItem, keyOf } from './current-item';
import type { DynaliteEngine, Send } from './engine';
import { invalid, type TransactionItem, transactionItems } from './transaction-items';
import { writeRequest } from './write-request';

/** Milliseconds for which a token is remembered (API reference of TransactWriteItems, 2026-11). */
const TOKEN_VALID = 10 * 60_000;
const LONGEST_TOKEN = 36;
const MEMBERS = ['TransactItems', 'ClientRequestToken'];

/**
 * What DynamoDB reports as the reason of an item, and not as a wrong request, since only the data show it ("Cancellation reason codes
 * and possible error messages" in the API reference of TransactWriteItems, 2026-11).
 */
const WRONG_BY_DATA =
  /^(Item size|An operand in the update expression|Number overflow|Type mismatch for attribute|Nesting Levels|The document path provided|The provided expression refers|One or more parameter values were invalid|The provided key element)/;

interface Reason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: unknown;
}

interface Remembered {
  readonly items: unknown;
  readonly until: number;
}

const OPERATIONS = {
  ConditionCheck: 'UpdateItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
} as const;

/**
 * TransactWriteItems, which dynalite lacks: each item is written by itself while nobody else has the engine, and all are written back
 * unless every one could be. Transactions run one after the other, so none conflicts with another one. Not emulated: the limit
 * of 4 MB; `ReturnConsumedCapacity` and `ReturnItemCollectionMetrics`, which are refused; TransactGetItems.
 */
export class Transactions {
  private readonly tokens = new Map<string, Remembered>();

  constructor(
    private readonly engine: DynaliteEngine,
    private readonly clock: Clock,
  ) {}

  async write(input: Input): Promise<unknown> {
    const items = transactionItems(input.TransactItems);
    assertMembers(input);
    const token = input.ClientRequestToken;
    return this.engine.exclusively(async (send) => {
      if (typeof token === 'string' && this.isDone(token, input.TransactItems)) return {};
      await writeAll(send, items);
      const until = this.clock.now() + TOKEN_VALID;
      if (typeof token === 'string') this.tokens.set(token, { items: input.TransactItems, until });
      return {};
    });
  }

  /** @throws ServiceError if the token belongs to another transaction */
  private isDone(token: string, items: unknown): boolean {
    for (const [each, { until }] of this.tokens) if (until <= this.clock.now()) this.tokens.delete(each);
    const earlier = this.tokens.get(token);
    if (earlier !== undefined && !isDeepStrictEqual(earlier.items, items)) {
      throw new ServiceError(
        'IdempotentParameterMismatchException',
        'DynamoDB rejected the request because you retried a request with a different payload but with an idempotent token that was already used.',
      );
    }
    return earlier !== undefined;
  }
}

/** @throws ServiceError with the reason of each item, in their order, if one could not be written: then none is */
async function writeAll(send: Send, items: readonly TransactionItem[]): Promise<void> {
  const writes = items.map(({ action, input }) => ({ action, input, request: writeRequest(input) }));
  const keys: unknown[] = [];
  for (const { request } of writes) keys.push([request.TableName, await keyOf(send, request)]);
  if (keys.some((key, index) => keys.slice(0, index).some((other) => isDeepStrictEqual(other, key))))
    throw invalid('Transaction request cannot include multiple operations on one item');

  const undo: (() => Promise<unknown>)[] = [];
  const reasons: Reason[] = [];
  try {
    for (const { action, input, request } of writes) {
      const before = await currentItem(send, request);
      const reason = await attempt(send, OPERATIONS[action], request);
      reasons.push(withItem(reason, input, before));
      if (reason.Code !== 'None') continue;
      const restore = () => putBack(send, request, before);
      if (action === 'ConditionCheck') await restore();
      else undo.push(restore);
    }
  } catch (error) {
    for (const restore of undo) await restore();
    throw error;
  }
  if (reasons.every(({ Code }) => Code === 'None')) return;
  for (const restore of undo) await restore();
  const codes = reasons.map(({ Code }) => Code).join(', ');
  throw new ServiceError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    400,
    { CancellationReasons: reasons },
  );
}

/** @throws ServiceError for what is wrong whatever the data are */
async function attempt(send: Send, operation: string, request: Input): Promise<Reason> {
  try {
    await send(operation, request);
    return { Code: 'None' };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { code, message } = error;
    if (code === 'ConditionalCheckFailedException') return { Code: 'ConditionalCheckFailed', Message: message };
    if (code !== 'ValidationException' || !WRONG_BY_DATA.test(message)) throw error;
    return { Code: 'ValidationError', Message: message };
  }
}

function withItem(reason: Reason, input: Input, before: unknown): Reason {
  const isAsked = input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
  return reason.Code === 'ConditionalCheckFailed' && isAsked && before !== undefined
    ? { ...reason, Item: before }
    : reason;
}

async function putBack(send: Send, request: Input, before: unknown): Promise<void> {
  const { TableName: table } = request;
  if (before !== undefined) await send('PutItem', { TableName: table, Item: before });
  else await send('DeleteItem', { TableName: table, Key: await keyOf(send, request) });
}

function assertMembers(input: Input): void {
  const unknown = Object.keys(input).filter((name) => input[name] !== undefined && !MEMBERS.includes(name));
  if (unknown.length > 0) {
    throw invalid(
      `The local DynamoDB does not implement ${unknown.join(', ')} of TransactWriteItems; it has: ${MEMBERS.join(', ')}.`,
    );
  }
  const token = input.ClientRequestToken;
  if (token !== undefined && (typeof token !== 'string' || token === '' || token.length > LONGEST_TOKEN)) {
    throw invalid(
      `1 validation error detected: Value at 'clientRequestToken' failed to satisfy constraint: Member must have length between 1 and ${LONGEST_TOKEN}`,
    );
  }
}
