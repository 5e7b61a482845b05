import { type Call, ServiceError } from '../../../emulator/core/service';
import type { Account } from '../../support/account';

/** Seconds for which the function hangs. The SDK would repeat a call that is not answered within 15 seconds. */
const HANGS_FOR = 14;

/** Seconds until Step Functions loses the answer. The clock moves meanwhile, so the second invocation puts another time into names. */
const LOST_AFTER = 2;

/**
 * Makes an invocation of `ensure-resources` hang at the first matching call. Meanwhile Step Functions loses the answer of that invocation
 * and starts another one. The first invocation continues afterwards.
 * @param isMeant true for the call at which the invocation hangs
 * @param moment before or after the service carries out the call
 * @returns a function that returns true once the invocation has hung
 */
export function hangAt(
  { local: { aws, clock } }: Account,
  isMeant: (call: Call) => boolean,
  moment: 'BEFORE' | 'AFTER',
): () => boolean {
  let hang: () => void = () => undefined;
  const hung = new Promise<void>((resolve) => {
    hang = resolve;
  });
  let hasHung = false;
  const sleep = () => {
    hang();
    return clock.sleep(HANGS_FOR * 1000);
  };
  aws.intercept(async ({ call, overWire, service }, perform) => {
    if (hasHung) return perform();
    if (overWire && isMeant(call)) {
      hasHung = true;
      if (moment === 'BEFORE') await sleep();
      const output = await perform();
      if (moment === 'AFTER') await sleep();
      return output;
    }
    if (service !== 'lambda' || !String(call.input.FunctionName).includes('ensure-resources')) return perform();
    const answer = perform();
    const isLost = await Promise.race([answer.then(() => false), hung.then(() => true)]);
    if (!isLost) return answer;
    await clock.sleep(LOST_AFTER * 1000);
    throw new ServiceError('ServiceException', 'The service encountered an internal error.', 500);
  });
  return () => hasHung;
}
