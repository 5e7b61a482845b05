import { CallerEnded } from '../../../emulator/core/aws';
import type { Account } from '../../support/account';

/**
 * Ends the function of the deployment that calls one of these operations, once for each operation. The service carries out the call, but
 * the function never gets the response.
 * @param meanwhile called before the function is called again
 * @returns operations at which a function has ended so far
 */
export function endAfter(
  { local }: Account,
  operations: readonly string[],
  meanwhile: () => Promise<void> = async () => undefined,
): ReadonlySet<string> {
  const ended = new Set<string>();
  local.aws.intercept(async ({ call: { operation }, caller }, perform) => {
    const output = await perform();
    if (caller.kind !== 'role' || !operations.includes(operation) || ended.has(operation)) return output;
    ended.add(operation);
    await meanwhile();
    throw new CallerEnded(`Runtime exited with error: after ${operation}`);
  });
  return ended;
}
