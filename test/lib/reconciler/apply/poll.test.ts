import { LimitExceededException, ResourceInUseException } from '@aws-sdk/client-personalize';
import type { Description, Personalize } from '../../../../lib/reconciler/account/personalize-api';
import { newsOfFailure, poll } from '../../../../lib/reconciler/apply/poll';
import { ResourceFailed } from '../../../../lib/reconciler/errors';
import type { Step, StepState } from '../../../../lib/reconciler/step';
import type { CreationIntents } from '../../../../lib/record-table/creation-intents';

const GROUP = 'arn:aws:personalize:us-east-1:123456789012:dataset-group/shop';
const BEGAN = new Date('2026-01-05T10:00:00Z');
const NOW = new Date('2026-01-05T10:01:00Z');
const FIRST: StepState = { result: 'UNCHANGED', since: BEGAN.toISOString() };
const CREATED: StepState = { ...FIRST, arn: GROUP, result: 'CREATED' };
const NO_INTENTS = {} as CreationIntents;

/** Returns a step for a dataset group. `description` is the result of each Describe request, or its error. */
function stepWith(description: Description | undefined | Error): Step {
  const resource = {
    type: 'datasetGroup',
    name: 'shop',
    pointer: '/datasetGroup',
    request: { name: 'shop' },
  };
  const personalize = {
    describe: async () => {
      if (description instanceof Error) throw description;
      return description;
    },
    create: async () => GROUP,
  } as unknown as Personalize;
  return {
    state: { datasetGroup: resource, datasets: [], solutions: [] },
    resource,
    scope: { partition: 'aws', region: 'us-east-1', accountId: '123456789012' },
    startedAt: BEGAN,
    now: NOW,
    until: 'ACTIVE',
    personalize,
  } as unknown as Step;
}

describe('poll', () => {
  it('requests the creation, reports it, and returns the seconds until the next poll', async () => {
    // Act
    const polled = await poll(stepWith(undefined), FIRST, NO_INTENTS);

    // Assess
    expect(polled).toMatchObject({
      status: 'WAIT',
      waitSeconds: expect.any(Number),
      stepState: { arn: GROUP, result: 'CREATED' },
      reason: 'creation requested',
      isCreated: true,
      isSettled: false,
      result: { resource: "dataset group 'shop'", result: 'CREATED', arn: GROUP },
      stateChanges: [{ type: 'datasetGroup', arn: GROUP, status: 'CREATING' }],
    });
  });

  it('reports nothing while the creation is in progress', async () => {
    // Act
    const polled = await poll(stepWith({ status: 'CREATE IN_PROGRESS' }), CREATED, NO_INTENTS);

    // Assess
    expect(polled).toMatchObject({ status: 'WAIT', isCreated: false, stateChanges: [] });
    expect(polled.result).toBeUndefined();
  });

  it('reports the end of the creation, with its duration', async () => {
    // Act
    const polled = await poll(stepWith({ status: 'ACTIVE', name: 'shop' }), CREATED, NO_INTENTS);

    // Assess
    expect(polled).toMatchObject({
      status: 'READY',
      isSettled: true,
      result: { result: 'CREATED', seconds: 60 },
      stateChanges: [{ status: 'ACTIVE', durationSeconds: 60 }],
    });
    expect(polled.waitSeconds).toBeUndefined();
  });

  it('reports no state change of a resource that already matched the file', async () => {
    // Act
    const polled = await poll(stepWith({ status: 'ACTIVE', name: 'shop' }), FIRST, NO_INTENTS);

    // Assess
    expect(polled).toMatchObject({ result: { result: 'UNCHANGED' }, stateChanges: [] });
  });
});

describe('a poll whose request to create a resource is refused', () => {
  const limit = new LimitExceededException({
    message: 'More than 5 resources with PENDING or IN_PROGRESS status.',
    $metadata: {},
  });
  const inUse = new ResourceInUseException({ message: 'in use', $metadata: {} });
  /** Returns a step whose resource does not exist yet. Its creation fails with the error. */
  const refusing = (error: unknown, members: Partial<Step> = {}): Step => {
    const create = async () => {
      throw error;
    };
    const step = stepWith(undefined);
    return { ...step, personalize: { ...step.personalize, create }, ...members };
  };

  it.each([
    ['a quota of resources in progress is reached', limit, 'ACTIVE', 'QUOTA', 'QUOTA'],
    [
      'a quota of resources in progress is reached, also in a step that only begins the work',
      limit,
      'STARTED',
      'QUOTA',
      'QUOTA',
    ],
    ['another request uses the resource', inUse, 'STARTED', 'WAIT', 'IN_USE'],
  ] as const)('waits while %s', async (_what, error, until, status, kind) => {
    // Act
    const { reason, isCreated, ...polled } = await poll(refusing(error, { until }), FIRST, NO_INTENTS);

    // Assess
    expect(polled).toMatchObject({ status, waitSeconds: expect.any(Number), stepState: { result: 'UNCHANGED' } });
    expect(polled.stepState.waitingSince).toEqual({ [kind]: NOW.toISOString() });
    expect(polled.stepState.arn).toBeUndefined();
    expect(reason).toContain(error.message);
    expect(isCreated).toBe(false);
  });

  it('fails for a permanent error, and names the resource', async () => {
    // Act
    const failing = poll(refusing(new Error('A name is taken.')), FIRST, NO_INTENTS);

    // Assess
    await expect(failing).rejects.toMatchObject({
      name: 'ResourceFailed',
      message: expect.stringMatching(/^dataset group 'shop': .*A name is taken\./),
    });
  });

  it('passes on a thrown value that is not an error', async () => {
    // Act and assess
    await expect(poll(refusing('no'), FIRST, NO_INTENTS)).rejects.toBe('no');
  });
});

describe('newsOfFailure', () => {
  const failure = new Error('Personalize is out of order.');

  it('has the ARN and a state change if Personalize shows the resource', async () => {
    // Act
    const news = await newsOfFailure(stepWith({ status: 'CREATE FAILED' }), FIRST, failure);

    // Assess
    expect(news).toEqual({
      result: {
        type: 'datasetGroup',
        resource: "dataset group 'shop'",
        result: 'FAILED',
        arn: GROUP,
        seconds: 60,
        note: failure.message,
      },
      stateChanges: [{ type: 'datasetGroup', arn: GROUP, status: 'FAILED', durationSeconds: 60 }],
    });
  });

  it('takes the ARN of a solution version from the error, because a version cannot be found by its name', async () => {
    // Prepare
    const failed = new ResourceFailed("solution version of solution 'top'", 'CREATE STOPPED', 'arn:version');

    // Act
    const news = await newsOfFailure(stepWith(failure), FIRST, failed);

    // Assess
    expect(news).toMatchObject({ result: { result: 'FAILED', arn: 'arn:version' } });
    expect(news.stateChanges).toEqual([expect.objectContaining({ arn: 'arn:version', status: 'FAILED' })]);
  });

  it.each([
    ['the resource does not exist', undefined],
    ['Personalize does not answer', failure],
  ])('has no state change if %s', async (_why, description) => {
    // Act
    const news = await newsOfFailure(stepWith(description), FIRST, failure);

    // Assess
    expect(news).toMatchObject({ result: { result: 'FAILED' }, stateChanges: [] });
  });
});
