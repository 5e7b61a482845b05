import type { Interruption } from '../../../../local/faults/faults';
import { runsAreToldOnce } from '../../../../local/simulation/invariants/notifications';
import type { World } from '../../../../local/simulation/world';

const variants = (runId: string) => ({ default: 'Done.', lambda: JSON.stringify({ runId }) });

const interrupted = (service: string, input: object): Interruption => ({
  kind: 'CALLER_ENDED',
  service,
  call: { operation: service === 'sns' ? 'Publish' : 'UpdateItem', input: { ...input } },
  roleName: 'personalize-end-run-function',
});

const PUBLISHING = interrupted('sns', { Message: JSON.stringify(variants('run-1')) });

const NOTING = interrupted('dynamodb', {
  Key: { item: { S: 'run#2026-01-05T00:00:00.000Z#run-1' } },
  ExpressionAttributeValues: { ':toldAt': { S: '2026-01-05T01:00:00.000Z' } },
});

const RECORDING = interrupted('dynamodb', {
  Key: { item: { S: 'run#2026-01-05T00:00:00.000Z#run-1' } },
  ExpressionAttributeValues: { ':status': { S: 'SUCCEEDED' } },
});

/** What the invariant says of one run, `run-1`. */
async function check(
  told: readonly string[],
  interruptions: readonly Interruption[] = [],
  status = 'SUCCEEDED',
) {
  const run = { name: 'run-1', ran: true, status, input: {} };
  const world = {
    local: { sns: { messages: () => told.map((id) => ({ message: variants(id) })) } },
    chronicle: { runs: new Map([['arn', run]]) },
    faults: { interruptions },
  };
  const broken: string[] = [];
  await runsAreToldOnce.check?.(world as unknown as World, (what) => broken.push(what));
  return broken;
}

describe('a run', () => {
  it('is told of once', async () => {
    expect(await check(['run-1'])).toEqual([]);
    expect(await check([])).toEqual(['nobody was told of run run-1, which is SUCCEEDED']);
  });

  it.each([
    ['publishing', PUBLISHING],
    ['noting that it had told', NOTING],
  ])(
    'may be told of again where its teller was interrupted in %s, once each',
    async (_what, interruption) => {
      expect(await check(['run-1', 'run-1'], [interruption])).toEqual([]);
      expect(await check(['run-1', 'run-1', 'run-1'], [interruption])).toHaveLength(1);
    },
  );

  it('may not be told of again for any other interruption', async () => {
    // Prepare
    const ofAnother = interrupted('sns', { Message: JSON.stringify(variants('run-2')) });

    // Act
    const broken = await check(['run-1', 'run-1'], [RECORDING, ofAnother]);

    // Assess
    expect(broken).toEqual(["'run-1' was told of 2 times, with 0 reasons to do so again"]);
  });

  it('that was stopped from outside can tell nobody', async () => {
    expect(await check([], [], 'ABORTED')).toEqual([]);
    expect(await check([], [], 'TIMED_OUT')).toEqual([]);
  });
});
