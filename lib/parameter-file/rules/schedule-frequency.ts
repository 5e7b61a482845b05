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
const DAYS = 30;

/**
 * Message about a schedule whose work takes longer than its interval; undefined for any other schedule.
 * @param key key of the schedule in the parameter file
 */
export function describeTooOften(key: string, expression: ScheduleExpression): string | undefined {
  const least = MIN_MINUTES[key];
  const often = frequencyOf(expression);
  if (least === undefined || often === undefined || often.minutes >= least) return undefined;
  const interval = often.minutes === 1 ? 'minute' : `${often.minutes} minutes`;
  return `It runs as often as every ${interval}, up to ${often.runs} times in ${DAYS} days, but its work takes at least ${least} minutes. AWS Step Functions and AWS Lambda bill all runs, also those that are skipped because the previous one is in progress.`;
}

/**
 * Minimum number of minutes between two runs, and maximum number of runs in 30 days; undefined for an `at` expression, which runs
 * once. A `cron` expression is treated as if it ran every day.
 */
function frequencyOf(expression: ScheduleExpression): { readonly minutes: number; readonly runs: number } | undefined {
  if (expression.kind === 'at') return undefined;
  if (expression.kind === 'rate') {
    const minutes = expression.milliseconds / 60_000;
    return { minutes, runs: Math.floor((DAYS * 24 * HOUR) / minutes) };
  }
  const { minutes, hours } = expression;
  const [first = 0] = minutes;
  const isHourly = hours.some((hour) => hours.includes((hour + 1) % 24));
  const next = [...minutes.slice(1), isHourly ? first + HOUR : Number.POSITIVE_INFINITY];
  const between = minutes.map((minute, index) => (next[index] ?? 0) - minute);
  return { minutes: Math.min(...between), runs: minutes.length * hours.length * DAYS };
}
