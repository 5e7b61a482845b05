import type { DesiredState } from '../../parameter-file/desired-state';
import { type Task, tasksAfter } from '../../record-table/task';
import type { Tasks } from '../../record-table/tasks';
import type { ScheduleGroup } from '../../scheduling/schedule-group';
import { scheduleSettings } from '../../scheduling/schedule-settings';
import { differences } from '../resource-types/differences';
import type { PlannedChange } from './plan';

export interface ScheduledTasks {
  readonly tasks: Tasks;
  readonly schedules: ScheduleGroup;
}

export async function planSchedules(state: DesiredState, aws: ScheduledTasks): Promise<readonly PlannedChange[]> {
  const group = state.datasetGroup.name;
  const changes: PlannedChange[] = [];
  for (const task of tasksAfter(group, await aws.tasks.tasksOf(group), state.tasks)) {
    const change = await planSchedule(task, aws);
    if (change !== undefined) changes.push(change);
  }
  return changes;
}

async function planSchedule(task: Task, aws: ScheduledTasks): Promise<PlannedChange | undefined> {
  const { name } = task;
  const change = { type: 'schedule', name, label: `schedule '${name}'` } as const;
  if (task.state === 'REMOVED') {
    const own = await aws.schedules.findOwn(task);
    return own && { ...change, action: 'delete', note: 'its task was removed from the file' };
  }
  const actual = await aws.schedules.find(name);
  const desired = scheduleSettings(task, aws.schedules.target);
  const timezone = desired.ScheduleExpressionTimezone;
  if (actual === undefined) return { ...change, action: 'create', note: `${task.expression}, ${timezone}` };
  if (await aws.schedules.isAsDesired(task)) return { ...change, action: 'unchanged' };
  return {
    ...change,
    action: 'update',
    note: `time zone ${timezone}`,
    differences: differences(desired, { ...actual }),
  };
}
