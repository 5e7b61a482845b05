import type { CallListener } from '../../../emulator/core/aws';
import type { Interruption } from '../../../simulation/faults/faults';
import { digestsHaveTheRest } from '../../../simulation/invariants/digests';
import type { World } from '../../../simulation/simulate/world';

/** The write that puts a file in force. */
const PUT_IN_FORCE = {
  service: 'dynamodb',
  call: {
    operation: 'PutItem',
    input: { Item: { datasetGroup: { S: 'shop' }, item: { S: 'parameter-file' }, versionId: { S: 'v1' } } },
  },
} as unknown as Parameters<CallListener>[0];

interface Given {
  /** Ids of runs by the day in January on which their digest ends. */
  readonly digests: Readonly<Record<string, readonly string[]>>;
  /** Status and day of the end of each run, by its id. */
  readonly runs: Readonly<Record<string, readonly [status: string, day: string]>>;
  /** Ids of runs that skipped work for the budget. */
  readonly skipping?: readonly string[];
  /** Ids of runs that found refused data again. */
  readonly refused?: readonly string[];
  readonly mails?: readonly string[];
  readonly digest?: string;
  readonly interruptions?: readonly Interruption[];
  /** Day of a night without faults. */
  readonly night?: string;
  /** Day on which a file was first put in force. */
  readonly inForce?: string;
}

async function check({
  digests,
  runs,
  skipping = [],
  refused = [],
  mails = [],
  digest = 'daily',
  interruptions = [],
  night,
  inForce = '01',
}: Given) {
  const Items = Object.entries(runs).map(([id, [status, day]]) => ({
    datasetGroup: { S: 'shop' },
    item: { S: `run#2026-01-01T00:00:00.000Z#${id}` },
    execution: { S: `arn:${id}` },
    status: { S: status },
    finishedAt: { S: `2026-01-${day}T12:00:00.000Z` },
  }));
  const results = [
    ...skipping.map((id) => ({ item: { S: `result#${id}#solutionVersion#` }, result: { S: 'SKIPPED' } })),
    ...refused.map((id) => ({ item: { S: `result#${id}#datasetImportJob#` }, isRefusedAgain: { BOOL: true } })),
  ];
  const sent = Object.entries(digests).map(([day, ids]) => ({
    attributes: { status: 'DIGEST' },
    message: {
      lambda: JSON.stringify({
        datasetGroup: 'shop',
        period: { from: '', until: `2026-01-${day}T00:00:00.000Z` },
        runs: ids,
      }),
    },
  }));
  const own = mails.map((runId) => ({ message: { lambda: JSON.stringify({ runId }) } }));
  const until = Date.parse(`2026-01-${night}T04:30:00Z`);
  let now = 0;
  let puts: CallListener = () => {};
  const world = {
    digest,
    local: {
      sns: { messages: () => [...own, ...sent] },
      names: { recordTable: 'record' },
      clock: { now: () => now },
      aws: {
        call: async () => ({ Items: [...Items, ...results] }),
        onCall: (listener: CallListener) => (puts = listener),
      },
    },
    teams: [{ name: 'shop' }],
    faults: { interruptions },
    night: night === undefined ? undefined : { from: until, until },
  };
  const broken: string[] = [];
  digestsHaveTheRest.watch?.(world as unknown as World, (what) => broken.push(what));
  for (const day of [inForce, '20']) {
    now = Date.parse(`2026-01-${day}T00:00:00Z`);
    puts(PUT_IN_FORCE);
  }
  await digestsHaveTheRest.check?.(world as unknown as World, (what) => broken.push(what));
  return broken;
}

describe('the invariant that each run is in exactly one digest', () => {
  it('holds if each run that ended before the night is in the digest after its end, and each failure also has a mail of its own', async () => {
    // Act
    const broken = await check({
      digests: { '06': ['a', 'b'], '07': ['c'] },
      runs: { a: ['SUCCEEDED', '05'], b: ['FAILED', '05'], c: ['SUCCEEDED', '06'], d: ['SUCCEEDED', '07'] },
      mails: ['b'],
      night: '07',
    });

    // Assess
    expect(broken).toEqual([]);
  });

  it('holds if no digest is sent in a night before the first file is in force', async () => {
    // Act
    const broken = await check({
      digests: {},
      runs: { a: ['FAILED', '05'] },
      mails: ['a'],
      night: '07',
      inForce: '08',
    });

    // Assess
    expect(broken).toEqual([]);
  });

  it.each([
    ['skipped work for the budget', 'skipping'],
    ['found refused data again', 'refused'],
  ])('holds for a digest of a run that only %s', async (_, reason) => {
    // Act
    const broken = await check({ digests: { '06': ['a'] }, runs: { a: ['UNCHANGED', '05'] }, [reason]: ['a'] });

    // Assess
    expect(broken).toEqual([]);
  });

  it('holds if the first digest leaves out a run that ended more than a week before it', async () => {
    // Act
    const broken = await check({
      digests: { '12': ['b'] },
      runs: { a: ['REFUSED', '04'], b: ['SUCCEEDED', '11'] },
    });

    // Assess
    expect(broken).toEqual([]);
  });

  it.each<[string, Given, string]>([
    [
      'a digest of unchanged runs only',
      { digests: { '06': ['a'] }, runs: { a: ['UNCHANGED', '05'] } },
      'has no run that changed anything',
    ],
    [
      'a failure that is reported in a digest only',
      { digests: { '06': ['a'] }, runs: { a: ['FAILED', '05'] } },
      'and only the digest',
    ],
    ['an unknown run', { digests: { '06': ['x'] }, runs: {} }, 'whose end is not recorded'],
    [
      'a run in two digests',
      { digests: { '06': ['a'], '07': ['a'] }, runs: { a: ['SUCCEEDED', '05'] } },
      'is in 2 digests',
    ],
    [
      'a run that the digest after its end leaves out',
      { digests: { '06': ['a'] }, runs: { a: ['SUCCEEDED', '05'], b: ['UNCHANGED', '05'] } },
      'run b ended before the digest',
    ],
    ['a missing digest', { digests: {}, runs: { a: ['SUCCEEDED', '05'] }, night: '06' }, 'no digest has run a'],
    [
      'a digest although digests are off',
      { digests: { '06': ['a'] }, runs: { a: ['SUCCEEDED', '05'] }, digest: 'off' },
      '1 digests were sent, but digest is off',
    ],
  ])('is violated by %s', async (_what, given, message) => {
    // Act
    const broken = await check(given);

    // Assess
    expect(broken).toEqual([expect.stringContaining(message)]);
  });

  it.each<[string, string, object]>([
    ['publishing', 'sns', { Subject: 'DIGEST shop: 1 run since 2026-01-05' }],
    ['recording', 'dynamodb', { Key: { datasetGroup: { S: 'shop' }, item: { S: 'digest#2026-01-06' } } }],
  ])('allows a run in two digests if %s the first digest was interrupted', async (_what, service, input) => {
    // Prepare
    const interruption = { service, call: { operation: '', input } } as unknown as Interruption;
    const digests = { '06': ['a'], '07': ['a'] };

    // Act
    const broken = await check({ digests, runs: { a: ['SUCCEEDED', '05'] }, interruptions: [interruption] });

    // Assess
    expect(broken).toEqual([]);
  });
});
