import type { Task } from '../../../lib/record-table/task';
import { nextRun } from '../../../lib/schedule-expression/next-run';
import { parseScheduleExpression } from '../../../lib/schedule-expression/parse';
import { minute } from '../../../lib/text/format';

/**
 * A line about the next run of each active task that has a next run, the earliest run first. For a rate, the line shows the expression
 * instead of a time: the times of its runs depend on the start date of the schedule, which is not read here.
 * @param timeZone IANA time zone for tasks that set no time zone
 */
export function nextLines(tasks: readonly Task[], now: Date, timeZone: string): readonly string[] {
  const dated: (readonly [time: number, line: string])[] = [];
  for (const { name, state, expression, timezone } of tasks) {
    if (state !== 'ENABLED') continue;
    const parsed = parseScheduleExpression(expression);
    const next = nextRun(parsed, now.getTime(), { timeZone: timezone ?? timeZone });
    if (next === undefined) continue;
    dated.push([next, `- ${parsed.kind === 'rate' ? expression : minute(next)}: ${name}`]);
  }
  return dated.sort(([one], [other]) => one - other).map(([, line]) => line);
}
