import { nextRun } from '../../../lib/schedule-expression/next-run';
import type { Clock, Timer } from '../../core/clock';
import type { Random } from '../../core/random';
import type { Schedule } from './schedule';

const MINUTE = 60_000;

export interface InvocationOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Delivers a run. The promise resolves when the run has reached its target or Scheduler has given up. */
  readonly deliver: (schedule: Schedule, scheduledTime: number) => Promise<void>;
  /** Callback for the end of a schedule: its last run has reached the target, or Scheduler has given up. */
  readonly completed: (schedule: Schedule) => void;
}

/**
 * Runs each schedule when virtual time reaches the schedule's next run, or at a random time in the flexible window after that. The timers are
 * background timers, so `advanceUntilIdle` does not wait for scheduled runs.
 */
export class Invocation {
  constructor(private readonly options: InvocationOptions) {}

  /** Starts a new or changed schedule. Runs that were due in the past are skipped, even if a flexible window still delays them. */
  start(schedule: Schedule): void {
    this.stop(schedule);
    // A new schedule with a rate runs at once if it has no start date.
    const now = this.options.clock.now();
    const isNew = schedule.createdAt === now;
    this.plan(schedule, isNew && schedule.definition.expression.kind === 'rate' ? now - 1 : now);
  }

  stop({ timers }: Schedule): void {
    for (const timer of timers) timer.cancel();
    timers.clear();
  }

  /** @returns true if the schedule has another run */
  private plan(schedule: Schedule, after: number): boolean {
    const { expression, timeZone, startDate, endDate, state } = schedule.definition;
    if (state === 'DISABLED') return false;
    const start = startDate ?? (expression.kind === 'rate' ? schedule.createdAt : undefined);
    const next = nextRun(expression, after, {
      timeZone,
      ...(start !== undefined && { start }),
      ...(endDate !== undefined && { end: endDate }),
    });
    if (next === undefined) return false;
    this.at(schedule, next, () => {
      const goesOn = this.plan(schedule, next);
      this.at(schedule, next + this.delayWithinWindow(schedule), () => this.invoke(schedule, next, goesOn));
    });
    return true;
  }

  private invoke(schedule: Schedule, scheduledTime: number, goesOn: boolean): void {
    const { clock, deliver, completed } = this.options;
    deliver(schedule, scheduledTime).then(
      () => {
        if (!goesOn) completed(schedule);
      },
      (error: unknown) => clock.fail(error),
    );
  }

  private delayWithinWindow({ definition }: Schedule): number {
    const { Mode: mode, MaximumWindowInMinutes: minutes = 0 } = definition.flexibleTimeWindow;
    return mode === 'OFF' ? 0 : this.options.random.integer(0, minutes * MINUTE);
  }

  private at(schedule: Schedule, time: number, run: () => void): void {
    const timer: Timer = this.options.clock.at(
      time,
      () => {
        schedule.timers.delete(timer);
        run();
      },
      { background: true },
    );
    schedule.timers.add(timer);
  }
}
