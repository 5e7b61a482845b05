/**
 * Virtual time. Nothing in the local AWS reads the machine's clock: waits, retries, schedules and statuses are timers
 * of this one clock, which moves only when it is told to and only when everything that has started has come to rest.
 */

/** A thing that will happen at a moment of virtual time, unless it is cancelled first. */
export interface Timer {
  /** Epoch milliseconds. */
  readonly due: number;
  cancel(): void;
}

export interface TimerOptions {
  /**
   * True for what goes on for ever by itself (a schedule's next fire, a TTL sweep): it fires when time passes over it,
   * but does not count as work that "until idle" waits for. Default: false.
   */
  readonly background?: boolean;
}

interface Entry extends Timer {
  readonly sequence: number;
  readonly background: boolean;
  readonly run: () => void;
}

/**
 * Turns of the event loop without a new timer or a finished request after which everything has come to rest. In-process
 * work needs one (streams use a second); the rest is margin.
 */
const QUIET_TURNS = 4;

export class Clock {
  private time: number;
  private readonly timers: Entry[] = [];
  private sequence = 0;
  private inFlight = 0;
  /** Grows with whatever happens, so that a quiet stretch can be told from a busy one. */
  private activity = 0;
  private failure: unknown;
  /** Moves of time wait for each other: two at once would run timers in the middle of each other's. */
  private lastMove: Promise<unknown> = Promise.resolve();

  /** @param start epoch milliseconds at which virtual time begins */
  constructor(start: number) {
    this.time = start;
  }

  /** Virtual now, epoch milliseconds. */
  now(): number {
    return this.time;
  }

  /** Runs `run` when virtual time reaches `due` (epoch ms; the past means as soon as time is asked to move). */
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

  /** Resolves after `milliseconds` of virtual time; rejects with the signal's reason if it is aborted first. */
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

  /** Marks work as started that time must wait for. Not for work that itself sleeps on this clock: that would hang. */
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

  /** An error that nobody awaits (a bug in the local AWS): the next advance throws it instead of losing it. */
  fail(error: unknown): void {
    this.failure ??= error ?? new Error('unknown failure in the local AWS');
  }

  /** Resolves when nothing is in flight: only timers can make anything happen now. */
  async settle(): Promise<void> {
    let seen = -1;
    let quiet = 0;
    while (quiet < QUIET_TURNS) {
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

  /** Moves to `time` (epoch ms), running every timer due on the way, each at its own moment. */
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
   * Moves on until no timer is left but background ones, or until `limit` (epoch ms).
   * @returns true if everything came to rest, false if the limit was reached first
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

  /** Keeps the list ordered by due time, then by the order in which timers were set. */
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
