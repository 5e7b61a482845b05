import type { Callback, Store } from 'dynalite/db';
import { checkTypes, checkValidations } from 'dynalite/validations';
import type { Clock } from '../../core/clock';
import { type Input, ServiceError } from '../../core/service';
import { LONGEST_LAG } from './database';
import { checkNesting } from './expression-nesting';
import { flatCondition } from './flat-condition';
import { filtered } from './reads';
import { MemoryStore } from './store';
import { type PlannedWrite, type PreparedWrite, prepareWrite, type WriteData } from './writes';

/** One of dynalite's operations, and the checks of its input. */
interface Action {
  readonly run: (store: Store, data: object, callback: Callback) => void;
  readonly types: object;
  readonly custom: unknown;
}

const WRITES = ['PutItem', 'UpdateItem', 'DeleteItem'];
const READS: readonly string[] = ['GetItem', 'BatchGetItem', 'Query', 'Scan'];

/** Whether DynamoDB may show an earlier state than the latest: of one table at least, if it is a batch. */
export function isEventuallyConsistent(operation: string, input: Input): boolean {
  if (!READS.includes(operation) || input.ConsistentRead === true) return false;
  const batch = Object.values((input.RequestItems ?? {}) as Readonly<Record<string, Input>>);
  return batch.length === 0 || batch.some(({ ConsistentRead: isConsistent }) => isConsistent !== true);
}

/**
 * DynamoDB's operations on a store in memory: checks, parsers, keys and reads are dynalite's, expressions and writes are our own. Requests
 * run one at a time in the order of arrival, so that races always end the same way.
 */
export class Engine {
  private readonly store: MemoryStore;
  private readonly actions = new Map<string, Action>();
  private last: Promise<unknown> = Promise.resolve();
  /** Of the request that is running. */
  private fail: (error: unknown) => void = () => undefined;

  constructor(private readonly clock: Clock) {
    this.store = new MemoryStore(
      () => clock.now(),
      (error) => this.fail(error),
    );
  }

  /**
   * Runs `work` without other requests in between.
   * @param work receives a function that sends one request and returns the output's members
   */
  exclusively<T>(work: (send: Send) => Promise<T>): Promise<T> {
    const turn = this.clock.track(() => this.last.then(() => work((...request) => this.send(...request))));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /**
   * Checks a PutItem, UpdateItem or DeleteItem. Use it within `exclusively`.
   * @throws ServiceError as DynamoDB would return it; so does what it returns
   */
  prepare(operation: string, input: Input): PreparedWrite {
    const { ReturnValuesOnConditionCheckFailure } = input;
    return asServiceErrors(() => {
      const data = { ...this.checked(operation, input), ReturnValuesOnConditionCheckFailure } as WriteData;
      const { id, plan } = prepareWrite(this.store, operation, data);
      return { id, plan: () => asServiceErrors(plan) };
    });
  }

  /** The output is shared with the store: it is copied. */
  private async send(operation: string, input: Input, lag = 0): Promise<Record<string, unknown>> {
    const output = WRITES.includes(operation) ? this.write(operation, input) : await this.run(operation, input, lag);
    return JSON.parse(JSON.stringify(output ?? {}));
  }

  private write(operation: string, input: Input): PlannedWrite['output'] {
    const { output, commit } = this.prepare(operation, input).plan();
    commit();
    return output;
  }

  private run(operation: string, input: Input, lag: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.fail = reject;
      try {
        const data = this.checked(operation, input);
        const { run } = this.action(operation);
        filtered(run, lag > 0 ? this.storeBefore(input, lag) : this.store, data, (error, output) => {
          if (error) reject(asServiceError(error));
          else resolve(output);
        });
      } catch (error) {
        reject(asServiceError(error));
      }
    });
  }

  /** dynalite changes its input: it is copied. */
  private checked(operation: string, input: Input): object {
    const request = { ...input, ...flatConditions(input) };
    checkNesting(request);
    const { types, custom } = this.action(operation);
    const data = checkTypes(copyOf(request) as object, types);
    checkValidations(data, types, custom, this.store);
    return data;
  }

  private storeBefore({ RequestItems: batch }: Input, lag: number): Store {
    const ofBatch = (batch ?? {}) as Readonly<Record<string, { readonly ConsistentRead?: boolean }>>;
    const time = this.clock.now() - Math.min(lag, LONGEST_LAG);
    return this.store.asOf(time, (table) => ofBatch[table]?.ConsistentRead === true);
  }

  private action(operation: string): Action {
    const known = this.actions.get(operation);
    if (known !== undefined) return known;
    const name = operation.charAt(0).toLowerCase() + operation.slice(1);
    const checks: Omit<Action, 'run'> = require(`dynalite/validations/${name}`);
    const action = { run: require(`dynalite/actions/${name}`), types: checks.types, custom: checks.custom };
    this.actions.set(operation, action);
    return action;
  }
}

/** A copy with the numbers as dynalite's parser of numbers takes them, which does not know the plus sign. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (name === 'N') return [name, withoutPlus(member)];
      if (name === 'NS' && Array.isArray(member)) return [name, member.map(withoutPlus)];
      return [name, copyOf(member)];
    }),
  );
}

function withoutPlus(number: unknown): unknown {
  return typeof number === 'string' ? number.replace(/^\+(?=[\d.])/, '') : copyOf(number);
}

function flatConditions(input: Input): Input {
  const conditions = ['ConditionExpression', 'FilterExpression'].map((name) => [name, input[name]] as const);
  return Object.fromEntries(
    conditions.flatMap(([name, text]) => (typeof text === 'string' ? [[name, flatCondition(text)]] : [])),
  );
}

function asServiceErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asServiceError(error);
  }
}

/** dynalite's errors have the status and the body of an HTTP response; all others are its bugs. */
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
 * @param lag of an eventually consistent read: milliseconds, at most LONGEST_LAG. Default: 0
 * @throws ServiceError as DynamoDB would return it
 */
export type Send = (operation: string, input: Input, lag?: number) => Promise<Record<string, unknown>>;
