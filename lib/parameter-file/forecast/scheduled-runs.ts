import type { Period } from '../../personalize/billing-month';
import { nextRun } from '../../schedule-expression/next-run';
import { parseScheduleExpression } from '../../schedule-expression/parse';
import type { DesiredTask } from '../tasks';

type Scheduled = Pick<DesiredTask, 'expression' | 'timezone'>;

/**
 * Times at which a task is due in a period, ascending, in milliseconds since 1970. A rate is first due one of its
 * periods after the beginning.
 * @param timeZone IANA name of the zone of tasks that name none
 */
export function scheduledRuns({ expression, timezone }: Scheduled, { from, to }: Period, timeZone: string): number[] {
  const parsed = parseScheduleExpression(expression);
  const options = {
    timeZone: timezone ?? timeZone,
    ...(parsed.kind === 'rate' && { start: from + parsed.milliseconds }),
  };
  const next = (after: number) => nextRun(parsed, after, options);
  const times: number[] = [];
  for (let time = next(from - 1); time !== undefined && time < to; time = next(time)) times.push(time);
  return times;
}

const HOUR = 3_600_000;
/** Time before the period in which the last start or stop is searched, in milliseconds. */
const LOOKBACK = 31 * 24 * HOUR;

/**
 * Hours in which a recommender is not stopped by its tasks.
 * @param isNew true if it is created at the beginning of the period, and serves until its first stop
 */
export function servingHours(tasks: readonly DesiredTask[], period: Period, timeZone: string, isNew: boolean): number {
  const from = isNew ? period.from : period.from - LOOKBACK;
  const switches = tasks.flatMap((task) =>
    scheduledRuns(task, { from, to: period.to }, timeZone).map((time) => ({
      time,
      serves: task.input.operation === 'START',
    })),
  );
  switches.sort((one, other) => one.time - other.time);
  let [since, serves, hours] = [from, true, 0];
  for (const each of [...switches, { time: period.to, serves }]) {
    if (serves) hours += Math.max(0, each.time - Math.max(since, period.from)) / HOUR;
    [since, serves] = [each.time, each.serves];
  }
  return hours;
}
