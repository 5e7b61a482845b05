import { hoursIn, type Period } from '../../personalize/billing-month';
import { nextRun } from '../../schedule-expression/next-run';
import { parseScheduleExpression } from '../../schedule-expression/parse';
import type { DesiredTask } from '../tasks';

/** Facts that are needed to compute when tasks are due, and that the tasks do not have. */
export interface ScheduleFacts {
  /** IANA name of the time zone for tasks that name no time zone. */
  readonly timeZone: string;
  /**
   * Next run of each task with a `rate` expression, by the task's name, in milliseconds since 1970. Default: one interval after the
   * beginning of the searched period.
   */
  readonly nextRuns?: ReadonlyMap<string, number>;
}

type Scheduled = Pick<DesiredTask, 'name' | 'expression' | 'timezone'>;

/** Times at which a task is due in a period, ascending, in milliseconds since 1970. */
export function scheduledRuns(
  { name, expression, timezone }: Scheduled,
  { from, to }: Period,
  { timeZone, nextRuns }: ScheduleFacts,
): number[] {
  const parsed = parseScheduleExpression(expression);
  const options = {
    timeZone: timezone ?? timeZone,
    ...(parsed.kind === 'rate' && { start: firstAfter(from, parsed.milliseconds, nextRuns?.get(name)) }),
  };
  const next = (after: number) => nextRun(parsed, after, options);
  const times: number[] = [];
  for (let time = next(from - 1); time !== undefined && time < to; time = next(time)) times.push(time);
  return times;
}

/** First run of a `rate` expression after `instant`. `run` is the time of any run of the expression, before or after `instant`. */
function firstAfter(instant: number, interval: number, run = instant + interval): number {
  return run - Math.floor((run - instant - 1) / interval) * interval;
}

const HOUR = 3_600_000;
/** Number of milliseconds to search backwards from the beginning of a period for the last start or stop of a recommender. */
const LOOKBACK = 31 * 24 * HOUR;

/** A start or stop of a recommender. */
export interface Switch {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** True for a start. */
  readonly serves: boolean;
}

/**
 * Hours of a period in which a recommender serves, according to the tasks that start and stop the recommender. If no start
 * or stop is found before the period, the recommender serves at the beginning of the period.
 * @param isNew true if the recommender is created at the beginning of the period, and serves until its first stop
 */
export function servingHours(
  tasks: readonly DesiredTask[],
  period: Period,
  facts: ScheduleFacts,
  isNew: boolean,
): number {
  const from = isNew ? period.from : period.from - LOOKBACK;
  const switches = tasks.flatMap((task) =>
    scheduledRuns(task, { from, to: period.to }, facts).map((time) => ({
      time,
      serves: task.input.operation === 'START',
    })),
  );
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
