import { schedulesEqualTheFile } from '../../../simulation/invariants/schedules';
import type { World } from '../../../simulation/simulate/world';

const NOW = Date.parse('2026-01-12T00:00:00Z');
const TASK = 'task#personalize-dataset-import-simulated-0';

/**
 * Violations that a removed task in the record table causes.
 * @param hours hours since the task's run began; undefined if the task has no run
 */
async function violations(hours: number | undefined): Promise<readonly string[]> {
  const since = new Date(NOW - (hours ?? 0) * 3_600_000).toISOString();
  const run = hours === undefined ? {} : { running: { S: 'arn:run' }, runningSince: { S: since } };
  const answers: Readonly<Record<string, object>> = {
    ListSchedules: { Schedules: [] },
    Scan: { Items: [{ item: { S: TASK }, state: { S: 'REMOVED' }, ...run }] },
  };
  const world = {
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

describe('the invariant on schedules', () => {
  it('allows a task that has left the file, until the night after its run began', async () => {
    expect(await violations(29)).toEqual([]);
  });

  it.each([
    ['has no run', undefined],
    ['began its run days ago', 48],
  ])('is violated by a task that has left the file and %s', async (_, hours) => {
    expect(await violations(hours)).toEqual([`${TASK} is not in the file`]);
  });
});
