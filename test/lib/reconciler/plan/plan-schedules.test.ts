import type { DesiredState } from '../../../../lib/parameter-file/desired-state';
import { planSchedules, type ScheduledTasks } from '../../../../lib/reconciler/plan/plan-schedules';

const REMOVED = { datasetGroup: 'shop', name: 'solution-maintenance-full-top', state: 'REMOVED' };
const STATE = { datasetGroup: { name: 'shop' }, tasks: [] } as unknown as DesiredState;

/** @param own true if the schedule belongs to the dataset group, false if another group has a schedule of that name now */
function account(own: boolean): ScheduledTasks {
  const schedule = { Name: REMOVED.name };
  return {
    tasks: { tasksOf: async () => [REMOVED] },
    schedules: { find: async () => schedule, findOwn: async () => (own ? schedule : undefined) },
  } as unknown as ScheduledTasks;
}

describe('the plan of schedules', () => {
  it('deletes the schedule of a task that has left the file', async () => {
    expect(await planSchedules(STATE, account(true))).toMatchObject([{ name: REMOVED.name, action: 'delete' }]);
  });

  it('does not delete a schedule that belongs to another dataset group by now', async () => {
    expect(await planSchedules(STATE, account(false))).toEqual([]);
  });
});
