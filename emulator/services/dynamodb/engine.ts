import type { Callback } from 'dynalite/db';
import { checkValidations } from 'dynalite/validations';
import type { Clock } from '../../core/clock';
import { type Input, ServiceError } from '../../core/service';
import { LONGEST_LAG } from './database';
import { cacheExpressions } from './expression-parsers';
import { listTables } from './list-tables';
import { readPage } from './pages';
import { copyOf } from './request-copy';
import { MemoryStore, type ReadableStore } from './store';
import { type PlannedWrite, type PreparedWrite, prepareWrite, type WriteData } from './writes';

// Replaces parts of dynalite that were slow in a profile. Dynalite's other parts then call the replacements, too.
cacheExpressions();
Object.assign(require('dynalite/db'), { queryTable: readPage });

/** An operation, and dynalite's checks of its input. */
interface Action {
  readonly run: (store: ReadableStore, data: object, callback: Callback) => void;
  readonly types: object;
  readonly custom: unknown;
}

const WRITES = ['PutItem', 'UpdateItem', 'DeleteItem'];
const READS: readonly string[] = ['GetItem', 'BatchGetItem', 'Query', 'Scan'];

/**
 * True if the operation may return an outdated state of an item. A batch may do so if any of its tables is read without
 * `ConsistentRead`.
 */
export function isEventuallyConsistent(operation: string, input: Input): boolean {
  if (!READS.includes(operation) || input.ConsistentRead === true) return false;
  const batch = Object.values((input.RequestItems ?? {}) as Readonly<Record<string, Input>>);
  return batch.length === 0 || batch.some(({ ConsistentRead: isConsistent }) => isConsistent !== true);
}

/**
 * DynamoDB's operations on a store in memory. dynalite carries them out, except for these parts: the evaluation of condition, filter and
 * update expressions, page reads, table lists and single writes (PutItem, UpdateItem, DeleteItem).
 * Requests run one at a time in the order of arrival, so that races always end the same way.
 */
export class Engine {
  private readonly store: MemoryStore;
  private readonly actions = new Map<string, Action>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly clock: Clock) {
    this.store = new MemoryStore(() => clock.now());
  }

  /**
   * Runs `work` without other requests in between.
   * @param work receives a function that sends one request and returns the output's members
   */
  exclusively<T>(work: (send: Send) => Promise<T>): Promise<T> {
    const done = this.clock.track(() => this.last.then(() => work((...request) => this.send(...request))));
    this.last = done.catch(() => undefined);
    return done;
  }

  /**
   * Checks a PutItem, UpdateItem or DeleteItem. Call `prepare` only within `exclusively`.
   * @throws ServiceError as DynamoDB would return it. `plan` of the returned write may throw such an error, too
   */
  prepare(operation: string, input: Input): PreparedWrite {
    return asServiceErrors(() => {
      const { id, plan } = prepareWrite(this.store, operation, this.checked(operation, input) as WriteData);
      return { id, plan: () => asServiceErrors(plan) };
    });
  }

  private async send(operation: string, input: Input, lag = 0): Promise<Record<string, unknown>> {
    const output = WRITES.includes(operation) ? this.write(operation, input) : await this.run(operation, input, lag);
    return output as Record<string, unknown>;
  }

  private write(operation: string, input: Input): PlannedWrite['output'] {
    const { output, commit } = this.prepare(operation, input).plan();
    commit();
    return output;
  }

  private run(operation: string, input: Input, lag: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      try {
        const data = this.checked(operation, input);
        const { run } = this.action(operation);
        run(lag > 0 ? this.storeBefore(input, lag) : this.store, data, (error, output) => {
          if (error) reject(asServiceError(error));
          else resolve(output);
        });
      } catch (error) {
        reject(asServiceError(error));
      }
    });
  }

  private checked(operation: string, input: Input): object {
    const { types, custom } = this.action(operation);
    const data = copyOf(input) as object;
    checkValidations(data, types, custom, this.store);
    return data;
  }

  private storeBefore({ RequestItems: batch }: Input, lag: number): ReadableStore {
    const ofBatch = (batch ?? {}) as Readonly<Record<string, { readonly ConsistentRead?: boolean }>>;
    const time = this.clock.now() - Math.min(lag, LONGEST_LAG);
    return this.store.asOf(time, (table) => ofBatch[table]?.ConsistentRead === true);
  }

  private action(operation: string): Action {
    const known = this.actions.get(operation);
    if (known !== undefined) return known;
    const name = operation.charAt(0).toLowerCase() + operation.slice(1);
    const checks: Omit<Action, 'run'> = require(`dynalite/validations/${name}`);
    const run = operation === 'ListTables' ? listTables : require(`dynalite/actions/${name}`);
    const action = { run, types: checks.types, custom: checks.custom };
    this.actions.set(operation, action);
    return action;
  }
}

function asServiceErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asServiceError(error);
  }
}

/**
 * Converts dynalite's errors, which have the status and the body of an HTTP response. Returns other errors unchanged.
 */
function asServiceError(error: unknown): unknown {
  const { statusCode, body } = error as {
    readonly statusCode?: number;
    readonly body?: Readonly<Record<string, unknown>>;
  };
  if (statusCode === undefined || body === undefined) return error;
  const { __type: type, message, Message: messageOfTypeErrors, ...fields } = body;
  const code = String(type).replace(/^.*#/, '');
  return new ServiceError(code, String(message ?? messageOfTypeErrors ?? code), statusCode, fields);
}

/**
 * Sends one request.
 * @param lag milliseconds by which a read lags. Must be 0 for a consistent read. More than LONGEST_LAG counts as LONGEST_LAG. Default: 0
 * @returns the output. It contains objects of the store, so it must not be changed
 * @throws ServiceError as DynamoDB would return it
 */
export type Send = (operation: string, input: Input, lag?: number) => Promise<Record<string, unknown>>;
