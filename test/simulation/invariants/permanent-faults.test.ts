import { LocalAws } from '../../../emulator/local-aws';
import { lastingFaultsAreBounded } from '../../../simulation/invariants/permanent-faults';
import type { World } from '../../../simulation/simulate/world';
import { account } from '../faults/account';

const HOUR = 3_600_000;

interface Given {
  readonly lasting?: object;
  /** Hours from the run's start to its end. Default: 1. */
  readonly ends?: number;
  /** Hours from the run's start to its notification. Default: none is sent. */
  readonly notified?: number;
  /** Why the run failed. */
  readonly cause?: string;
}

async function check({ lasting, ends = 1, notified, cause }: Given): Promise<readonly string[]> {
  const runs = new Map([['arn:run-1', { name: 'run-1', input: {}, startedAt: 0, endedAt: ends * HOUR, cause }]]);
  const lambda = JSON.stringify({ runId: 'run-1' });
  const messages = [
    { at: new Date(30 * HOUR).toISOString(), message: { default: 'Done.', lambda: '{"runId":"run-2"}' } },
    ...(notified === undefined
      ? []
      : [{ at: new Date(notified * HOUR).toISOString(), message: { default: 'Done.', lambda } }]),
  ];
  const world = {
    executionLog: { runs },
    scenario: { lasting },
    local: { sns: { messages: () => messages } },
  };
  const broken: string[] = [];
  await lastingFaultsAreBounded.check?.(world as unknown as World, (what) => broken.push(what));
  return broken;
}

describe('according to the invariant on permanent faults, a run', () => {
  it.each<[string, Given, readonly string[]]>([
    ['may end and be reported after 23 hours', { lasting: {}, ends: 23, notified: 23 }, []],
    [
      'must end and be reported within 24 hours',
      { lasting: {}, ends: 25, notified: 25 },
      ['run run-1 took 25.0 hours', 'no notification was sent for run run-1 for 25.0 hours'],
    ],
    [
      'must be reported within 24 hours, even if it ended in time',
      { lasting: {}, ends: 1, notified: 25 },
      ['no notification was sent for run run-1 for 25.0 hours'],
    ],
    [
      'may wait a week for a lock while a quota stays reached',
      { lasting: { kind: 'quotaAlwaysReached' }, ends: 169, notified: 169, cause: "its lock 'a' is held by b" },
      [],
    ],
    [
      'must give up waiting for a lock within a day under another permanent fault',
      { lasting: { kind: 'neverAnswers' }, ends: 25, cause: "its lock 'a' is held by b" },
      ['run run-1 took 25.0 hours'],
    ],
    ['does not violate it by a missing notification, which another invariant checks', { lasting: {}, ends: 1 }, []],
    ['is not judged without a permanent fault', { ends: 25, notified: 25 }, []],
  ])('%s', async (_, given, expected) => {
    expect(await check(given)).toEqual(expected);
  });
});

it.each([
  {
    title: 'while a quota stays reached, the time limit of a run counts from the end of the previous run of its group',
    kind: 'quotaAlwaysReached',
    expected: ['run third took 145.0 hours', 'run other took 146.0 hours'],
  },
  {
    title: 'under another permanent fault, the time limit of a run counts from the start of the run',
    kind: 'neverAnswers',
    expected: ['first took 110.0', 'second took 220.0', 'third took 365.0', 'other took 146.0'].map(
      (run) => `run ${run} hours`,
    ),
  },
])('$title', async ({ kind, expected }) => {
  // Prepare
  const runOf = (name: string, startedAt: number, ends: number, datasetGroup = 'movies', trigger = 'upload') =>
    [name, { name, input: { trigger, datasetGroup }, startedAt, endedAt: ends * HOUR }] as const;
  const runs = new Map([
    runOf('first', 0, 110),
    runOf('second', 1, 220, 'movies', 'solution-maintenance-full-a'),
    runOf('third', 2, 365),
    runOf('other', 3, 146, 'books'),
  ]);
  const world = { executionLog: { runs }, scenario: { lasting: { kind } }, local: { sns: { messages: () => [] } } };
  const broken: string[] = [];

  // Act
  await lastingFaultsAreBounded.check?.(world as unknown as World, (what) => broken.push(what));

  // Assess
  expect(broken).toEqual(expected);
});

it('the time limit of a run that waits for a lock starts again when another run, which began later but got the lock first, gives up, but not when a run of another solution does', async () => {
  // Prepare
  const runOf = (name: string, task: string, startedAt: number, endedAt: number, error?: string) =>
    [
      name,
      { name, input: { datasetGroup: 'movies', task }, startedAt: startedAt * HOUR, endedAt: endedAt * HOUR, error },
    ] as const;
  const runs = new Map([
    runOf('waiting', 'solution-maintenance-update-a', 0, 150),
    runOf('faster', 'solution-maintenance-full-a', 1, 97, 'WaitedTooLong'),
    runOf('import', 'personalize-dataset-import-movies', 130, 131),
    runOf('too long', 'solution-maintenance-update-b', 143, 300),
    runOf('of another solution', 'solution-maintenance-full-a', 144, 240, 'WaitedTooLong'),
  ]);
  const scenario = { lasting: { kind: 'quotaAlwaysReached' } };
  const world = { executionLog: { runs }, scenario, local: { sns: { messages: () => [] } } };
  const broken: string[] = [];

  // Act
  await lastingFaultsAreBounded.check?.(world as unknown as World, (what) => broken.push(what));

  // Assess
  expect(broken).toEqual(['run too long took 150.0 hours']);
});

const arnOf = (execution: string) => `arn:aws:states:us-east-1:123456789012:execution:run:${execution}`;

describe('according to the invariant on permanent faults, a lock', () => {
  async function watch(lasting?: object) {
    const local = new LocalAws({ seed: 1 });
    await account(local);
    Object.defineProperty(local, 'names', { value: { recordTable: 'records' } });
    const broken: string[] = [];
    const executionLog = { endedFromOutside: new Set([arnOf('stopped')]), interrupted: new Set() };
    const world = { local, scenario: { lasting }, executionLog };
    lastingFaultsAreBounded.watch?.(world as unknown as World, (what) => broken.push(what));
    const hold = (holder: string) =>
      local.aws.call('dynamodb', 'PutItem', {
        TableName: 'records',
        Item: { datasetGroup: { S: 'shop' }, item: { S: 'lock#data' }, holders: { SS: [arnOf(holder)] } },
      });
    const pass = (hours: number) => local.clock.advanceTo(local.clock.now() + hours * HOUR);
    return { broken, hold, pass };
  }

  it('is reported once if one holder has it for more than a day', async () => {
    // Prepare
    const { broken, hold, pass } = await watch({});

    // Act
    await hold('first');
    await pass(20);
    await hold('second');
    await pass(23);
    const before = [...broken];
    await pass(48);

    // Assess
    expect(before).toEqual([]);
    expect(broken).toEqual([`lock#data of shop is held by ${arnOf('second')} for more than 24 hours`]);
  });

  it('may still be held by a stopped execution, and is not checked without a permanent fault', async () => {
    // Prepare
    const worlds = [await watch({}), await watch()];

    // Act
    for (const [index, { hold, pass }] of worlds.entries()) {
      await hold(index === 0 ? 'stopped' : 'first');
      await pass(72);
    }

    // Assess
    expect(worlds.map(({ broken }) => broken)).toEqual([[], []]);
  });
});
