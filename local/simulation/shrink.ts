import * as fc from 'fast-check';
import { type FamilyName, familyOf } from './families';
import type { Scenario } from './scenario';
import { simulate } from './simulate';

/** Shrinking plays the scenario again and again; what it has found by then has to do. Real milliseconds. */
const PATIENCE = 120_000;

/** The smallest scenario found that still breaks an invariant with this seed; undefined if none does. */
export async function shrink(
  stackFile: string,
  seed: number,
  family: FamilyName,
): Promise<Scenario | undefined> {
  const holds = fc.asyncProperty(familyOf(family).scenarios, async (scenario) => {
    const { violations } = await simulate(stackFile, seed, scenario);
    return violations.length === 0;
  });
  const { counterexample } = await fc.check(holds, {
    seed,
    numRuns: 1,
    interruptAfterTimeLimit: PATIENCE,
    markInterruptAsFailure: false,
  });
  return counterexample?.[0];
}
