import { promisify } from 'node:util';
import type { Clock, Timer } from '../../../core/clock';

type Callback = (...args: unknown[]) => void;

interface Pending {
  readonly run: () => void;
  /** Epoch milliseconds of virtual time. */
  due: number;
  timer: Timer | undefined;
}

/** Return value of Node's `setTimeout`: an object that can be used as a number. */
class TimeoutHandle {
  constructor(
    private readonly id: number,
    private readonly timers: SandboxTimers,
    private readonly delay: number | undefined,
  ) {}

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }

  refresh(): this {
    this.timers.restart(this.id, this.delay);
    return this;
  }

  close(): this {
    this.timers.clearTimeout(this.id);
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.id;
  }
}

/**
 * Timers of a function, on virtual time. Lambda freezes the process between invocations. Timers that become due while it is frozen run when
 * the next invocation thaws it.
 */
export class SandboxTimers {
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;
  private running = false;
  private discarded = false;

  /** @param onError receives errors of callbacks, which no code of the function can catch */
  constructor(
    private readonly clock: Clock,
    private readonly onError: (error: unknown) => void,
  ) {}

  thaw(): void {
    this.running = true;
    for (const entry of this.pending.values()) this.arm(entry);
  }

  freeze(): void {
    this.running = false;
    for (const entry of this.pending.values()) entry.timer?.cancel();
  }

  /** Removes all timers after the process has exited. */
  discard(): void {
    this.discarded = true;
    this.freeze();
    this.pending.clear();
  }

  readonly setTimeout = Object.assign(
    (callback: Callback, delay?: number, ...args: unknown[]): TimeoutHandle =>
      this.schedule(delay, (id) => {
        this.pending.delete(id);
        this.guard(() => callback(...args));
      }),
    { [promisify.custom]: (delay?: number, value?: unknown) => this.sleep(delay, value) },
  );

  readonly setInterval = (callback: Callback, delay?: number, ...args: unknown[]): TimeoutHandle =>
    this.schedule(delay, (id) => {
      this.restart(id, delay);
      this.guard(() => callback(...args));
    });

  readonly clearTimeout = (handle?: unknown): void => {
    const id = Number(handle);
    this.pending.get(id)?.timer?.cancel();
    this.pending.delete(id);
  };

  /** Calls the callback as Node's `setImmediate` does. The clock waits for this call, which takes no virtual time. */
  readonly setImmediate = (callback: Callback, ...args: unknown[]): object => {
    const handle = { cancelled: false };
    void this.clock.track(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      if (!this.discarded && !handle.cancelled) this.guard(() => callback(...args));
    });
    return handle;
  };

  readonly clearImmediate = (handle?: { cancelled: boolean }): void => {
    if (handle !== undefined) handle.cancelled = true;
  };

  /** The `setTimeout` of `timers/promises`. */
  readonly sleep = (delay?: number, value?: unknown): Promise<unknown> =>
    new Promise((resolve) => {
      this.setTimeout(() => resolve(value), delay);
    });

  readonly abortSignalTimeout = (delay: number): AbortSignal => {
    const controller = new AbortController();
    const reason = () => new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    this.setTimeout(() => controller.abort(reason()), delay);
    return controller.signal;
  };

  /** The six global timer functions. */
  readonly functions = {
    setTimeout: this.setTimeout,
    setInterval: this.setInterval,
    setImmediate: this.setImmediate,
    clearTimeout: this.clearTimeout,
    clearInterval: this.clearTimeout,
    clearImmediate: this.clearImmediate,
  };

  private schedule(delay: number | undefined, run: (id: number) => void): TimeoutHandle {
    this.lastId += 1;
    const id = this.lastId;
    const entry: Pending = { run: () => run(id), due: this.due(delay), timer: undefined };
    this.pending.set(id, entry);
    if (this.running) this.arm(entry);
    return new TimeoutHandle(id, this, delay);
  }

  /** Restarts a pending timer with its whole delay. */
  restart(id: number, delay: number | undefined): void {
    const entry = this.pending.get(id);
    if (entry === undefined) return;
    entry.timer?.cancel();
    entry.due = this.due(delay);
    if (this.running) this.arm(entry);
  }

  private arm(entry: Pending): void {
    entry.timer = this.clock.at(entry.due, entry.run);
  }

  /** Time at which a timer with this delay is due. Node.js treats values below 1 ms, and values that are no numbers, as 1 ms. */
  private due(delay: number | undefined): number {
    return this.clock.now() + Math.max(1, Math.trunc(Number(delay)) || 1);
  }

  private guard(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.onError(error);
    }
  }
}
