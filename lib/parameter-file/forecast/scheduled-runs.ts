import { hoursIn, type Period } from '../../personalize/billing-month';
import { nextRun } from '../../schedule-expression/next-run';
import { parseScheduleExpression } from '../../schedule-expression/parse';
import type { DesiredTask } from '../tasks';

/** What is known of schedules besides their tasks. */
export interface ScheduleFacts {
  /** IANA time zone of tasks that name none. */
  readonly timeZone: string;
  /**
   * Next run of tasks with a rate, by the task's name, in milliseconds since 1970. Default: one interval after the beginning of the period.
   */
  readonly nextRuns?: ReadonlyMap<string, number>;
}

type Scheduled = Pick<DesiredTask, 'name' | 'expression' | 'timezone'>;

/** Times at which a task is due in a period, ascending, in milliseconds since 1970. */
export function scheduledRuns(task: Scheduled, { from, to }: Period, facts: ScheduleFacts): number[] {
  const next = nextRunOf(task, from, facts);
  const times: number[] = [];
  for (let time = next(from - 1); time !== undefined && time < to; time = next(time)) times.push(time);
  return times;
}

/** Last time in a period at which a task is due, as a list; empty if there is none. Does not visit the times before it. */
function lastRun(task: Scheduled, { from, to }: Period, facts: ScheduleFacts): readonly number[] {
  const next = nextRunOf(task, from, facts);
  let [last, end] = [next(from - 1) ?? to, to];
  if (last >= to) return [];
  // The time is at least `last`, and before `end`.
  while (end - last > 1) {
    const middle = Math.floor((last + end) / 2);
    const time = next(middle - 1) ?? to;
    if (time < to) last = time;
    else end = middle;
  }
  return [last];
}

/** Function that finds the first run of a task after an instant, which must not be before `from`. */
function nextRunOf(
  { name, expression, timezone }: Scheduled,
  from: number,
  { timeZone, nextRuns }: ScheduleFacts,
): (after: number) => number | undefined {
  const parsed = parseScheduleExpression(expression);
  const options = {
    timeZone: timezone ?? timeZone,
    ...(parsed.kind === 'rate' && { start: firstAfter(from, parsed.milliseconds, nextRuns?.get(name)) }),
  };
  return (after) => nextRun(parsed, after, options);
}

/** First run of a rate after an instant, given any other of its runs. */
function firstAfter(instant: number, interval: number, run = instant + interval): number {
  return run - Math.floor((run - instant - 1) / interval) * interval;
}

const HOUR = 3_600_000;
/** How far before the period the last start or stop may be, in milliseconds. Schedules of a season run once a year. */
const LOOKBACK = 366 * 24 * HOUR;

/** A start or stop of a recommender. */
export interface Switch {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** True for a start. */
  readonly serves: boolean;
}

/**
 * Hours of a period in which no task has stopped the recommender.
 * @param earlier tasks that were in force before the period; none for a recommender that is created at its beginning
 */
export function servingHours(
  tasks: readonly DesiredTask[],
  period: Period,
  facts: ScheduleFacts,
  earlier: readonly DesiredTask[],
): number {
  const before = { from: period.from - LOOKBACK, to: period.from };
  const switchOf = (task: DesiredTask) => (time: number) => ({ time, serves: task.input.operation === 'START' });
  const switches = [
    ...earlier.flatMap((task) => lastRun(task, before, facts).map(switchOf(task))),
    ...tasks.flatMap((task) => scheduledRuns(task, period, facts).map(switchOf(task))),
  ];
  return hoursServed(switches, period, true);
}

/**
 * Hours of a period in which a recommender serves.
 * @param initially true if the recommender serves before the first switch
 */
export function hoursServed(switches: readonly Switch[], period: Period, initially: boolean): number {
  let [since, serves, hours] = [period.from, initially, 0];
  const sorted = switches.filter(({ time }) => time < period.to).sort((one, other) => one.time - other.time);
  for (const each of [...sorted, { time: period.to, serves }]) {
    if (serves) hours += hoursIn(period, since, each.time);
    [since, serves] = [each.time, each.serves];
  }
  return hours;
}
