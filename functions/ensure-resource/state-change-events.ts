import { RESOURCE_TYPES, type ResourceType } from '../../personalize/resource-types';
import type { EventBus } from '../shared/event-bus';

export type StateChangeStatus = 'CREATING' | 'UPDATING' | 'ACTIVE' | 'FAILED';

export interface StateChange {
  readonly type: ResourceType;
  readonly arn: string;
  readonly status: StateChangeStatus;
  /** Seconds from the first look to the end; only for ACTIVE and FAILED. */
  readonly durationSeconds?: number;
}

/**
 * Puts `Personalize <Resource Type> State Change` events on the deployment's event bus. A look that is taken again because
 * its answer was lost announces again: RunId, Arn and Status together are the idempotency key.
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
