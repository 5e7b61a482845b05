import { noTaskIsKeptBusy } from '../../../../verification/simulation/invariants/records';
import type { World } from '../../../../verification/simulation/world';

/** Checks the invariant for a task that is marked as running by the execution `arn:run`. */
async function check(run: { readonly endedAt?: number; readonly status?: string } | undefined, marked = true) {
  const broken: string[] = [];
  const item = { item: { S: 'task#import' }, ...(marked && { running: { S: 'arn:run' } }) };
  const world = {
    executionLog: { runs: new Map(run === undefined ? [] : [['arn:run', { arn: 'arn:run', ...run }]]) },
    local: {
      names: { recordTable: 'record' },
      aws: { call: async () => ({ Items: [item] }) },
      sns: { messages: () => [] },
    },
  };
  await noTaskIsKeptBusy.check?.(world as unknown as World, (what) => broken.push(what));
  return broken;
}

describe('the invariant on running tasks', () => {
  it('is violated by the mark of an execution that has ended', async () => {
    expect(await check({ endedAt: 1, status: 'ABORTED' })).toEqual([
      'task#import is marked as running by arn:run, which is ABORTED',
    ]);
  });

  it.each([
    ['a running execution', check({ status: 'RUNNING' })],
    ['an execution from before the scenario', check(undefined)],
    ['nobody', check({ endedAt: 1 }, false)],
  ])('allows the mark of %s', async (_what, broken) => {
    expect(await broken).toEqual([]);
  });
});
