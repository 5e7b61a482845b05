import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../core/clock';
import { type Input, ServiceError } from '../../core/service';
import type { Engine } from './engine';
import { tableName } from './permissions';
import { invalid, type TransactionItem, transactionItems } from './transaction-items';
import type { PlannedWrite } from './writes';

/** Milliseconds for which an idempotency token is kept (API reference of TransactWriteItems, 2026-11). */
const TOKEN_VALID = 10 * 60_000;
const LONGEST_TOKEN = 36;

/**
 * Beginnings of the messages of errors that depend on the data. DynamoDB reports such an error as the cancellation reason
 * of an item, not as an invalid request ("Cancellation reason codes and possible error messages" in the API reference of
 * TransactWriteItems, 2026-11).
 */
const WRONG_BY_DATA =
  /^(Item size|An operand in the update expression|Number overflow|Type mismatch for attribute|Nesting Levels|The document path provided|The provided expression refers|One or more parameter values were invalid|The provided key element)/;

interface Reason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: unknown;
}

interface KnownToken {
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
 * TransactWriteItems, which dynalite lacks. A transaction plans all writes, and carries them out only if every write is
 * possible. Requests run one after another, so transactions never conflict. The limit of 4 MB is not emulated.
 * TransactGetItems, `ReturnConsumedCapacity` and `ReturnItemCollectionMetrics` are refused.
 */
export class Transactions {
  private readonly tokens = new Map<string, KnownToken>();

  constructor(
    private readonly engine: Engine,
    private readonly clock: Clock,
  ) {}

  async write(input: Input): Promise<unknown> {
    const items = transactionItems(input.TransactItems);
    const token = input.ClientRequestToken;
    if (token !== undefined && (token === '' || String(token).length > LONGEST_TOKEN)) {
      throw invalid(
        `1 validation error detected: Value at 'clientRequestToken' failed to satisfy constraint: Member must have length between 1 and ${LONGEST_TOKEN}`,
      );
    }
    return this.engine.exclusively(async () => {
      if (typeof token === 'string' && this.isDone(token, input.TransactItems)) return {};
      writeAll(this.engine, items);
      const until = this.clock.now() + TOKEN_VALID;
      if (typeof token === 'string') this.tokens.set(token, { items: input.TransactItems, until });
      return {};
    });
  }

  /**
   * True if a transaction with this token was carried out during the last TOKEN_VALID milliseconds.
   * @throws ServiceError if that transaction had other items
   */
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

/**
 * Writes all items or none.
 * @throws ServiceError with the reasons of all items, in their order, if a condition fails or an item cannot be written.
 * An error that does not depend on the data is thrown unchanged
 */
function writeAll(engine: Engine, items: readonly TransactionItem[]): void {
  const ids = new Set<string>();
  const plans = items.map(({ action, input }) =>
    attempt(() => {
      const request = { ...input, TableName: tableName(String(input.TableName)) };
      const { id, plan } = engine.prepare(OPERATIONS[action], request);
      if (ids.has(id)) throw invalid('Transaction request cannot include multiple operations on one item');
      ids.add(id);
      return plan();
    }),
  );
  const reasons = plans.map((plan): Reason => ('Code' in plan ? plan : { Code: 'None' }));
  if (reasons.some(({ Code }) => Code !== 'None')) {
    const codes = reasons.map(({ Code }) => Code).join(', ');
    throw new ServiceError(
      'TransactionCanceledException',
      `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
      400,
      { CancellationReasons: reasons },
    );
  }
  plans.forEach((plan, index) => {
    if ('commit' in plan && items[index]?.action !== 'ConditionCheck') plan.commit();
  });
}

/** @throws ServiceError for errors that do not depend on the data */
function attempt(plan: () => PlannedWrite): PlannedWrite | Reason {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { code, message, fields } = error;
    if (code === 'ConditionalCheckFailedException')
      return { Code: 'ConditionalCheckFailed', Message: message, ...fields };
    if (code !== 'ValidationException' || !WRONG_BY_DATA.test(message)) throw error;
    return { Code: 'ValidationError', Message: message };
  }
}
