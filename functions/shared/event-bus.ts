import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

const SOURCE = 'solutions.aws.personalize';

export interface BusEvent {
  /** e.g. `Personalize Campaign State Change`. */
  readonly detailType: string;
  /** ARN of the event's resource. */
  readonly resource: string;
  /** Members that are undefined are left out. docs/events.md has the schemas. */
  readonly detail: Readonly<Record<string, string | number | undefined>>;
}

/** The deployment's event bus. */
export class EventBus {
  constructor(
    private readonly events: EventBridgeClient,
    private readonly name: string,
  ) {}

  /** @throws Error with EventBridge's code as its name if the event was not taken: PutEvents answers 200 even then */
  async put({ detailType, resource, detail }: BusEvent): Promise<void> {
    const response = await this.events.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: this.name,
            Source: SOURCE,
            DetailType: detailType,
            Resources: [resource],
            Detail: JSON.stringify(detail),
          },
        ],
      }),
    );
    const [entry] = response.Entries ?? [];
    if (response.FailedEntryCount) {
      const { ErrorCode: name = 'Error', ErrorMessage: message } = entry ?? {};
      throw Object.assign(new Error(`EventBridge refused '${detailType}' of ${resource}: ${name}: ${message}`), {
        name,
      });
    }
  }
}
