import type { DesiredTask } from '../parameter-file/tasks';
import type { ScheduleGroup } from './schedule-group';
import { startDate } from './schedule-settings';

/**
 * Next run of each task with a `rate` expression, by the task's name, in milliseconds since 1970. Assumes that an
 * upload sets the schedules at `now`.
 */
export async function nextRateRuns(
  tasks: readonly DesiredTask[],
  schedules: Pick<ScheduleGroup, 'find'>,
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const runs = new Map<string, number>();
  for (const task of tasks.filter(({ expression }) => expression.startsWith('rate('))) {
    const start = startDate(task, now, await schedules.find(task.name));
    if (start !== undefined) runs.set(task.name, start.getTime());
  }
  return runs;
}
