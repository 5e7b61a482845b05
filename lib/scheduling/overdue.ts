import type { Task } from '../record-table/task';
import { nextRun } from '../schedule-expression/next-run';
import { parseScheduleExpression } from '../schedule-expression/parse';

export interface OverdueRule {
  /** Number of missed runs from which on a task is overdue, at least 1. */
  readonly intervals: number;
  /** IANA name of the zone for schedules that name none. */
  readonly timezone: string;
}

const MINUTE = 60_000;

/**
 * True if the task is not running and has missed `intervals` scheduled runs since the later of two times: when its last finished run began,
 * and when its schedule last changed (`since`).
 */
export function isOverdue(task: Task, since: Date, now: Date, { intervals, timezone }: OverdueRule): boolean {
  if (task.state !== 'ENABLED' || task.running !== undefined) return false;
  const expression = parseScheduleExpression(task.expression);
  const lastStart = task.lastStartedAt === undefined ? 0 : Date.parse(task.lastStartedAt);
  const start = Math.max(lastStart, since.getTime());
  let due: number | undefined = start;
  for (let missed = 0; missed < intervals && due !== undefined; missed += 1) {
    due = nextRun(expression, due, { timeZone: task.timezone ?? timezone });
  }
  return due !== undefined && due + (task.flexibleTimeWindowMinutes ?? 0) * MINUTE < now.getTime();
}
