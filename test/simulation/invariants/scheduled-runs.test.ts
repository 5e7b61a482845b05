import { noScheduledRunIsLost } from '../../../simulation/invariants/scheduled-runs';
import type { World } from '../../../simulation/simulate/world';

const TIME = '2026-01-05T12:00:00Z';

/** Checks the invariant for a scheduled run from millisecond 10 to 11, skipped because of the execution `other`. */
async function check(other: string) {
  const broken: string[] = [];
  const run = (arn: string, startedAt: number, endedAt: number, scheduledTime: string) =>
    [
      arn,
      { arn, startedAt, endedAt, status: 'SUCCEEDED', ran: false, input: { task: 'import', scheduledTime } },
    ] as const;
  const item = {
    item: { S: `run#${TIME}#import` },
    status: { S: 'SKIPPED' },
    note: { S: `The previous run was still in progress: ${other}` },
  };
  const world = {
    executionLog: {
      runs: new Map([run('arn:own', 10, 11, TIME), run('arn:long', 0, 20, 'before'), run('arn:short', 0, 5, 'before')]),
    },
    pauses: { isUnsettled: () => true },
    local: {
      names: { recordTable: 'record' },
      aws: { call: async () => ({ Items: [item] }) },
      scheduler: { failedInvocations: () => [] },
    },
  };
  await noScheduledRunIsLost.check?.(world as unknown as World, (what) => broken.push(what));
  return broken.filter((what) => what.startsWith(`run#${TIME}`));
}

describe('the invariant that no scheduled run is lost', () => {
  it('allows a run that is skipped while the previous run of its task is in progress', async () => {
    expect(await check('arn:long')).toEqual([]);
  });

  it.each([
    ['the previous run had ended', 'arn:short', 'was skipped for arn:short, which was not running then'],
    [
      'its record names the run itself as the previous run',
      'arn:own',
      'was skipped because of its own record: a retry mistook it for the record of another run',
    ],
  ])('is violated by a skipped run if %s', async (_what, other, what) => {
    expect(await check(other)).toEqual([`run#${TIME}#import ${what}`]);
  });
});
