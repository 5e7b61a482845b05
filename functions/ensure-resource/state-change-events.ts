import { RESOURCE_TYPES, type ResourceType } from '../../personalize/resource-types';
import type { EventBus } from '../shared/event-bus';

export type AnnouncedStatus = 'CREATING' | 'UPDATING' | 'ACTIVE' | 'FAILED';

export interface Announcement {
  readonly type: ResourceType;
  readonly arn: string;
  readonly status: AnnouncedStatus;
  /** Seconds from the first look to the end; only for ACTIVE and FAILED. */
  readonly durationSeconds?: number;
}

/**
 * Puts `Personalize <Resource Type> State Change` events on the deployment's event bus. A look that is taken again because
 * its answer was lost announces again: RunId, Arn and Status together are the idempotency key.
 */
export class Announcer {
  constructor(private readonly bus: EventBus) {}

  /** @param runId left out of the event for a resource that is brought up outside of a run */
  async announce({ type, arn, status, durationSeconds }: Announcement, runId?: string): Promise<void> {
    await this.bus.put({
      detailType: `Personalize ${RESOURCE_TYPES[type].title} State Change`,
      resource: arn,
      detail: { Arn: arn, Status: status, Duration: durationSeconds, RunId: runId },
    });
  }
}
