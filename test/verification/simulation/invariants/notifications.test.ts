import type { Interruption } from '../../../../verification/faults/faults';
import { runsAreNotifiedOnce } from '../../../../verification/simulation/invariants/notifications';
import { everyRunHasEnded } from '../../../../verification/simulation/invariants/records';
import type { World } from '../../../../verification/simulation/world';

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
  ExpressionAttributeValues: { ':notifiedAt': { S: '2026-01-05T01:00:00.000Z' } },
});

const RECORDING = interrupted('dynamodb', {
  Key: { item: { S: 'run#2026-01-05T00:00:00.000Z#run-1' } },
  ExpressionAttributeValues: { ':status': { S: 'SUCCEEDED' } },
});

interface Run {
  readonly name: string;
  readonly status?: string;
  readonly ran?: boolean;
  readonly input?: object;
  readonly notifiedByItself?: boolean;
}

interface Given {
  readonly interruptions?: readonly Interruption[];
  /** Default: `run-1` alone, which ran. */
  readonly runs?: readonly Run[];
  /** The record table's runs, by execution. */
  readonly records?: Readonly<Record<string, string>>;
  /** Names of executions whose end from outside Lambda told. */
  readonly givenUp?: readonly string[];
}

function worldOf(told: readonly string[], given: Given): World {
  const { interruptions = [], runs = [{ name: 'run-1' }], records = {}, givenUp = [] } = given;
  const executions = runs.map((run) => ({
    arn: `arn:${run.name}`,
    ran: true,
    status: 'SUCCEEDED',
    input: {},
    notifiedByItself: false,
    ...run,
  }));
  const lost = (name: string) => ({ requestPayload: { detail: { name, executionArn: `arn:${name}` } } });
  const messages = [
    ...told.map(variants),
    ...givenUp.map((name) => ({ default: JSON.stringify(lost(name)) })),
  ];
  const Items = Object.entries(records).map(([name, status]) => ({
    item: { S: `run#${name}` },
    execution: { S: `arn:${name}` },
    status: { S: status },
  }));
  return {
    local: {
      sns: { messages: () => messages.map((message) => ({ message })) },
      names: { recordTable: 'record' },
      aws: { call: async () => ({ Items }) },
    },
    executionLog: {
      runs: new Map(executions.map((run) => [run.arn, run])),
      endedFromOutside: new Set(
        executions
          .filter(({ status }) => status === 'ABORTED' || status === 'TIMED_OUT')
          .map(({ arn }) => arn),
      ),
    },
    faults: { interruptions },
  } as unknown as World;
}

/** What the invariant says of runs of which the topic was told in this order. */
async function check(told: readonly string[], given: Given = {}) {
  const broken: string[] = [];
  await runsAreNotifiedOnce.check?.(worldOf(told, given), (what) => broken.push(what));
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
    'may be told of again where its notifier was interrupted in %s, once each',
    async (_what, interruption) => {
      const interruptions = [interruption];
      expect(await check(['run-1', 'run-1'], { interruptions })).toEqual([]);
      expect(await check(['run-1', 'run-1', 'run-1'], { interruptions })).toHaveLength(1);
    },
  );

  it('may not be told of again for any other interruption', async () => {
    // Prepare
    const ofAnother = interrupted('sns', { Message: JSON.stringify(variants('run-2')) });

    // Act
    const broken = await check(['run-1', 'run-1'], { interruptions: [RECORDING, ofAnother] });

    // Assess
    expect(broken).toEqual(["'run-1' was told of 2 times, with 0 reasons to do so again"]);
  });

  it.each(['ABORTED', 'TIMED_OUT'])(
    'that was ended from outside is told of once, whether it ran or not: %s',
    async (status) => {
      for (const ran of [true, false]) {
        const runs = [{ name: 'run-1', status, ran }];
        expect(await check(['run-1'], { runs })).toEqual([]);
        expect(await check([], { runs })).toEqual([`nobody was told of run run-1, which is ${status}`]);
        expect(await check(['run-1', 'run-1'], { runs })).toEqual([
          "'run-1' was told of 2 times, with 0 reasons to do so again",
        ]);
      }
    },
  );

  it('may be told of again if it was stopped while it told by itself', async () => {
    const stopped = { name: 'run-1', status: 'ABORTED', notifiedByItself: true };
    expect(await check(['run-1', 'run-1'], { runs: [stopped] })).toEqual([]);
    expect(await check(['run-1', 'run-1', 'run-1'], { runs: [stopped] })).toHaveLength(1);
    expect(await check(['run-1', 'run-1'], { runs: [{ ...stopped, status: 'FAILED' }] })).toHaveLength(1);
  });

  it('is told of by Lambda if the function that hears of its stop fails for good', async () => {
    const runs = [{ name: 'run-1', status: 'ABORTED' }];
    expect(await check([], { runs, givenUp: ['run-1'] })).toEqual([]);
    expect(await check(['run-1'], { runs, givenUp: ['run-1'] })).toHaveLength(1);
  });

  it('that was stopped after it had been skipped is not told of', async () => {
    const runs = [{ name: 'run-1', status: 'ABORTED', ran: false }];
    expect(await check([], { runs, records: { 'run-1': 'SKIPPED' } })).toEqual([]);
    expect(await check([], { runs, records: { 'run-1': 'RUNNING' } })).toHaveLength(1);
    expect(
      await check([], {
        runs: [{ name: 'run-1', status: 'FAILED', ran: false }],
        records: { 'run-1': 'SKIPPED' },
      }),
    ).toHaveLength(1);
  });

  it('leaves its fire to another execution that is told of or skipped, not to one that is neither', async () => {
    const input = { task: 'top', scheduledTime: '2026-01-05T12:00:00Z' };
    const runs = [
      { name: 'run-1', status: 'ABORTED', ran: false, input },
      { name: 'run-2', status: 'ABORTED', ran: false, input },
    ];
    expect(await check(['run-2'], { runs })).toEqual([]);
    expect(await check([], { runs, records: { 'run-2': 'SKIPPED' } })).toEqual([]);
    expect(await check([], { runs })).toHaveLength(2);
    const [first] = runs;
    const ofAnother = { name: 'run-2', input: { ...input, scheduledTime: '2026-01-06T12:00:00Z' } };
    expect(await check(['run-2'], { runs: [...(first ? [first] : []), ofAnother] })).toHaveLength(1);
  });
});

describe('the record of a run', () => {
  const stillRunning = async (given: Given) => {
    const broken: string[] = [];
    await everyRunHasEnded.check?.(worldOf([], given), (what) => broken.push(what));
    return broken;
  };

  it.each(['SUCCEEDED', 'FAILED', 'ABORTED', 'TIMED_OUT'])(
    'is not left running by a run that is %s',
    async (status) => {
      const runs = [{ name: 'run-1', status }];
      expect(await stillRunning({ runs, records: { 'run-1': 'RUNNING' } })).toEqual([
        'run#run-1 of arn:run-1 is still RUNNING',
      ]);
      expect(await stillRunning({ runs, records: { 'run-1': 'FAILED' } })).toEqual([]);
    },
  );

  it('is left running where Lambda has told that its end could not be recorded', async () => {
    const given = { records: { 'run-1': 'RUNNING' } };
    expect(await stillRunning({ ...given, givenUp: ['run-1'] })).toEqual([]);
    expect(await stillRunning({ ...given, givenUp: ['run-2'] })).toHaveLength(1);
  });
});
