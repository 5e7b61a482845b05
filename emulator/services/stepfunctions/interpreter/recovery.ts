import type { Recoverable } from '../definition/asl';
import { StatesError } from '../errors';
import { matchesError } from './match-error';
import { RetryPolicy } from './retry';
import type { StateExit, Visit } from './visit';

/**
 * Runs a state with its retriers and catchers.
 * @param failed called after the last attempt has failed, before a catcher is chosen
 * @throws StatesError if the state fails and no catcher matches the error, or if the fields of the catcher cannot be evaluated
 */
export async function withRecovery(
  state: Recoverable,
  visit: Visit,
  attempt: () => Promise<StateExit>,
  failed: () => void = () => {},
): Promise<StateExit> {
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

async function caught(state: Recoverable, visit: Visit, error: StatesError): Promise<StateExit> {
  for (const [index, catcher] of (state.Catch ?? []).entries()) {
    if (!matchesError(catcher.ErrorEquals, error.error ?? '')) continue;
    const errorOutput = { Error: error.error ?? '', Cause: error.cause ?? '' };
    const results = await visit.outputOf(catcher, errorOutput, { errorOutput }, `Catch[${index}]/`);
    return { ...results, next: catcher.Next };
  }
  throw error;
}
