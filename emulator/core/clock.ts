/**
 * Virtual time. Nothing in the local AWS reads the machine's clock. Virtual time advances only on request, and only when nothing is
 * running.
 */

/** An action at a moment of virtual time. */
export interface Timer {
  /** Epoch milliseconds. */
  readonly due: number;
  cancel(): void;
}

export interface TimerOptions {
  /** True for a timer that `advanceUntilIdle` does not wait for, such as a TTL sweep, which recurs forever. Default: false. */
  readonly background?: boolean;
}

interface Entry extends Timer {
  readonly sequence: number;
  readonly background: boolean;
  readonly run: () => void;
}

/**
 * Number of event loop iterations without activity after which the clock assumes that nothing is running. In-process
 * work needs one iteration, and streams need two. The rest is margin.
 */
const QUIET_ITERATIONS = 4;

export class Clock {
  private time: number;
  private readonly timers: Entry[] = [];
  private sequence = 0;
  private inFlight = 0;
  /** Count of changes: new timers, timers that ran, started work and finished work. */
  private activity = 0;
  private failure: unknown;
  /** The latest advance of time. Advances run one after another. */
  private lastMove: Promise<unknown> = Promise.resolve();

  /** @param start epoch milliseconds at which virtual time begins */
  constructor(start: number) {
    this.time = start;
  }

  /** Virtual time, epoch milliseconds. */
  now(): number {
    return this.time;
  }

  /** Calls `run` when an advance reaches `due` (epoch ms). If `due` is in the past, the clock uses the current virtual time instead. */
  at(due: number, run: () => void, options: TimerOptions = {}): Timer {
    this.activity += 1;
    this.sequence += 1;
    const entry: Entry = {
      due: Math.max(due, this.time),
      sequence: this.sequence,
      background: options.background ?? false,
      run,
      cancel: () => this.remove(entry),
    };
    this.insert(entry);
    return entry;
  }

  /** Resolves after `milliseconds` of virtual time; rejects with the signal's reason if the signal is aborted first. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason);
        return;
      }
      const abort = () => {
        timer.cancel();
        reject(signal?.reason);
      };
      const timer = this.at(this.time + milliseconds, () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      });
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  /**
   * Tracks work: virtual time does not advance before the work has ended. Work that sleeps on this clock must not be
   * tracked, because time would wait for it forever.
   */
  async track<T>(work: () => Promise<T>): Promise<T> {
    this.inFlight += 1;
    this.activity += 1;
    try {
      return await work();
    } finally {
      this.inFlight -= 1;
      this.activity += 1;
    }
  }

  /**
   * Reports an error of work that no code awaits. The current or next `settle` or advance throws the error. If several errors are reported
   * before that, it throws only the first.
   */
  fail(error: unknown): void {
    this.failure ??= error ?? new Error('unknown failure in the local AWS');
  }

  /** Resolves when nothing is running. Then only a timer or a new request can start work. */
  async settle(): Promise<void> {
    let seen = -1;
    let quiet = 0;
    while (quiet < QUIET_ITERATIONS) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      quiet = this.inFlight === 0 && this.activity === seen ? quiet + 1 : 0;
      seen = this.activity;
    }
    if (this.failure !== undefined) {
      const failure = this.failure;
      this.failure = undefined;
      throw failure;
    }
  }

  /** Advances to `time` (epoch ms). Every timer that is due by then runs at its due time. */
  advanceTo(time: number): Promise<void> {
    return this.move(async () => {
      await this.settle();
      while (this.nextDue() <= time) {
        await this.step();
      }
      this.time = Math.max(this.time, time);
    });
  }

  /**
   * Advances until only background timers are left, or until `limit` (epoch ms).
   * @returns false if the limit was reached first
   */
  advanceUntilIdle(limit = Number.POSITIVE_INFINITY): Promise<boolean> {
    return this.move(async () => {
      await this.settle();
      while (this.timers.some((timer) => !timer.background)) {
        if (this.nextDue() > limit) {
          this.time = Math.max(this.time, limit);
          return false;
        }
        await this.step();
      }
      return true;
    });
  }

  private move<T>(work: () => Promise<T>): Promise<T> {
    const done = this.lastMove.then(work);
    this.lastMove = done.catch(() => undefined);
    return done;
  }

  private nextDue(): number {
    return this.timers[0]?.due ?? Number.POSITIVE_INFINITY;
  }

  private async step(): Promise<void> {
    const timer = this.timers.shift();
    if (timer === undefined) return;
    this.time = Math.max(this.time, timer.due);
    this.activity += 1;
    timer.run();
    await this.settle();
  }

  /** Inserts a timer in the order of due times, after timers with the same due time. */
  private insert(entry: Entry): void {
    let low = 0;
    let high = this.timers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.timers[middle];
      if (other !== undefined && other.due <= entry.due) low = middle + 1;
      else high = middle;
    }
    this.timers.splice(low, 0, entry);
  }

  private remove(entry: Entry): void {
    const index = this.timers.indexOf(entry);
    if (index >= 0) this.timers.splice(index, 1);
  }
}
