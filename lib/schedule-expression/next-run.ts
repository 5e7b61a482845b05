import { daysOfMonth } from './cron-days';
import type { CronExpression, ScheduleExpression, WallTime } from './expression';
import { asUtc, instantOf, instantOfOrAfter, wallTimeAt } from './time-zone';

export interface NextRunOptions {
  /** IANA name of the zone in which `cron` and `at` are read. Default: UTC. */
  readonly timeZone?: string;
  /**
   * Milliseconds since 1970; no run before it. `rate` first runs at this time, and counts its intervals from there.
   * Default: no limit, and `rate` counts from `after`. `at` ignores start and end, as in EventBridge Scheduler.
   */
  readonly start?: number;
  /** Milliseconds since 1970; no run after it. Default: no limit. */
  readonly end?: number;
}

/**
 * The next run of EventBridge Scheduler after `after`, in milliseconds since 1970; undefined if there is none. When
 * clocks change, `cron` skips a local time that does not exist. If a local time occurs twice, `cron` runs only the
 * first time. Which of the two times AWS uses is unconfirmed: `scheduler-clock-changes` in docs/local-aws.md.
 */
export function nextRun(
  expression: ScheduleExpression,
  after: number,
  { timeZone = 'UTC', start, end = Number.POSITIVE_INFINITY }: NextRunOptions = {},
): number | undefined {
  switch (expression.kind) {
    case 'at': {
      // What AWS does for a local time that is skipped in spring is unconfirmed: `scheduler-clock-changes` in docs/local-aws.md.
      const instant = instantOfOrAfter(expression.wallTime, timeZone);
      return instant > after ? instant : undefined;
    }
    case 'rate':
      return within(end, nextInterval(expression.milliseconds, after, start ?? after));
    case 'cron':
      return within(end, nextCron(expression, Math.max(after, (start ?? after) - 1), timeZone));
  }
}

function within(end: number, instant: number | undefined): number | undefined {
  return instant !== undefined && instant <= end ? instant : undefined;
}

function nextInterval(milliseconds: number, after: number, start: number): number {
  const passed = Math.floor((after - start) / milliseconds) + 1;
  return start + Math.max(0, passed) * milliseconds;
}

function nextCron(cron: CronExpression, after: number, timeZone: string): number | undefined {
  // Local times before the current one are past. If clocks go back, they occur again, but only their first time counts.
  const now = wallTimeAt(after, timeZone);
  for (const wallTime of wallTimesFrom(cron, now)) {
    const instant = instantOf(wallTime, timeZone);
    if (instant !== undefined && instant > after) return instant;
  }
  return undefined;
}

/** The last local time of an expression, past or future; undefined if its months never have such a day. */
export function lastWallTime({ years, months, days, hours, minutes }: CronExpression): WallTime | undefined {
  for (const year of years.toReversed()) {
    for (const month of months.toReversed()) {
      const day = daysOfMonth(days, year, month).at(-1);
      if (day !== undefined)
        return { year, month, day, hour: hours.at(-1) ?? 0, minute: minutes.at(-1) ?? 0, second: 0 };
    }
  }
  return undefined;
}

/** The local times of the expression, from a given one on. */
function* wallTimesFrom({ years, months, days, hours, minutes }: CronExpression, from: WallTime): Generator<WallTime> {
  const earliest = asUtc(from);
  for (const year of years.filter((each) => each >= from.year)) {
    for (const month of months) {
      // Skips months that are over. `Date.UTC` counts months from 0, so `month` is the number of the next month there.
      if (Date.UTC(year, month) <= earliest) continue;
      for (const day of daysOfMonth(days, year, month)) {
        if (Date.UTC(year, month - 1, day + 1) <= earliest) continue;
        for (const hour of hours) {
          for (const minute of minutes) {
            const wallTime = { year, month, day, hour, minute, second: 0 };
            if (asUtc(wallTime) >= earliest) yield wallTime;
          }
        }
      }
    }
  }
}
