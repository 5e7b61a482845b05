import { daysOfMonth } from './cron-days';
import type { CronExpression, ScheduleExpression, WallTime } from './expression';
import { asUtc, instantOf, instantOfOrAfter, wallTimeAt } from './time-zone';

export interface NextRunOptions {
  /** IANA name of the zone in which `cron` and `at` are read. Default: UTC. */
  readonly timeZone?: string;
  /**
   * Earliest time of a run, in milliseconds since 1970. A `rate` first runs at this time, and counts its intervals from this
   * time. Default: no limit, and a `rate` counts from `after`. `at` ignores `start` and `end`, as in EventBridge Scheduler.
   */
  readonly start?: number;
  /** Latest time of a run, in milliseconds since 1970. Default: no limit. */
  readonly end?: number;
}

/**
 * Time of the first run after `after` in EventBridge Scheduler, in milliseconds since 1970; undefined if there is none. When
 * clocks change, `cron` skips a local time that does not exist. If a local time occurs twice, `cron` runs only at the first
 * occurrence. It is unconfirmed which occurrence AWS uses: `scheduler-clock-changes` in docs/local-aws.md.
 */
export function nextRun(
  expression: ScheduleExpression,
  after: number,
  { timeZone = 'UTC', start, end = Number.POSITIVE_INFINITY }: NextRunOptions = {},
): number | undefined {
  switch (expression.kind) {
    case 'at': {
      // It is unconfirmed when AWS runs an `at` whose local time is skipped in spring: `scheduler-clock-changes` in
      // docs/local-aws.md.
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
  // Skips local times before the current one. When clocks go back, some of them occur again, but `cron` runs only at their
  // first occurrence.
  const now = wallTimeAt(after, timeZone);
  for (const wallTime of wallTimesFrom(cron, now)) {
    const instant = instantOf(wallTime, timeZone);
    if (instant !== undefined && instant > after) return instant;
  }
  return undefined;
}

/** The last local time that a cron expression selects, past or future; undefined if its months never have the selected day. */
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

/** Local times that a cron expression selects, at or after `from`, ascending. */
function* wallTimesFrom({ years, months, days, hours, minutes }: CronExpression, from: WallTime): Generator<WallTime> {
  const earliest = asUtc(from);
  for (const year of years.filter((each) => each >= from.year)) {
    for (const month of months) {
      // Skips months that are over. `Date.UTC` counts months from 0, so it gives the beginning of the next month here.
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
