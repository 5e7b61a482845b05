import type { Logger } from '@aws-lambda-powertools/logger';
import type { News } from '../../lib/reconciler/apply/report';
import type { ResultKey, Results } from '../../lib/record-table/results';
import { type EventPublisher, stateChangeEvent } from './event-bus';
import { regardless } from './telemetry';

export interface NewsDestinations {
  readonly logger: Logger;
  readonly results: Results;
  readonly bus: EventPublisher;
}

/**
 * Records and publishes what is new about a resource. If that fails, the failure is only logged: the resource does not fail.
 * @param key key of the result. Outside of a run, it has no run id, and no result is recorded
 */
export async function publishNews(
  { logger, results, bus }: NewsDestinations,
  { runId, ...place }: Omit<ResultKey, 'runId'> & { readonly runId: string | undefined },
  { result, stateChanges }: News,
  now: Date,
): Promise<void> {
  if (runId !== undefined && result !== undefined)
    await regardless(logger, 'Could not record the result', () => results.write({ ...place, runId }, result, now));
  for (const change of stateChanges)
    await regardless(logger, 'Could not publish the state-change event', () =>
      bus.put(stateChangeEvent(change, runId)),
    );
}
