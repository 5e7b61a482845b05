import type { DesiredState } from '../../parameter-file/desired-state';
import { scheduleSettings } from '../../records/schedule-settings';
import type { Task } from '../../records/task-record';
import { tasksAfter } from '../../records/tasks-after';
import { type Difference, differences } from '../../resources/differences';
import type { DeployedAws } from '../aws';
import type { PlannedChange } from './plan';

/** What an upload would do to the schedules of the dataset group. */
export async function planSchedules(
  state: DesiredState,
  aws: DeployedAws,
): Promise<readonly PlannedChange[]> {
  const group = state.datasetGroup.name;
  const changes: PlannedChange[] = [];
  for (const task of tasksAfter(group, await aws.tasks.tasksOf(group), state.tasks)) {
    const change = await planSchedule(task, aws);
    if (change !== undefined) changes.push(change);
  }
  return changes;
}

async function planSchedule(task: Task, aws: DeployedAws): Promise<PlannedChange | undefined> {
  const { name } = task;
  const change = { type: 'schedule', name, label: `schedule '${name}'` } as const;
  const actual = await aws.schedules.find(name);
  if (task.state === 'REMOVED') {
    return actual && { ...change, action: 'delete', note: 'its task is no longer in the file' };
  }
  if (actual === undefined) return { ...change, action: 'create', note: task.expression };
  if (await aws.schedules.isAsWished(task)) return { ...change, action: 'unchanged' };
  return { ...change, action: 'update', differences: shownDifferences(task, actual, aws) };
}

function shownDifferences(
  task: Task,
  actual: NonNullable<Awaited<ReturnType<DeployedAws['schedules']['find']>>>,
  { schedules }: DeployedAws,
): readonly Difference[] {
  return differences(scheduleSettings(task, schedules.target), { ...actual });
}
