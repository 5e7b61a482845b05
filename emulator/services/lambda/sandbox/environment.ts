import { CallerEnded, CallerStuck } from '../../../core/aws';
import type { Clock } from '../../../core/clock';
import type { Random } from '../../../core/random';
import type { WireRequest, WireResponse } from '../../../core/service';
import type { CodeFiles } from '../code';
import { exited, type FunctionError, fromThrown } from '../function-error';
import { SandboxModules } from './modules';
import type { Transport } from './wire-client';
import { buildWorld, type World } from './world';

export interface EnvironmentOptions {
  readonly clock: Clock;
  /** Clock skew of the environment, milliseconds. */
  readonly clockOffset: number;
  readonly random: Random;
  readonly code: CodeFiles;
  /** Handler as in CreateFunction, e.g. `index.handler`. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Runtime, e.g. `nodejs22.x`. */
  readonly runtime: string;
  readonly transport: Transport;
  readonly onLine: (requestId: string, line: string) => void;
}

/** The end of an invocation in the function's process: a result or an error. `fatal` means that the process exited. */
export type Ending = { readonly result: unknown } | { readonly error: FunctionError; readonly fatal: boolean };

/** An invocation as passed to the handler. */
export interface Invocation {
  readonly requestId: string;
  readonly event: unknown;
  readonly context: object;
  /** Environment variables that differ between invocations, e.g. `_X_AMZN_TRACE_ID`. */
  readonly variables: Readonly<Record<string, string>>;
}

type Handler = (event: unknown, context: object) => unknown;

/**
 * Execution environment of a function: its module, loaded once, with the globals of the Lambda runtime. It handles one invocation at a time
 * and is frozen in between.
 */
export class Environment {
  private readonly world: World;
  private readonly modules: SandboxModules;
  private handler: Handler | undefined;
  private active: { readonly requestId: string; readonly end: (ending: Ending) => void } | undefined;
  private dead = false;
  /** True if the function's event loop is blocked. The function then receives no more responses or timers. */
  private stuck = false;

  constructor(private readonly options: EnvironmentOptions) {
    const { clock, clockOffset, random, code, environment, runtime } = options;
    this.world = buildWorld({
      clock,
      clockOffset,
      random,
      code,
      environment,
      runtime,
      transport: (request) => this.send(request),
      requestId: () => this.active?.requestId ?? '',
      onLine: (line) => this.dead || options.onLine(this.active?.requestId ?? '', line),
      onUncaught: (error) => this.kill(fromThrown(error)),
      onExit: (status) => this.exit(status),
    });
    this.modules = new SandboxModules(code, this.world);
  }

  /** Runs the handler once. Resolves when the handler has settled or the process has exited. */
  async run(invocation: Invocation): Promise<Ending> {
    const ending = new Promise<Ending>((end) => {
      this.active = { requestId: invocation.requestId, end };
    });
    this.world.timers.thaw();
    Object.assign(this.world.process.env, invocation.variables);
    void this.handle(invocation);
    const ended = await ending;
    this.world.flush();
    this.world.timers.freeze();
    this.active = undefined;
    return ended;
  }

  /**
   * Ends the process. The function's code gets no more responses, so its `catch` and `finally` blocks have no effect.
   */
  kill(error: FunctionError): void {
    this.world.flush();
    this.dead = true;
    this.world.timers.discard();
    this.active?.end({ error, fatal: true });
  }

  private async handle({ event, context }: Invocation): Promise<void> {
    const active = this.active;
    try {
      this.handler ??= this.load();
    } catch (error) {
      this.kill(fromThrown(error));
      return;
    }
    try {
      const returned = this.handler(event, context);
      if (!isThenable(returned)) {
        throw new Error(`The handler '${this.options.handler}' is not async: it returned no promise.`);
      }
      active?.end({ result: await returned });
    } catch (error) {
      active?.end({ error: fromThrown(error), fatal: false });
    }
  }

  private load(): Handler {
    const [fileName = '', exportName = ''] = this.options.handler.split('.');
    const path = this.modules.resolve(fileName);
    if (path === undefined) throw initError('Runtime.ImportModuleError', `Error: Cannot find module '${fileName}'`);
    const handler = (this.loadModule(path) as Record<string, unknown>)[exportName];
    if (typeof handler !== 'function') {
      throw initError('Runtime.HandlerNotFound', `${this.options.handler} is undefined or not exported`);
    }
    return handler as Handler;
  }

  private loadModule(path: string): unknown {
    try {
      return this.modules.load(path);
    } catch (error) {
      const { name, code, message } = error as { name?: string; code?: string; message?: string };
      if (code === 'MODULE_NOT_FOUND') throw initError('Runtime.ImportModuleError', `Error: ${message}`);
      if (name === 'SyntaxError') throw initError('Runtime.UserCodeSyntaxError', `SyntaxError: ${message}`);
      throw error;
    }
  }

  /** Sends a request of the function. No response arrives after the function's process has ended or its event loop is blocked. */
  private async send(request: WireRequest): Promise<WireResponse> {
    const never = new Promise<never>(() => undefined);
    if (this.receivesNothing) return never;
    try {
      const response = await this.options.transport(request);
      return this.receivesNothing ? never : response;
    } catch (error) {
      if (error instanceof CallerStuck) this.stick();
      if (error instanceof CallerEnded) this.kill(exited(this.active?.requestId ?? '', error.message));
      if (this.receivesNothing) return never;
      throw error;
    }
  }

  private get receivesNothing(): boolean {
    return this.dead || this.stuck;
  }

  private stick(): void {
    this.stuck = true;
    this.world.timers.freeze();
  }

  private exit(status: number): void {
    const reason =
      status === 0 ? 'Runtime exited without providing a reason' : `Runtime exited with error: exit status ${status}`;
    this.kill(exited(this.active?.requestId ?? '', reason));
  }
}

function initError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return value !== null && typeof value === 'object' && 'then' in value && typeof value.then === 'function';
}
