import * as fc from 'fast-check';
import { Arena } from './arena';
import { playOne } from './batch';
import { type HostileInput, hostileInputs } from './input';

/** Maximum real milliseconds for shrinking an input. Shrinking plays many inputs. */
const TIMEOUT = 60_000;

/** Returns the smallest input found that still shows a violation. Inputs are played alone. Undefined if the input shows no violation when played alone. */
export async function shrink(stackFile: string, number: number): Promise<HostileInput | undefined> {
  const holds = fc.asyncProperty(hostileInputs, async (input) => {
    const { violations } = await playOne(await Arena.open(stackFile, 1), input, number);
    return violations.length === 0;
  });
  const { counterexample } = await fc.check(holds, {
    seed: number,
    numRuns: 1,
    interruptAfterTimeLimit: TIMEOUT,
    markInterruptAsFailure: false,
  });
  return counterexample?.[0];
}
