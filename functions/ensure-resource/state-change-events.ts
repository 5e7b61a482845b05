import { RESOURCE_TYPES } from '../../personalize/resource-types';
import type { StateChange } from '../../reconciler/apply/report';
import type { EventBus } from '../shared/event-bus';

/**
 * Publishes `Personalize <Resource Type> State Change` events to the deployment's event bus. A poll that is retried because its
 * response was lost publishes again: RunId, Arn and Status together are the idempotency key.
 */
export class StateChangePublisher {
  constructor(private readonly bus: EventBus) {}

  /** @param runId left out of the event for a resource that is brought up outside of a run */
  async publish({ type, arn, status, durationSeconds }: StateChange, runId?: string): Promise<void> {
    await this.bus.put({
      detailType: `Personalize ${RESOURCE_TYPES[type].title} State Change`,
      resource: arn,
      detail: { Arn: arn, Status: status, Duration: durationSeconds, RunId: runId },
    });
  }
}
