import type { Description, PersonalizeApi } from '../../../../lib/reconciler/account/personalize-api';
import { reconcileNamed } from '../../../../lib/reconciler/resource-types/reconcile-named';
import type { NamedResource } from '../../../../lib/reconciler/resource-types/resource-type';
import type { Step, StepState } from '../../../../lib/reconciler/step';
import { stateOf } from '../../../support/planned';
import { sample } from '../../../support/sample';

const BEGAN = new Date('2026-01-05T10:00:00Z');
const BEFORE = new Date('2026-01-05T09:00:00Z');
const NOW = new Date('2026-01-05T10:40:00Z');
const AFTER = new Date('2026-01-05T10:30:00Z');
const NOTHING_YET: StepState = { result: 'UNCHANGED' };

/** Returns a strategy like that of campaigns, a step for a resource with this description, and the step's calls of Personalize. */
function prepare(description: Description | undefined, desired: Record<string, unknown> = { tps: 1 }) {
  const calls: string[] = [];
  const strategy: NamedResource = {
    type: 'campaign',
    arnOf: () => 'arn:campaign',
    find: async () => description && { arn: 'arn:campaign', description },
    createRequest: async () => desired,
    differences: async (_step, found) =>
      Object.entries(desired)
        .filter(([member, value]) => found.description[member] !== value)
        .map(([member, value]) => ({ member, actual: found.description[member], desired: value })),
    updatable: ['tps'],
    updateRequest: (_step, { arn }) => ({ campaignArn: arn }),
    resolution: 'Give it another name.',
  };
  const personalize = {
    create: async (type: string) => {
      calls.push(`create ${type}`);
      return 'arn:campaign';
    },
    update: async (type: string) => void calls.push(`update ${type}`),
    delete: async (_type: string, arn: string) => void calls.push(`delete ${arn}`),
  } as unknown as PersonalizeApi;
  const resource = { type: 'campaign', name: 'top', pointer: '', request: {} };
  const step = { resource, personalize, startedAt: BEGAN, now: NOW } as unknown as Step;
  return { strategy, step, calls };
}

