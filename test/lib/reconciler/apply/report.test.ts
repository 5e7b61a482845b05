import { newsOf, newsOfError } from '../../../../lib/reconciler/apply/report';
import { LeftFile, NotCovered, RefusedBefore } from '../../../../lib/reconciler/errors';
import type { Progress, Step, StepState } from '../../../../lib/reconciler/step';

const BEGAN = '2026-01-05T10:00:00Z';
const ARN = 'arn:recommender';
const RESOURCE = { type: 'recommender', name: 'for-you', pointer: '/recommenders/0', request: {} };
const FIRST: StepState = { result: 'UNCHANGED' };
const KNOWN: StepState = { arn: ARN, result: 'UNCHANGED' };

/** A step that began a minute ago. */
function step(members: Partial<Step> = {}): Step {
  const state = { datasetGroup: {}, datasets: [], solutions: [] };
  const times = { startedAt: new Date(BEGAN), now: new Date('2026-01-05T10:01:00Z') };
  return { state, resource: RESOURCE, until: 'ACTIVE', ...times, ...members } as unknown as Step;
}
const ready = (stepState: StepState): Progress => ({ status: 'READY', stepState });
const busy = (stepState: StepState): Progress => ({
  status: 'WAIT',
  reason: 'CREATE IN_PROGRESS',
  stepState,
  waitFor: { kind: 'BUSY' },
});

describe('the news of a poll', () => {
  it.each<[string, StepState, Progress, Partial<Step>, readonly object[]]>([
    ['has one state change for a creation', FIRST, busy({ ...KNOWN, result: 'CREATED' }), {}, [{ status: 'CREATING' }]],
    [
      'has two state changes for a creation that ends at once',
      FIRST,
      ready({ ...KNOWN, result: 'CREATED' }),
      {},
      [{ status: 'CREATING' }, { status: 'ACTIVE', durationSeconds: 60 }],
    ],
    ['has one state change for an update', KNOWN, busy({ ...KNOWN, result: 'UPDATED' }), {}, [{ status: 'UPDATING' }]],
    [
      'has no state change for an update that follows a creation',
      { ...KNOWN, result: 'CREATED' },
      busy({ ...KNOWN, result: 'UPDATED' }),
      {},
      [],
    ],
    [
      'has one state change for a recommender that has started, with the seconds since the recorded beginning of the work',
      { ...KNOWN, result: 'UPDATED', since: '2026-01-05T09:59:00Z' },
      ready({ ...KNOWN, result: 'UPDATED' }),
      { operation: 'START' },
      [{ status: 'ACTIVE', durationSeconds: 120 }],
    ],
    [
      'has one state change for a recommender that has stopped',
      { ...KNOWN, result: 'UPDATED' },
      ready({ ...KNOWN, result: 'UPDATED' }),
      { operation: 'STOP' },
      [{ status: 'INACTIVE', durationSeconds: 60 }],
    ],
    [
      'has no state change for work that is still in progress',
      { ...KNOWN, result: 'CREATED' },
      busy({ ...KNOWN, result: 'CREATED' }),
      {},
      [],
    ],
    ['has no state change for a step that only begins work', FIRST, ready(KNOWN), { until: 'STARTED' }, []],
    ['has no state change for a resource that is as desired', FIRST, ready(KNOWN), {}, []],
    ['has no state change for a creation that has no ARN yet', FIRST, busy({ result: 'CREATED' }), {}, []],
  ])('%s', (_what, before, progress, members, expected) => {
    // Act
    const { stateChanges } = newsOf(step(members), before, progress);

    // Assess
    expect(stateChanges).toEqual(expected.map((change) => ({ type: 'recommender', arn: ARN, ...change })));
  });

  it.each<[string, StepState, Progress, Partial<Step>, object | undefined]>([
    [
      'the end of a step',
      FIRST,
      ready({ ...KNOWN, note: 'kept' }),
      {},
      { result: 'UNCHANGED', arn: ARN, seconds: 60, note: 'kept' },
    ],
    [
      'the end of a step without a known ARN',
      FIRST,
      ready({ result: 'UNCHANGED' }),
      {},
      { result: 'UNCHANGED', seconds: 60 },
    ],
    [
      'a creation that is still in progress',
      FIRST,
      busy({ ...KNOWN, result: 'CREATED' }),
      {},
      { result: 'CREATED', arn: ARN },
    ],
    ['nothing if nothing has changed', KNOWN, busy(KNOWN), {}, undefined],
    ['nothing at the end of a step that only begins work', KNOWN, ready(KNOWN), { until: 'STARTED' }, undefined],
    [
      'a duration of 0 seconds if the clock of the function is behind',
      FIRST,
      ready(KNOWN),
      { now: new Date('2026-01-05T09:00:00Z') },
      { result: 'UNCHANGED', arn: ARN, seconds: 0 },
    ],
  ])('contains %s', (_what, before, progress, members, expected) => {
    // Act
    const { result } = newsOf(step(members), before, progress);

    // Assess
    const resource = { type: 'recommender', resource: "recommender 'for-you'" };
    expect(result).toStrictEqual(expected && { ...resource, ...expected });
  });
});

describe('the news of an error', () => {
  it.each([
    [
      'with a known ARN as FAILED, and has a state change',
      ARN,
      [{ type: 'recommender', arn: ARN, status: 'FAILED', durationSeconds: 60 }],
    ],
    ['without a known ARN as FAILED, and has no state change', undefined, []],
  ])('shows a resource %s', (_, arn, stateChanges) => {
    // Act
    const news = newsOfError(step(), FIRST, new Error('no'), arn);

    // Assess
    expect(news).toStrictEqual({
      result: {
        type: 'recommender',
        resource: "recommender 'for-you'",
        result: 'FAILED',
        seconds: 60,
        note: 'no',
        ...(arn !== undefined && { arn }),
      },
      stateChanges,
    });
  });

  it.each([
    [{ result: 'UNCHANGED' }, new LeftFile("recommender 'for-you'")],
    [{ result: 'UNCHANGED', isRefusedAgain: true }, new RefusedBefore("recommender 'for-you'", 'no')],
    [{ result: 'SKIPPED', isOverBudget: true }, new NotCovered("recommender 'for-you'", 'no', true)],
  ])('shows a resource as %j, without a state change, if the error does not fail the run', (expected, error) => {
    // Act
    const { result, stateChanges } = newsOfError(step(), FIRST, error, ARN);

    // Assess
    expect(result).toMatchObject({ ...expected, arn: ARN });
    expect(stateChanges).toEqual([]);
  });
});
