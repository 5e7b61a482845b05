import type { Description } from '../../../../lib/reconciler/account/personalize-api';
import { DataHeld } from '../../../../lib/reconciler/errors';
import { recommender } from '../../../../lib/reconciler/resource-types/recommender';
import { reconcileNamed, STOPPED } from '../../../../lib/reconciler/resource-types/reconcile-named';
import type { Step } from '../../../../lib/reconciler/step';

const ARN = 'arn:aws:personalize:us-east-1:123456789012:recommender/top';
const GROUP = 'arn:aws:personalize:us-east-1:123456789012:dataset-group/shop';
const RECIPE = 'arn:aws:personalize:::recipe/aws-ecomm-popular-items-by-views';
const CONFIG = { minRecommendationRequestsPerSecond: 2 };
const [BEFORE, BEGAN, AFTER, NOW] = [9, 10, 11, 12].map((hour) => new Date(Date.UTC(2026, 0, 5, hour)));

const EQUAL = { name: 'top', recipeArn: RECIPE, datasetGroupArn: GROUP, recommenderConfig: CONFIG };
const DIFFERENT = { ...EQUAL, recommenderConfig: { minRecommendationRequestsPerSecond: 9 } };
const CONFLICTING = { ...EQUAL, recipeArn: 'arn:another' };

/** Returns `act`, which reconciles the recommender with this description, and the calls of Personalize by `act`. */
function prepare(operation: Step['operation'], description: Description | undefined, isHeld = false) {
  const calls: unknown[] = [];
  const request = { name: 'top', recipeArn: RECIPE, recommenderConfig: CONFIG };
  const step = {
    ...(operation && { operation }),
    scope: { partition: 'aws', region: 'us-east-1', accountId: '123456789012' },
    state: {
      datasetGroup: { name: 'shop' },
      datasets: [{ datasetType: 'INTERACTIONS' }],
      solutions: [],
      tasks: [{ input: { recommender: 'top', operation: 'START' } }],
    },
    resource: { type: 'recommender', name: 'top', pointer: '/recommenders/0', request },
    startedAt: BEGAN,
    now: NOW,
    dataHolds: { isHeld: async () => isHeld },
    personalize: {
      describe: async (_type: string, arn: string) => (arn === ARN ? description : undefined),
      create: async (_type: string, input: unknown) => calls.push(['create', input]) && ARN,
      update: async (_type: string, input: unknown) => void calls.push(['update', input]),
      delete: async (_type: string, arn: string) => void calls.push(['delete', arn]),
      operate: async (what: string, arn: string) => void calls.push([what, arn]),
    },
  } as unknown as Step;
  return {
    calls,
    act: (result: 'UNCHANGED' | 'CREATED' = 'UNCHANGED') => reconcileNamed(recommender, step, { result }),
  };
}

