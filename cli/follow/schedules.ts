import type { DesiredState } from '../../lib/parameter-file/desired-state';
import type { PlannedChange } from '../../lib/reconciler/plan/plan';
import { planSchedules, type ScheduledTasks } from '../../lib/reconciler/plan/plan-schedules';
import type { Output } from '../output';

/**
 * Prints how many of a plan's schedule changes have been made, and how many changes of schedules are still to be made.
 * The schedules are planned again for this, because the run's results list only resources.
 * @param planned all changes of the plan
 */
export async function printSchedules(
  planned: readonly PlannedChange[],
  state: DesiredState,
  clients: ScheduledTasks,
  output: Output,
): Promise<void> {
  const changes = planned.filter(isScheduleChange);
  if (changes.length === 0) return;
  const left = (await planSchedules(state, clients)).filter(isScheduleChange).map(({ name }) => name);
  const done = changes.filter(({ name }) => !left.includes(name));
  const counts = (['create', 'update', 'delete'] as const)
    .map((action) => [done.filter((change) => change.action === action).length, `${action}d`] as const)
    .flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`]));
  const later = left.length === 0 ? [] : [`${left.length} not set yet`];
  output.line(`${state.datasetGroup.name}: schedules: ${[...counts, ...later].join(', ')}.`);
}

function isScheduleChange({ type, action }: PlannedChange): boolean {
  return type === 'schedule' && action !== 'unchanged';
}
