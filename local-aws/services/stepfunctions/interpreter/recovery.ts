import type { Recoverable } from '../definition/asl';
import { StatesError } from '../errors';
import { matchesError } from './match-error';
import { RetryPolicy } from './retry';
import type { Outcome, Visit } from './visit';

/**
 * Carries out a state with its retriers and catchers.
 * @param failed told when no retry is left, before any catcher
 * @throws StatesError that no catcher names
 */
export async function withRecovery(
  state: Recoverable,
  visit: Visit,
  attempt: () => Promise<Outcome>,
  failed: () => void = () => {},
): Promise<Outcome> {
  const { flow } = visit;
  const policy = new RetryPolicy(state.Retry ?? [], flow.execution.random);
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof StatesError)) throw error;
      const delay = policy.delayBeforeRetry(error.error ?? '');
      if (delay === undefined) {
        failed();
        return await caught(state, visit, error);
      }
      await flow.execution.aws.clock.sleep(delay, flow.signal);
      visit.retryCount += 1;
      flow.execution.retrying(visit.name);
    }
  }
}

async function caught(state: Recoverable, visit: Visit, error: StatesError): Promise<Outcome> {
  for (const [index, catcher] of (state.Catch ?? []).entries()) {
    if (!matchesError(catcher.ErrorEquals, error.error ?? '')) continue;
    const errorOutput = { Error: error.error ?? '', Cause: error.cause ?? '' };
    const results = await visit.results(catcher, errorOutput, { errorOutput }, `Catch[${index}]/`);
    return { ...results, next: catcher.Next };
  }
  throw error;
}