describe('a recommender', () => {
  it.each([
    ['a START while it is INACTIVE', 'START', { ...EQUAL, status: 'INACTIVE' }, 'start requested'],
    [
      'a START while it is INACTIVE, even if it differs from the file',
      'START',
      { ...DIFFERENT, status: 'INACTIVE' },
      'start requested',
    ],
    [
      'a START while it is INACTIVE, even if it is in conflict',
      'START',
      { ...CONFLICTING, status: 'INACTIVE' },
      'start requested',
    ],
    ['a STOP while it is ACTIVE', 'STOP', { ...EQUAL, status: 'ACTIVE' }, 'stop requested'],
    [
      'a STOP while it is ACTIVE, even if it differs from the file',
      'STOP',
      { ...DIFFERENT, status: 'ACTIVE' },
      'stop requested',
    ],
    [
      'a STOP while it is ACTIVE, even if it is in conflict',
      'STOP',
      { ...CONFLICTING, status: 'ACTIVE' },
      'stop requested',
    ],
    ['a STOP while it has no status', 'STOP', EQUAL, 'stop requested'],
  ] as const)('accepts %s', async (_, operation, description, reason) => {
    // Prepare
    const { act, calls } = prepare(operation, description);

    // Act
    const progress = await act();

    // Assess
    expect(calls).toEqual([[operation, ARN]]);
    expect(progress).toEqual({
      status: 'WAIT',
      reason,
      stepState: { arn: ARN, result: 'UPDATED' },
      waitFor: { kind: 'WORK', of: 'UPDATE', since: NOW },
    });
  });

  it('is reported as CREATED even if the run that created it also stops it', async () => {
    // Act
    const progress = await prepare('STOP', { ...EQUAL, status: 'ACTIVE' }).act('CREATED');

    // Assess
    expect(progress.stepState.result).toBe('CREATED');
  });

  it.each([
    ['a STOP while it is INACTIVE', 'STOP', 'INACTIVE', EQUAL],
    ['a STOP while it is INACTIVE, even if it differs from the file', 'STOP', 'INACTIVE', DIFFERENT],
    ['a STOP while it is INACTIVE, even if it is in conflict', 'STOP', 'INACTIVE', CONFLICTING],
    ['a STOP while it is CREATE FAILED', 'STOP', 'CREATE FAILED', EQUAL],
    ['a START while it is ACTIVE', 'START', 'ACTIVE', EQUAL],
    ['a run without an operation while it is INACTIVE', undefined, 'INACTIVE', EQUAL],
  ] as const)('is not changed by %s', async (_, operation, status, description) => {
    // Prepare
    const { act, calls } = prepare(operation, { ...description, status });

    // Act
    const progress = await act();

    // Assess
    expect(progress).toEqual({ status: 'READY', stepState: { arn: ARN, result: 'UNCHANGED' } });
    expect(calls).toEqual([]);
  });

  it.each([
    ['STOP', 'CREATE IN_PROGRESS', { kind: 'WORK', of: 'CREATION', since: BEFORE }],
    ['START', 'STOP IN_PROGRESS', { kind: 'WORK', of: 'UPDATE', since: BEGAN }],
    ['STOP', 'DELETE IN_PROGRESS', { kind: 'DELETION' }],
    ['START', 'DELETE PENDING', { kind: 'DELETION' }],
  ] as const)('waits before a %s while it is %s', async (operation, status, waitFor) => {
    // Prepare
    const { act, calls } = prepare(operation, { ...EQUAL, status, creationDateTime: BEFORE });

    // Act
    const progress = await act();

    // Assess
    expect(progress).toMatchObject({ status: 'WAIT', waitFor });
    expect(calls).toEqual([]);
  });

  it('stays stopped if it differs from the file, and has a note that says when the changes apply', async () => {
    // Prepare
    const { act, calls } = prepare(undefined, { ...DIFFERENT, status: 'INACTIVE' });

    // Act
    const progress = await act();

    // Assess
    expect(progress).toEqual({ status: 'READY', stepState: { arn: ARN, result: 'UNCHANGED', note: STOPPED } });
    expect(calls).toEqual([]);
  });

  it('is not created by a STOP if it does not exist', async () => {
    // Prepare
    const { act, calls } = prepare('STOP', undefined);

    // Act
    const progress = await act();

    // Assess
    expect(progress).toEqual({
      status: 'READY',
      stepState: { result: 'UNCHANGED', note: 'The recommender does not exist.' },
    });
    expect(calls).toEqual([]);
  });

  it.each([
    ['is created in its dataset group if it does not exist', undefined, ['create', EQUAL]],
    [
      'is deleted if its creation failed in an earlier run',
      { ...EQUAL, status: 'CREATE FAILED', lastUpdatedDateTime: BEFORE },
      ['delete', ARN],
    ],
    [
      'is updated in the members that can change',
      { ...DIFFERENT, status: 'ACTIVE' },
      ['update', { recommenderArn: ARN, recommenderConfig: { ...CONFIG, enableMetadataWithRecommendations: false } }],
    ],
  ] as const)('%s, with or without a START', async (_what, description, expected) => {
    // Prepare
    const runs = [prepare('START', description), prepare(undefined, description)];

    // Act
    for (const { act } of runs) await act();

    // Assess
    expect(runs.map(({ calls }) => calls)).toEqual([[expected], [expected]]);
  });

  it('that failed is in conflict if it is in another dataset group than in the file, and otherwise is deleted', async () => {
    // Prepare
    const failed = { ...EQUAL, status: 'CREATE FAILED', lastUpdatedDateTime: BEFORE };
    const theirs = prepare(undefined, { ...failed, datasetGroupArn: `${GROUP}-2` });
    const own = prepare(undefined, { ...failed, recommenderConfig: {} });

    // Act
    const acting = theirs.act();
    await own.act();

    // Assess
    await expect(acting).rejects.toMatchObject({ name: 'ResourceConflict' });
    await expect(acting).rejects.toThrow(/changes datasetGroupArn: /);
    expect(theirs.calls).toEqual([]);
    expect(own.calls).toEqual([['delete', ARN]]);
  });

  it('can be stopped, but not started, while users are deleted', async () => {
    // Prepare
    const [start, stop] = [
      prepare('START', { ...EQUAL, status: 'INACTIVE' }, true),
      prepare('STOP', { ...EQUAL, status: 'ACTIVE' }, true),
    ];

    // Act
    const started = start.act();
    const stopped = await stop.act();

    // Assess
    await expect(started).rejects.toThrow(DataHeld);
    expect(start.calls).toEqual([]);
    expect(stopped.status).toBe('WAIT');
  });

  it.each([
    ['is reported as UPDATED by a STOP if it stopped after the run began', 'STOP', AFTER, 'UPDATED'],
    ['is reported as UPDATED by a STOP if it stopped when the run began', 'STOP', BEGAN, 'UPDATED'],
    ['is reported as UNCHANGED by a STOP if it stopped before the run began', 'STOP', BEFORE, 'UNCHANGED'],
    ['is reported as UNCHANGED if the run has no operation', undefined, AFTER, 'UNCHANGED'],
  ] as const)('that is INACTIVE %s', async (_, operation, lastUpdatedDateTime, result) => {
    // Prepare
    const description = { ...EQUAL, status: 'INACTIVE', creationDateTime: BEFORE, lastUpdatedDateTime };

    // Act
    const progress = await prepare(operation, description as Description).act();

    // Assess
    expect(progress.stepState).toEqual({ arn: ARN, result });
  });

  it.each([
    ['with a known recipe needs the datasets of the recipe', 'aws-ecomm-popular-items-by-views', ['INTERACTIONS']],
    ['with an unknown recipe needs no dataset', 'of-somebody-else', []],
  ])('%s', (_, recipe, needed) => {
    // Prepare
    const request = { recipeArn: `arn:aws:personalize:::recipe/${recipe}` };
    const step = { resource: { type: 'recommender', name: 'top', pointer: '', request } } as unknown as Step;

    // Act
    const found = recommender.neededDatasets?.(step) ?? [];

    // Assess
    expect(found).toEqual(expect.arrayContaining(needed));
    expect(found.length > 0).toBe(needed.length > 0);
  });
});
