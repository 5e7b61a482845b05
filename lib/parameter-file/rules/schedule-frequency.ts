import type { ScheduleExpression } from '../../schedule-expression/expression';

/**
 * Minimum duration of a schedule's work in minutes, by the schedule's key in the parameter file. Source: measurements with small data,
 * 2026-11.
 */
const MIN_MINUTES: Readonly<Record<string, number>> = {
  import: 2,
  full: 16,
  update: 16,
  // The key of a batch job's schedule.
  schedule: 7,
  start: 5,
  stop: 5,
};

const HOUR = 60;

/**
 * Message about a schedule whose work takes longer than its interval; undefined for any other schedule.
 * @param key key of the schedule in the parameter file
 */
export function describeTooOften(key: string, expression: ScheduleExpression): string | undefined {
  const least = MIN_MINUTES[key];
  const between = minutesBetweenRuns(expression);
  if (least === undefined || between >= least) return undefined;
  const interval = between === 1 ? 'minute' : `${between} minutes`;
  return `It runs as often as every ${interval}, but its work takes at least ${least} minutes. AWS Step Functions and AWS Lambda bill all runs, also those that are skipped because the previous one is in progress.`;
}

/** Minimum number of minutes between two runs; infinite for an `at` expression, which runs once. A `cron` expression is treated as if it ran every day. */
function minutesBetweenRuns(expression: ScheduleExpression): number {
  if (expression.kind === 'at') return Number.POSITIVE_INFINITY;
  if (expression.kind === 'rate') return expression.milliseconds / 60_000;
  const { minutes, hours } = expression;
  const [first = 0] = minutes;
  const isHourly = hours.some((hour) => hours.includes((hour + 1) % 24));
  const next = [...minutes.slice(1), isHourly ? first + HOUR : Number.POSITIVE_INFINITY];
  const between = minutes.map((minute, index) => (next[index] ?? 0) - minute);
  return Math.min(...between);
}