describe('reconcileNamed', () => {
  test("fails with a conflict if the resource conflicts with the run's file and with the newer file in force", async () => {
    // Prepare
    const { strategy, step } = prepare({ status: 'ACTIVE', owner: 'another' }, { owner: 'ours' });
    const state = stateOf(JSON.stringify(sample()));
    const resource = state.solutions[0]?.campaigns[0];
    const newerFile = async () => stateOf(JSON.stringify(sample()));

    // Act
    const act = reconcileNamed(strategy, { ...step, state, newerFile, ...(resource && { resource }) }, NOTHING_YET);

    // Assess
    await expect(act).rejects.toMatchObject({ name: 'ResourceConflict' });
  });

  test('creates a resource that does not exist', async () => {
    // Prepare
    const { strategy, step, calls } = prepare(undefined);

    // Act
    const progress = await reconcileNamed(strategy, step, NOTHING_YET);

    // Assess
    expect(calls).toEqual(['create campaign']);
    expect(progress).toMatchObject({ status: 'WAIT', stepState: { result: 'CREATED', arn: 'arn:campaign' } });
  });

  test.each(['CREATE PENDING', 'CREATE IN_PROGRESS', 'DELETE PENDING', 'DELETE IN_PROGRESS', 'UPDATE PENDING'])(
    'waits while the resource is %s',
    async (status) => {
      // Prepare
      const { strategy, step, calls } = prepare({ status });

      // Act
      const progress = await reconcileNamed(strategy, step, NOTHING_YET);

      // Assess
      expect(progress.status).toBe('WAIT');
      expect(calls).toEqual([]);
    },
  );

  test.each([
    ['CREATED if the resource was created since the step began', { creationDateTime: AFTER }, 'CREATED'],
    ['CREATED if the resource was created when the step began', { creationDateTime: BEGAN }, 'CREATED'],
    [
      "CREATED if Personalize's clock is some seconds behind that of the function",
      { creationDateTime: new Date(BEGAN.getTime() - 5000) },
      'CREATED',
    ],
    [
      'UNCHANGED if the resource changed since the step began, but not by an update',
      { creationDateTime: BEFORE, lastUpdatedDateTime: AFTER },
      'UNCHANGED',
    ],
    [
      'UPDATED if the resource was updated since the step began',
      { creationDateTime: BEFORE, latestCampaignUpdate: { status: 'ACTIVE', creationDateTime: AFTER } },
      'UPDATED',
    ],
    [
      'UNCHANGED if the resource was created and updated before the step began',
      { creationDateTime: BEFORE, latestCampaignUpdate: { status: 'ACTIVE', creationDateTime: BEFORE } },
      'UNCHANGED',
    ],
  ])('if the answer to a poll was lost, reports %s', async (_name, description, result) => {
    // Prepare
    const { strategy, step, calls } = prepare({ status: 'ACTIVE', tps: 1, ...description });

    // Act
    const progress = await reconcileNamed(strategy, step, NOTHING_YET);

    // Assess
    expect(progress).toMatchObject({ status: 'READY', stepState: { arn: 'arn:campaign', result } });
    expect(calls).toEqual([]);
  });

  test('does not change a resource that is ACTIVE and matches the file', async () => {
    // Prepare
    const { strategy, step, calls } = prepare({ status: 'ACTIVE', tps: 1 });

    // Act
    const progress = await reconcileNamed(strategy, step, NOTHING_YET);

    // Assess
    expect(progress).toEqual({
      status: 'READY',
      stepState: { result: 'UNCHANGED', arn: 'arn:campaign' },
    });
    expect(calls).toEqual([]);
  });

  test('updates a resource that is ACTIVE and differs from the file', async () => {
    // Prepare
    const { strategy, step, calls } = prepare({ status: 'ACTIVE', tps: 5 });

    // Act
    const progress = await reconcileNamed(strategy, step, NOTHING_YET);

    // Assess
    expect(calls).toEqual(['update campaign']);
    expect(progress).toMatchObject({ status: 'WAIT', stepState: { result: 'UPDATED' } });
  });

  test('reports a resource as created in this run even if it is then updated', async () => {
    // Prepare
    const { strategy, step } = prepare({ status: 'ACTIVE', tps: 5 });

    // Act
    const progress = await reconcileNamed(strategy, step, { result: 'CREATED' });

    // Assess
    expect(progress).toMatchObject({
      stepState: { arn: 'arn:campaign', result: 'CREATED' },
      waitFor: { kind: 'WORK', of: 'UPDATE', since: NOW },
    });
  });

  test.each([
    ['is ready after the creation of a schema, which has no status', { type: 'schema' }, undefined, 'READY'],
    ['is ready after the creation of a resource that is ACTIVE at once', { isActiveAtOnce: true }, 'ACTIVE', 'READY'],
    [
      'waits after the creation of a resource that is not ACTIVE yet',
      { isActiveAtOnce: true },
      'CREATE PENDING',
      'WAIT',
    ],
    ['waits after the creation of a resource that is not shown yet', { isActiveAtOnce: true }, undefined, 'WAIT'],
    ['waits after the creation of a resource of a type that is not marked as ACTIVE at once', {}, 'ACTIVE', 'WAIT'],
  ] as const)('%s', async (_what, kind, status, expected) => {
    // Prepare
    const { strategy, step } = prepare(undefined);
    const answers = [undefined, status && { arn: 'arn:campaign', description: { status } }];
    const find = async () => answers.shift();

    // Act
    const progress = await reconcileNamed({ ...strategy, ...kind, find }, step, NOTHING_YET);

    // Assess
    expect(progress).toMatchObject({ status: expected, stepState: { result: 'CREATED', arn: 'arn:campaign' } });
  });

  test('reports UNCHANGED for a schema that was created since the step began, as another dataset group may have created it', async () => {
    // Prepare
    const { strategy, step } = prepare({ status: 'ACTIVE', tps: 1, creationDateTime: AFTER });

    // Act
    const progress = await reconcileNamed({ ...strategy, type: 'schema' }, step, NOTHING_YET);

    // Assess
    expect(progress.stepState).toEqual({ result: 'UNCHANGED', arn: 'arn:campaign' });
  });

  test('waits for an update to finish, whoever requested it', async () => {
    // Prepare
    const description = { status: 'ACTIVE', tps: 5, latestCampaignUpdate: { status: 'CREATE IN_PROGRESS' } };
    const { strategy, step, calls } = prepare(description);

    // Act
    const progress = await reconcileNamed(strategy, step, NOTHING_YET);

    // Assess
    expect(progress.status).toBe('WAIT');
    expect(calls).toEqual([]);
  });

  test('fails if an update of this run failed', async () => {
    // Prepare
    const latestCampaignUpdate = {
      status: 'CREATE FAILED',
      failureReason: 'No capacity.',
      lastUpdatedDateTime: AFTER,
    };
    const { strategy, step } = prepare({ status: 'ACTIVE', tps: 5, latestCampaignUpdate });

    // Act
    const act = reconcileNamed(strategy, step, NOTHING_YET);

    // Assess
    await expect(act).rejects.toThrow("campaign 'top': No capacity.");
  });

  test('repeats an update that failed in an earlier run', async () => {
    // Prepare
    const latestCampaignUpdate = {
      status: 'CREATE FAILED',
      failureReason: 'No capacity.',
      lastUpdatedDateTime: BEFORE,
    };
    const { strategy, step, calls } = prepare({ status: 'ACTIVE', tps: 5, latestCampaignUpdate });

    // Act
    await reconcileNamed(strategy, step, NOTHING_YET);

    // Assess
    expect(calls).toEqual(['update campaign']);
  });

  test('fails with a conflict if Personalize cannot change the member that differs; the error has both values and a way out', async () => {
    // Prepare
    const { strategy, step, calls } = prepare(
      { status: 'ACTIVE', tps: 5, recipeArn: 'old' },
      { tps: 1, recipeArn: 'new' },
    );

    // Act
    const act = reconcileNamed(strategy, step, NOTHING_YET);

    // Assess
    await expect(act).rejects.toThrow(
      'campaign \'top\': the parameter file changes recipeArn: "old" -> "new". Give it another name.',
    );
    expect(calls).toEqual([]);
  });

  test.each([
    ['after the step began', AFTER],
    ['when the step began', BEGAN],
  ])("fails with Personalize's reason if the creation failed %s", async (_, failedAt) => {
    // Prepare
    const description = {
      status: 'CREATE FAILED',
      failureReason: 'Too little data.',
      lastUpdatedDateTime: failedAt,
    };
    const { strategy, step, calls } = prepare(description);

    // Act
    const act = reconcileNamed(strategy, step, { result: 'CREATED' });

    // Assess
    await expect(act).rejects.toThrow("campaign 'top': Too little data.");
    expect(calls).toEqual([]);
  });

  test.each([
    ['failed in an earlier run', BEFORE],
    ['failed at an unknown time', undefined],
  ])('deletes a resource that %s, to create it again after the deletion', async (_what, lastUpdatedDateTime) => {
    // Prepare
    const failed = { status: 'CREATE FAILED', ...(lastUpdatedDateTime && { lastUpdatedDateTime }) };
    const { strategy, step, calls } = prepare(failed);

    // Act
    const progress = await reconcileNamed(strategy, step, NOTHING_YET);

    // Assess
    expect(calls).toEqual(['delete arn:campaign']);
    expect(progress).toMatchObject({ status: 'WAIT', stepState: NOTHING_YET, waitFor: { kind: 'DELETION' } });
  });

  test('updates, and does not delete, a resource whose update failed in an earlier run, as it may contain data', async () => {
    // Prepare
    const { strategy, step, calls } = prepare({ status: 'UPDATE FAILED', tps: 2, lastUpdatedDateTime: BEFORE });

    // Act
    const { status } = await reconcileNamed(strategy, step, NOTHING_YET);

    // Assess
    expect([status, calls]).toEqual(['WAIT', ['update campaign']]);
  });

  test("fails with Personalize's reason if an update of the resource failed in this run", async () => {
    // Prepare
    const failed = { status: 'UPDATE FAILED', failureReason: 'Fields differ.', tps: 2, lastUpdatedDateTime: AFTER };
    const { strategy, step, calls } = prepare(failed);

    // Act
    const act = reconcileNamed(strategy, step, NOTHING_YET);

    // Assess
    await expect(act).rejects.toThrow("campaign 'top': Fields differ.");
    expect(calls).toEqual([]);
  });

  test('starts no resource that a newer file in force no longer has', async () => {
    // Prepare
    const { strategy, step, calls } = prepare({ status: 'INACTIVE', tps: 1 });
    const newerFile = async () => stateOf(JSON.stringify(sample()));

    // Act
    const act = reconcileNamed(strategy, { ...step, operation: 'START', newerFile }, NOTHING_YET);

    // Assess
    await expect(act).rejects.toThrow("campaign 'top': not created or changed");
    expect(calls).toEqual([]);
  });

  test('starts a resource whose start failed in an earlier run', async () => {
    // Prepare
    const operated: string[] = [];
    const { strategy, step } = prepare({
      status: 'START FAILED',
      creationDateTime: BEFORE,
      lastUpdatedDateTime: BEFORE,
    });
    const personalize = { ...step.personalize, operate: async (operation: string) => void operated.push(operation) };

    // Act
    await reconcileNamed(strategy, { ...step, personalize, operation: 'START' } as Step, NOTHING_YET);

    // Assess
    expect(operated).toEqual(['START']);
  });

  test('creates a resource again if Personalize does not show the new resource within two minutes', async () => {
    // Prepare
    const { strategy, step, calls } = prepare(undefined);
    const created = { result: 'CREATED', arn: 'arn:campaign' } as const;
    const secondsAgo = (seconds: number) => new Date(NOW.getTime() - seconds * 1000).toISOString();

    // Act
    const soon = await reconcileNamed(strategy, step, { ...created, createdAt: secondsAgo(60) });
    const before = [...calls];
    await reconcileNamed(strategy, step, { ...created, createdAt: secondsAgo(121) });

    // Assess
    expect(soon).toMatchObject({ status: 'WAIT', waitFor: { kind: 'NOT_VISIBLE' } });
    expect([before, calls]).toEqual([[], ['create campaign']]);
  });

  test.each([
    ['was created since the step began', { creationDateTime: AFTER }, 'UNCHANGED'],
    [
      'was updated since the step began',
      { creationDateTime: BEFORE, latestCampaignUpdate: { creationDateTime: AFTER } },
      'UNCHANGED',
    ],
  ])('reports UNCHANGED at the first poll of a step if the resource %s', async (_, description, result) => {
    // Prepare
    const { strategy, step } = prepare({ status: 'ACTIVE', tps: 1, ...description });

    // Act
    const { stepState } = await reconcileNamed(strategy, { ...step, isFirstPoll: true }, NOTHING_YET);

    // Assess
    expect(stepState).toMatchObject({ result });
  });

  test.each([
    ['a creation from its beginning', 'CREATE IN_PROGRESS', undefined, 'CREATION', BEFORE],
    [
      'an update from its beginning',
      'ACTIVE',
      { status: 'UPDATE IN_PROGRESS', creationDateTime: AFTER },
      'UPDATE',
      AFTER,
    ],
    ['a start from the beginning of the step', 'START IN_PROGRESS', undefined, 'UPDATE', BEGAN],
  ])('counts the wait for %s', async (_, status, latestCampaignUpdate, of, since) => {
    // Prepare
    const { strategy, step } = prepare({
      status,
      creationDateTime: BEFORE,
      ...(latestCampaignUpdate && { latestCampaignUpdate }),
    });

    // Act
    const progress = await reconcileNamed(strategy, step, NOTHING_YET);

    // Assess
    expect(progress).toMatchObject({ status: 'WAIT', waitFor: { kind: 'WORK', of, since } });
  });
});
