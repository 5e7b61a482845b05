import type { DynamoDBClient, UpdateItemCommand, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { RecordTable } from '../../../lib/record-table/record-table';
import { RunHistory } from '../../../lib/record-table/run-history';
import { type RunResult, Runs } from '../../../lib/record-table/runs';
import type { Interruption } from '../../../simulation/faults/faults';
import { runsAreNotifiedOnce } from '../../../simulation/invariants/notifications';
import { everyRunHasEnded } from '../../../simulation/invariants/records';
import type { World } from '../../../simulation/simulate/world';

const variants = (runId: string) => ({ default: 'Done.', lambda: JSON.stringify({ runId }) });

const interrupted = (service: string, input: object): Interruption => ({
  kind: 'CALLER_ENDED',
  service,
  call: { operation: service === 'sns' ? 'Publish' : 'UpdateItem', input: { ...input } },
  roleName: 'personalize-end-run-function',
});

const PUBLISHING = interrupted('sns', { Message: JSON.stringify(variants('run-1')) });

const RUN = { datasetGroup: 'shop', item: 'run#2026-01-05T00:00:00.000Z#run-1' };
const NOW = new Date('2026-01-05T01:00:00Z');

/**
 * Captures the call that the product makes in `write`, and returns an interruption of this call. The test fails if the
 * form of the call changes.
 */
async function interruptedIn(write: (table: RecordTable) => Promise<unknown>): Promise<Interruption> {
  const sent: UpdateItemCommandInput[] = [];
  const client = { send: async ({ input }: UpdateItemCommand) => sent.push(input) && {} };
  await write(new RecordTable(client as unknown as DynamoDBClient, 'records'));
  return interrupted('dynamodb', sent[0] ?? {});
}

const RESULT: RunResult = {
  execution: { Id: 'arn:run-1', Name: 'run-1', StartTime: '2026-01-05T00:00:00.000Z' },
  workflow: 'dataset-import',
  trigger: 'upload',
  now: NOW,
};

interface Run {
  readonly name: string;
  readonly status?: string;
  readonly ran?: boolean;
  readonly input?: object;
  readonly notifiedByItself?: boolean;
}

interface Given {
  readonly interruptions?: readonly Interruption[];
  /** Default: `run-1` alone, which ran its workflow. */
  readonly runs?: readonly Run[];
  /** Status of the records of runs, by the name of the execution. */
  readonly records?: Readonly<Record<string, string>>;
  /** Results of resources, by the name of the execution. */
  readonly results?: Readonly<Record<string, string>>;
  /** Value of the Terraform variable `notify_on`. Default: `all`. */
  readonly notifyOn?: string;
  /**
   * Names of stopped executions for which the function that handles stops failed permanently. Lambda reported these
   * failures.
   */
  readonly givenUp?: readonly string[];
  /** Names of stopped executions whose stop event was lost. */
  readonly lostStops?: readonly string[];
  /** Error type of the last attempt to handle the stops in `givenUp`. Default: an error that the function threw. */
  readonly errorType?: string;
}

function worldOf(notified: readonly string[], given: Given): World {
  const {
    interruptions = [],
    runs = [{ name: 'run-1' }],
    records = {},
    results = {},
    givenUp = [],
    lostStops = [],
    errorType = 'StillNotifying',
    notifyOn = 'all',
  } = given;
  const executions = runs.map((run) => ({
    arn: `arn:${run.name}`,
    ran: true,
    status: 'SUCCEEDED',
    input: {},
    notifiedByItself: false,
    ...run,
  }));
  const lost = (name: string) => ({
    requestPayload: { detail: { name, executionArn: `arn:${name}` } },
    responsePayload: { errorType },
  });
  const messages = [...notified.map(variants), ...givenUp.map((name) => ({ default: JSON.stringify(lost(name)) }))];
  const Items = [
    ...Object.entries(records).map(([name, status]) => ({
      item: { S: `run#${name}` },
      execution: { S: `arn:${name}` },
      status: { S: status },
    })),
    ...Object.entries(results).map(([name, result]) => ({
      item: { S: `result#${name}#campaign#/solutions/0` },
      result: { S: result },
    })),
  ];
  return {
    local: {
      sns: { messages: () => messages.map((message) => ({ message })) },
      names: { recordTable: 'record' },
      aws: { call: async () => ({ Items }) },
    },
    executionLog: {
      runs: new Map(executions.map((run) => [run.arn, run])),
      endedFromOutside: new Set(
        executions.filter(({ status }) => status === 'ABORTED' || status === 'TIMED_OUT').map(({ arn }) => arn),
      ),
    },
    faults: { interruptions, hasLostStop: (arn: string) => lostStops.some((name) => arn === `arn:${name}`) },
    notifyOn,
  } as unknown as World;
}

/** Checks the invariant for notifications of these runs, in this order. */
async function check(notified: readonly string[], given: Given = {}) {
  const broken: string[] = [];
  await runsAreNotifiedOnce.check?.(worldOf(notified, given), (what) => broken.push(what));
  return broken;
}

describe('according to the invariant on notifications, a run', () => {
  it('must be reported once', async () => {
    expect(await check(['run-1'])).toEqual([]);
    expect(await check([])).toEqual(['no notification was sent for run run-1, which is SUCCEEDED']);
  });

  const UNUSUAL: Given = { runs: [{ name: 'run-1', input: { warnings: ['unusual'] } }] };
  const DRIFT: Given = { runs: [{ name: 'run-1', input: { trigger: 'drift' } }] };

  it.each<[string, string, Given, boolean]>([
    ['must be reported if it had nothing to do', 'all', { results: { 'run-1': 'UNCHANGED' } }, true],
    [
      'must not be reported if it only skips work that was skipped for the budget before',
      'all',
      { results: { 'run-1': 'SKIPPED' } },
      false,
    ],
    [
      'must be reported if its file has warnings, even if it only skips work that was skipped before',
      'all',
      { ...UNUSUAL, results: { 'run-1': 'SKIPPED' } },
      true,
    ],
    ['must be reported if it created something', 'all', { results: { 'run-1': 'CREATED' } }, true],
    ['must not be reported if it created something', 'attention', { results: { 'run-1': 'CREATED' } }, false],
    ['must be reported if it deleted something', 'attention', { results: { 'run-1': 'DELETED' } }, true],
    ['must be reported if it restored something', 'attention', { ...DRIFT, results: { 'run-1': 'CREATED' } }, true],
    [
      'must not be reported if it had nothing to restore',
      'attention',
      { ...DRIFT, results: { 'run-1': 'UNCHANGED' } },
      false,
    ],
    ['must be reported if its file has warnings', 'attention', UNUSUAL, true],
    ['must not be reported if its file has warnings', 'failures', UNUSUAL, false],
    ['must be reported if it failed', 'failures', { records: { 'run-1': 'FAILED' } }, true],
  ])('%s (notify_on = %s)', async (_what, notifyOn, given, expected) => {
    // Prepare
    const world = { records: { 'run-1': 'SUCCEEDED' }, ...given, notifyOn };

    // Act
    const [notified, silent] = [await check(['run-1'], world), await check([], world)];

    // Assess
    const unwanted = `a notification was sent for run run-1, which notify_on = ${notifyOn} does not ask for`;
    expect(notified).toEqual(expected ? [] : [unwanted]);
    expect(silent).toEqual(expected ? ['no notification was sent for run run-1, which is SUCCEEDED'] : []);
  });

  it('may be reported despite notify_on by its own execution or by Lambda, which do not know its result', async () => {
    const records = { 'run-1': 'SUCCEEDED' };
    const given = { records, notifyOn: 'failures' };
    expect(await check(['run-1'], { ...given, runs: [{ name: 'run-1', notifiedByItself: true }] })).toEqual([]);
    expect(await check([], { ...given, givenUp: ['run-1'] })).toEqual([]);
  });

  it.each([
    ['publishing', async () => PUBLISHING],
    ['recording the notification', () => interruptedIn((table) => new Runs(table, 30).recordNotified(RUN, NOW))],
    [
      'recording that it is reported as overdue',
      () => interruptedIn((table) => new RunHistory(table).noteReported(RUN, NOW)),
    ],
  ])('may be reported once more each time that its notifier was interrupted while %s', async (_what, interruption) => {
    const interruptions = [await interruption()];
    expect(await check(['run-1', 'run-1'], { interruptions })).toEqual([]);
    expect(await check(['run-1', 'run-1', 'run-1'], { interruptions })).toHaveLength(1);
  });

  it('must not be reported again if only the record of its end, or the notification of another run, was interrupted', async () => {
    // Prepare
    const ofAnother = interrupted('sns', { Message: JSON.stringify(variants('run-2')) });
    const recording = await interruptedIn((table) => new Runs(table, 30).end(RUN, RESULT, 'run'));

    // Act
    const broken = await check(['run-1', 'run-1'], { interruptions: [recording, ofAnother] });

    // Assess
    expect(broken).toEqual(["2 notifications were sent for 'run-1', with 0 reasons to repeat"]);
  });

  it.each(['ABORTED', 'TIMED_OUT'])(
    'must be reported once if its execution was ended from outside (%s), whether it ran its workflow or not',
    async (status) => {
      for (const ran of [true, false]) {
        const runs = [{ name: 'run-1', status, ran }];
        expect(await check(['run-1'], { runs })).toEqual([]);
        expect(await check([], { runs })).toEqual([`no notification was sent for run run-1, which is ${status}`]);
        expect(await check(['run-1', 'run-1'], { runs })).toEqual([
          "2 notifications were sent for 'run-1', with 0 reasons to repeat",
        ]);
      }
    },
  );

  it('may be reported again if it was stopped while it published the notification itself', async () => {
    const stopped = { name: 'run-1', status: 'ABORTED', notifiedByItself: true };
    expect(await check(['run-1', 'run-1'], { runs: [stopped] })).toEqual([]);
    expect(await check(['run-1', 'run-1', 'run-1'], { runs: [stopped] })).toHaveLength(1);
    expect(await check(['run-1', 'run-1'], { runs: [{ ...stopped, status: 'FAILED' }] })).toHaveLength(1);
  });

  it('may be reported by Lambda, and once more at night, if the function that handles its stop fails permanently', async () => {
    const runs = [{ name: 'run-1', status: 'ABORTED' }];
    expect(await check([], { runs, givenUp: ['run-1'] })).toEqual([]);
    expect(await check(['run-1'], { runs, givenUp: ['run-1'] })).toEqual([]);
    expect(await check(['run-1', 'run-1'], { runs, givenUp: ['run-1'] })).toHaveLength(1);
  });

  it.each(['Runtime.ExitError', 'Sandbox.Timedout'])(
    'may also be reported by Lambda if its stop event arrived twice, and the last attempt to handle one copy ended with %s',
    async (errorType) => {
      const given = { runs: [{ name: 'run-1', status: 'ABORTED' }], givenUp: ['run-1'] };
      expect(await check(['run-1', 'run-1'], { ...given, errorType })).toEqual([]);
      expect(await check(['run-1', 'run-1', 'run-1'], { ...given, errorType })).toHaveLength(1);
      expect(await check(['run-1', 'run-1'], { ...given, errorType: 'StillNotifying' })).toHaveLength(1);
    },
  );

  it('need not be reported if it was stopped after it had been skipped', async () => {
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

  it('need not be reported if it was stopped before it was recorded, and the event of its stop was lost', async () => {
    const runs = [{ name: 'run-1', status: 'ABORTED', ran: false }];
    const lostStops = ['run-1'];
    expect(await check([], { runs, lostStops })).toEqual([]);
    expect(await check([], { runs })).toHaveLength(1);
    expect(await check([], { runs, lostStops, records: { 'run-1': 'RUNNING' } })).toHaveLength(1);
    expect(await check([], { runs: [{ name: 'run-1', status: 'FAILED' }], lostStops })).toHaveLength(1);
  });

  it('need not be reported if another execution for the same scheduled time is reported or skipped', async () => {
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

describe('according to the invariant on records, the record of a run', () => {
  const stillRunning = async (given: Given) => {
    const broken: string[] = [];
    await everyRunHasEnded.check?.(worldOf([], given), (what) => broken.push(what));
    return broken;
  };

  it.each(['SUCCEEDED', 'FAILED', 'ABORTED', 'TIMED_OUT'])('must not stay RUNNING if the run is %s', async (status) => {
    const runs = [{ name: 'run-1', status }];
    expect(await stillRunning({ runs, records: { 'run-1': 'RUNNING' } })).toEqual([
      'run#run-1 of arn:run-1 is still RUNNING',
    ]);
    expect(await stillRunning({ runs, records: { 'run-1': 'FAILED' } })).toEqual([]);
  });

  it('may stay RUNNING if Lambda reported that its end could not be recorded', async () => {
    const given = { records: { 'run-1': 'RUNNING' } };
    expect(await stillRunning({ ...given, givenUp: ['run-1'] })).toEqual([]);
    expect(await stillRunning({ ...given, givenUp: ['run-2'] })).toHaveLength(1);
  });
});
