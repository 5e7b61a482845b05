import type { Description, PersonalizeApi } from '../../../../lib/reconciler/account/personalize-api';
import { reconcileNamed } from '../../../../lib/reconciler/resource-types/reconcile-named';
import type { NamedResource } from '../../../../lib/reconciler/resource-types/resource-type';
import type { Step, StepState } from '../../../../lib/reconciler/step';

const BEGAN = new Date('2026-01-05T10:00:00Z');
const BEFORE = new Date('2026-01-05T09:00:00Z');
const NOW = new Date('2026-01-05T10:40:00Z');
const AFTER = new Date('2026-01-05T10:30:00Z');
const NOTHING_YET: StepState = { result: 'UNCHANGED' };

/** A strategy like that of campaigns for a resource with this description, and the calls of Personalize. */
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
  test('creates an absent resource', async () => {
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
    ['created since it began', { creationDateTime: AFTER }, 'CREATED'],
    ['created at the moment it began', { creationDateTime: BEGAN }, 'CREATED'],
    ['changed since, not by an update', { creationDateTime: BEFORE, lastUpdatedDateTime: AFTER }, 'UNCHANGED'],
    [
      'created before, and updated since',
      { creationDateTime: BEFORE, latestCampaignUpdate: { status: 'ACTIVE', creationDateTime: AFTER } },
      'UPDATED',
    ],
    [
      'created and updated before',
      { creationDateTime: BEFORE, latestCampaignUpdate: { status: 'ACTIVE', creationDateTime: BEFORE } },
      'UNCHANGED',
    ],
  ])('recognises a poll whose answer was lost by its effect: %s', async (_name, description, result) => {
    // Prepare
    const { strategy, step, calls } = prepare({ status: 'ACTIVE', tps: 1, ...description });

    // Act
    const progress = await reconcileNamed(strategy, step, NOTHING_YET);

    // Assess
    expect(progress).toMatchObject({ status: 'READY', stepState: { arn: 'arn:campaign', result } });
    expect(calls).toEqual([]);
  });

  test('does not change a resource that is active and equal', async () => {
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

  test('updates a resource that is active and different', async () => {
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
    ['a schema is ready, as it has no status', { type: 'schema' }, undefined, 'READY'],
    ['a resource that is active at once is ready', { isActiveAtOnce: true }, 'ACTIVE', 'READY'],
    ['a resource that is not active yet is not ready', { isActiveAtOnce: true }, 'CREATE PENDING', 'WAIT'],
    ['a resource that is not shown yet is not ready', { isActiveAtOnce: true }, undefined, 'WAIT'],
    ['a resource whose creation takes time is not ready', {}, 'ACTIVE', 'WAIT'],
  ] as const)('is ready after a creation, or waits: %s', async (_what, kind, status, expected) => {
    // Prepare
    const { strategy, step } = prepare(undefined);
    const answers = [undefined, status && { arn: 'arn:campaign', description: { status } }];
    const find = async () => answers.shift();

    // Act
    const progress = await reconcileNamed({ ...strategy, ...kind, find }, step, NOTHING_YET);

    // Assess
    expect(progress).toMatchObject({ status: expected, stepState: { result: 'CREATED', arn: 'arn:campaign' } });
  });

  test("treats a schema that was created since it began as one that may be another dataset group's", async () => {
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

  test('reports a difference that cannot be updated as a conflict, with both values and how to solve it', async () => {
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

  test.each([AFTER, BEGAN])(
    'fails with Personalize’s reason if the resource failed in this run, at %s',
    async (failedAt) => {
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
    },
  );

  test.each([
    ['an earlier run left failed', BEFORE],
    ['failed at an unknown time', undefined],
  ])('deletes a resource that %s, and creates it again once it is gone', async (_what, lastUpdatedDateTime) => {
    // Prepare
    const failed = { status: 'CREATE FAILED', ...(lastUpdatedDateTime && { lastUpdatedDateTime }) };
    const { strategy, step, calls } = prepare(failed);

    // Act
    const progress = await reconcileNamed(strategy, step, NOTHING_YET);

    // Assess
    expect(calls).toEqual(['delete arn:campaign']);
    expect(progress).toMatchObject({ status: 'WAIT', stepState: NOTHING_YET, waitFor: { kind: 'DELETION' } });
  });

  test.each([
    ['CREATE IN_PROGRESS', undefined, 'CREATION', BEFORE],
    ['ACTIVE', { status: 'UPDATE IN_PROGRESS', creationDateTime: AFTER }, 'UPDATE', AFTER],
    ['START IN_PROGRESS', undefined, 'UPDATE', BEGAN],
  ])('waits for one that is %s, with the update %j, as %s since %s', async (...row) => {
    // Prepare
    const [status, latestCampaignUpdate, of, since] = row;
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
