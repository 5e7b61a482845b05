import type { Task } from '../record-table/task';
import { nextRun } from '../schedule-expression/next-run';
import { parseScheduleExpression } from '../schedule-expression/parse';

export interface OverdueRule {
  /** Number of missed runs that make a task overdue, at least 1. */
  readonly intervals: number;
  /** IANA name of the time zone for tasks that name no time zone. */
  readonly timezone: string;
}

const MINUTE = 60_000;

/**
 * True if an enabled task is not running and has missed at least `intervals` scheduled runs. Missed runs are counted from
 * the end of the task's last run, because a run that is due before that end is skipped. If the schedule was changed later
 * (`since`), missed runs are counted from this change. The last of these runs counts as missed only after its flexible
 * time window.
 */
export function isOverdue(task: Task, since: Date, now: Date, { intervals, timezone }: OverdueRule): boolean {
  if (task.state !== 'ENABLED' || task.running !== undefined) return false;
  const expression = parseScheduleExpression(task.expression);
  const lastEnd = task.lastFinishedAt === undefined ? 0 : Date.parse(task.lastFinishedAt);
  let due: number | undefined = Math.max(lastEnd, since.getTime());
  for (let missed = 0; missed < intervals && due !== undefined; missed += 1) {
    due = nextRun(expression, due, { timeZone: task.timezone ?? timezone });
  }
  return due !== undefined && due + (task.flexibleTimeWindowMinutes ?? 0) * MINUTE < now.getTime();
}
