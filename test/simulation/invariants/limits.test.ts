import { everythingEnds, nothingTakesTooLong } from '../../../simulation/invariants/limits';
import type { World } from '../../../simulation/simulate/world';

/** Checks the invariant for `end-run`, which timed out once. @param hung names of the roles of functions that a fault made hang */
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

describe('the invariant that no function times out without a fault', () => {
  it('allows a function to time out if a fault made it hang', async () => {
    expect(await check('personalize-end-run-lambda-us-east-1')).toEqual([]);
  });

  it('is violated by a function that timed out although no fault made it hang', async () => {
    expect(await check('personalize-upload-lambda-us-east-1')).toEqual([
      'personalize-end-run timed out 1 times, and hung 0 times',
    ]);
  });
});

it('the invariant that all work ends is violated if something still runs after 30 days', async () => {
  // Act
  const broken: string[] = [];
  for (const restless of [false, true])
    await everythingEnds.check?.({ restless } as unknown as World, (what) => broken.push(what));

  // Assess
  expect(broken).toEqual(['something was still running after 30 days']);
});
