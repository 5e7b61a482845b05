import type { Task } from '../../../lib/record-table/task';
import { nextRun } from '../../../lib/schedule-expression/next-run';
import { parseScheduleExpression } from '../../../lib/schedule-expression/parse';
import { minute } from '../../../lib/text/format';

/**
 * The next run of each active task, the earliest first. A rate counts from the start date of its schedule, which is not read here, so its
 * expression is shown instead of a time.
 * @param timeZone time zone of tasks that name none
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
