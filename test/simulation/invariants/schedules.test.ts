import { schedulesEqualTheFile } from '../../../simulation/invariants/schedules';
import type { World } from '../../../simulation/simulate/world';

const NOW = Date.parse('2026-01-12T00:00:00Z');
const TASK = 'task#personalize-dataset-import-simulated-0';

/** ISO time, hours before {@link NOW}. */
const hoursAgo = (hours: number) => new Date(NOW - hours * 3_600_000).toISOString();

/** Violations that a task in the record table causes. By default, the task is marked as removed. */
async function violations(task: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const attributes = Object.entries({ item: TASK, state: 'REMOVED', ...task }).map(([name, S]) => [name, { S }]);
  const answers: Readonly<Record<string, object>> = {
    ListSchedules: { Schedules: [] },
    Scan: { Items: [Object.fromEntries(attributes)] },
  };
  const world = {
    restedAt: Date.parse(hoursAgo(2)),
    teams: [{ name: 'simulated-0', group: {}, edition: { schedules: 'absent', solutions: 0 } }],
    local: {
      names: { recordTable: 'record', scheduleGroup: 'schedules' },
      clock: { now: () => NOW },
      aws: { call: async (_: string, operation: string) => answers[operation] },
    },
  } as unknown as World;
  const broken: string[] = [];
  await schedulesEqualTheFile.check?.(world, (what) => broken.push(what));
  return broken;
}

describe('the invariant that the schedules match the file', () => {
  it.each([
    [
      'has a run that has been in progress since before the last night',
      { running: 'arn:run', runningSince: hoursAgo(29) },
    ],
    ['had a run that ended after the last upload began', { lastFinishedAt: hoursAgo(1) }],
  ])('allows a task that has left the file and %s', async (_, task) => {
    expect(await violations(task)).toEqual([]);
  });

  it.each([
    ['has no run', {}],
    ['has a run that began two days ago', { running: 'arn:run', runningSince: hoursAgo(48) }],
    ['had a run that ended before the last upload', { lastFinishedAt: hoursAgo(3) }],
    ['is not marked as removed', { state: 'ENABLED', lastFinishedAt: hoursAgo(1) }],
  ])('is violated by a task that has left the file and %s', async (_, task) => {
    expect(await violations(task)).toEqual([`${TASK} is not in the file`]);
  });
});
