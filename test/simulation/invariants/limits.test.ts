import { everythingEnds, nothingTakesTooLong } from '../../../simulation/invariants/limits';
import type { World } from '../../../simulation/simulate/world';

/** Checks the invariant for a function that timed out once. */
async function check(...hung: readonly string[]) {
  const world = {
    faults: { interruptions: hung.map((roleName) => ({ kind: 'CALLER_HUNG', roleName })) },
    local: {
      lambda: {
        invocations: () => [
          { functionName: 'personalize-end-run', error: { errorType: 'Sandbox.Timedout' } },
          { functionName: 'personalize-end-run', error: { errorType: 'Runtime.ExitError' } },
          { functionName: 'personalize-end-run' },
        ],
      },
    },
  };
  const broken: string[] = [];
  await nothingTakesTooLong.check?.(world as unknown as World, (what) => broken.push(what));
  return broken;
}

describe('a function', () => {
  it('may time out if a fault made it hang', async () => {
    expect(await check('personalize-end-run-lambda-us-east-1')).toEqual([]);
  });

  it('must not time out if no fault made it hang', async () => {
    expect(await check('personalize-upload-lambda-us-east-1')).toEqual([
      'personalize-end-run timed out 1 times, and hung 0 times',
    ]);
  });
});

it.each([
  ['is violated if something still runs after 30 days', undefined, ['something was still running after 30 days']],
  [
    'is also violated under a permanent fault for which no scheduled run waits',
    'neverAnswers',
    ['something was still running after 30 days'],
  ],
  ['holds while scheduled trainings wait for a quota that stays reached', 'quotaAlwaysReached', []],
  ['holds while scheduled runs wait for resources that stay in use', 'alwaysInUse', []],
])('the invariant on the end of all work %s', async (_, kind, expected) => {
  // Act
  const broken: string[] = [];
  const scenario = kind === undefined ? {} : { lasting: { kind } };
  await everythingEnds.check?.({ restless: true, scenario } as unknown as World, (what) => broken.push(what));

  // Assess
  expect(broken).toEqual(expected);
});
