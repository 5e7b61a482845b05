import type { DesiredTask } from '../parameter-file/tasks';
import type { ScheduleGroup } from './schedule-group';
import { startDate } from './schedule-settings';

/** Next runs that tasks with a rate would have if an upload set their schedules now: milliseconds since 1970, by the task's name. */
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
