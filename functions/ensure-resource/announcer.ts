import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { RESOURCE_TYPES, type ResourceType } from '../../personalize/resource-types';

const SOURCE = 'solutions.aws.personalize';

export type AnnouncedStatus = 'CREATING' | 'UPDATING' | 'ACTIVE' | 'FAILED';

export interface Announcement {
  readonly type: ResourceType;
  readonly arn: string;
  readonly status: AnnouncedStatus;
  /** Seconds from the first look to the end; only for ACTIVE and FAILED. */
  readonly durationSeconds?: number;
}

/** Puts `Personalize <Resource Type> State Change` events on the deployment's event bus. */
export class Announcer {
  constructor(
    private readonly events: EventBridgeClient,
    private readonly eventBusName: string,
  ) {}

  /** @throws Error if EventBridge did not take the event: PutEvents answers 200 even then */
  async announce({ type, arn, status, durationSeconds }: Announcement): Promise<void> {
    const response = await this.events.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: this.eventBusName,
            Source: SOURCE,
            DetailType: `Personalize ${RESOURCE_TYPES[type].title} State Change`,
            Resources: [arn],
            Detail: JSON.stringify({ Arn: arn, Status: status, Duration: durationSeconds }),
          },
        ],
      }),
    );
    const [entry] = response.Entries ?? [];
    if (response.FailedEntryCount) {
      throw new Error(
        `EventBridge refused the event ${status} of ${arn}: ${entry?.ErrorCode}: ${entry?.ErrorMessage}`,
      );
    }
  }
}
