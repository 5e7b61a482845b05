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

/** Records and publishes what is new about a resource. An error in these steps is only logged. It does not fail the resource. */
export async function publishNews(
  { logger, results, bus }: NewsDestinations,
  key: ResultKey,
  { result, stateChanges }: News,
  now: Date,
): Promise<void> {
  if (result !== undefined)
    await regardless(logger, 'Could not record the result', () => results.write(key, result, now));
  for (const change of stateChanges)
    await regardless(logger, 'Could not publish the state-change event', () =>
      bus.put(stateChangeEvent(change, key.runId)),
    );
}
