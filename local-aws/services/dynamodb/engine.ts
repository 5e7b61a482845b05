import type { Callback, Store } from 'dynalite/db';
import { checkTypes, checkValidations } from 'dynalite/validations';
import type { Clock } from '../../core/clock';
import { type Input, ServiceError } from '../../core/service';
import { checkNesting } from './expression-nesting';
import { guardedStore } from './guarded-store';

/** One of dynalite's operations, and the checks of its input. */
interface Action {
  readonly run: (store: Store, data: object, callback: Callback) => void;
  readonly types: object;
  readonly custom: unknown;
}

/** dynalite without its HTTP server. Requests run one at a time in the order of arrival, so that races always end the same way. */
export class DynaliteEngine {
  private readonly store = guardedStore((error) => this.fail(error));
  private readonly actions = new Map<string, Action>();
  private last: Promise<unknown> = Promise.resolve();
  /** Of the request that is running. */
  private fail: (error: unknown) => void = () => undefined;

  constructor(private readonly clock: Clock) {}

  /**
   * Runs `work` without other requests in between.
   * @param work receives a function that sends one request and returns the output's members
   */
  exclusively<T>(work: (send: Send) => Promise<T>): Promise<T> {
    const turn = this.clock.track(() => this.last.then(() => work((operation, input) => this.send(operation, input))));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /** dynalite changes its input and shares its output with the store: both are copied. */
  private send(operation: string, input: Input): Promise<Record<string, unknown>> {
    return new Promise((resolve, reject) => {
      this.fail = reject;
      try {
        checkNesting(input);
        const { run, types, custom } = this.action(operation);
        const data = checkTypes(JSON.parse(JSON.stringify(input)), types);
        checkValidations(data, types, custom, this.store);
        run(this.store, data, (error, output) => {
          if (error) reject(asServiceError(error));
          else resolve(JSON.parse(JSON.stringify(output ?? {})));
        });
      } catch (error) {
        reject(asServiceError(error));
      }
    });
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

/** @throws ServiceError as DynamoDB would return it */
export type Send = (operation: string, input: Input) => Promise<Record<string, unknown>>;
