import type { DatasetType } from '../../../../lib/personalize/dataset-types';
import { type Operations, operation } from '../../../core/emulated-service';
import type { Call, Input, Permission, ServiceError } from '../../../core/service';
import { countEvents } from '../attribution/attributions';
import type { Context } from '../context';
import { DataPlaneService, withStatus } from '../data-plane';
import { inUse, invalidInput, notFound } from '../errors';
import { type Resource, textMember } from '../resource';
import { isActive } from '../statuses';
import { datasetTypeOf, fieldsOf } from '../types/dataset';
import MODEL from './api-model.json';
import { rowOf } from './properties';
import { Recorder } from './recorder';

interface SessionEvent {
  readonly sessionId: string;
  readonly userId?: string;
  readonly properties?: string;
  readonly members: Readonly<Record<string, string | undefined>>;
}

/** Amazon Personalize Events, which receives single events, items, users and actions. */
export class PersonalizeEventsService extends DataPlaneService {
  readonly name = 'personalize-events';
  protected readonly title = 'Personalize Events';
  private readonly recorder: Recorder;
  protected readonly operations: Operations = {
    PutEvents: operation(['trackingId', 'userId', 'sessionId', ...EVENT], (input) => this.putEvents(input)),
    PutActionInteractions: operation(['trackingId', ...ACTION_INTERACTION], (input) =>
      this.putActionInteractions(input),
    ),
    PutItems: operation(['datasetArn', 'items.itemId', 'items.properties'], (input) => this.put('ITEMS', input)),
    PutUsers: operation(['datasetArn', 'users.userId', 'users.properties'], (input) => this.put('USERS', input)),
    PutActions: operation(['datasetArn', 'actions.actionId', 'actions.properties'], (input) =>
      this.put('ACTIONS', input),
    ),
  };

  constructor(private readonly context: Context) {
    super(MODEL);
    this.recorder = new Recorder(context);
  }

  /**
   * Returns the permissions that a call needs. Calls that name a tracking id are authorized on `*`, because IAM has no permissions for
   * single event trackers: see docs/application.md. Source: service authorization reference, read 2026-11-29.
   */
  permissions({ operation: name, input }: Call): readonly Permission[] {
    const resource = typeof input.datasetArn === 'string' ? input.datasetArn : '*';
    return [{ action: `personalize:${name}`, resource }];
  }

  /**
   * Records the events of PutEvents.
   * @throws ServiceError InvalidInputException, because PutEvents declares no other error
   */
  private putEvents({ trackingId, userId, sessionId, eventList }: Input): unknown {
    const tracker = this.context.store.list('eventTracker', { trackingId }).find(({ status }) => isActive(status));
    const dataset = tracker && this.context.dataset(String(tracker.members.datasetGroupArn), 'INTERACTIONS');
    if (dataset === undefined || tracker?.members.datasetArn !== undefined) throw unknownTracker(trackingId);
    const events = (eventList as readonly Input[]).map(
      (event): SessionEvent => ({
        sessionId: String(sessionId),
        ...(typeof userId === 'string' && { userId }),
        ...(typeof event.properties === 'string' && { properties: event.properties }),
        members: {
          ITEM_ID: event.itemId as string | undefined,
          TIMESTAMP: seconds(event.sentAt),
          EVENT_TYPE: String(event.eventType),
          EVENT_VALUE: event.eventValue === undefined ? undefined : String(event.eventValue),
          RECOMMENDATION_ID: event.recommendationId as string | undefined,
          IMPRESSION: this.shown(event)?.join('|'),
          EVENT_ATTRIBUTION_SOURCE: (event.metricAttribution as Input | undefined)?.eventAttributionSource as
            | string
            | undefined,
        },
      }),
    );
    this.record(dataset, 'eventList', events);
    this.countImpressions(textMember(dataset, 'datasetGroupArn'), eventList as readonly Input[]);
    return undefined;
  }

  private putActionInteractions({ trackingId, actionInteractions }: Input): unknown {
    const [dataset] = this.context.store.list('dataset', { trackingId, datasetType: 'ACTION_INTERACTIONS' });
    if (dataset === undefined) throw withStatus(unknownTracker(trackingId));
    assertReady(dataset);
    const events = (actionInteractions as readonly Input[]).map(
      (event): SessionEvent => ({
        sessionId: String(event.sessionId),
        ...(typeof event.userId === 'string' && { userId: event.userId }),
        ...(typeof event.properties === 'string' && { properties: event.properties }),
        members: {
          ACTION_ID: String(event.actionId),
          TIMESTAMP: seconds(event.timestamp),
          EVENT_TYPE: String(event.eventType),
          RECOMMENDATION_ID: event.recommendationId as string | undefined,
          IMPRESSION: this.shown(event)?.join('|'),
        },
      }),
    );
    this.record(dataset, 'actionInteractions', events);
    return undefined;
  }

  /**
   * Returns the items or actions that the user was shown: the event's `impression`, or else the recommended list with the event's
   * `recommendationId` (developer guide, "Recording item interaction events with impressions data", read 2026-11-29); undefined if the
   * event has neither.
   */
  private shown({ impression, recommendationId }: Input): readonly string[] | undefined {
    return (impression ?? this.context.given.find(recommendationId as string | undefined)?.ids) as
      | readonly string[]
      | undefined;
  }

  private countImpressions(datasetGroupArn: string, events: readonly Input[]): void {
    const counts = this.context.impressions.get(datasetGroupArn) ?? new Map<string, number>();
    this.context.impressions.set(datasetGroupArn, counts);
    for (const id of events.flatMap((event) => this.shown(event) ?? [])) counts.set(id, (counts.get(id) ?? 0) + 1);
  }

  /** Records all events if all are valid. If one event is invalid, none is recorded. */
  private record(dataset: Resource, list: string, events: readonly SessionEvent[]): void {
    const fields = fieldsOf(dataset, this.context);
    const rowFor = (user: string, { members, properties }: SessionEvent, index: number) =>
      rowOf(`${list}[${index}]`, fields, { ...members, USER_ID: user }, properties);
    const valid = events.map((event, index) => rowFor(event.userId ?? event.sessionId, event, index));
    for (const [index, event] of events.entries()) {
      this.recorder.events(dataset, event.sessionId, event.userId, (user) => [rowFor(user, event, index)]);
    }
    if (datasetTypeOf(dataset) !== 'INTERACTIONS') return;
    const rows = events.map(({ members }, index) => new Map([...(valid[index] ?? []), ...membersOf(members)]));
    countEvents(textMember(dataset, 'datasetGroupArn'), rows, this.context);
  }

  private put(type: DatasetType, { datasetArn, ...lists }: Input): unknown {
    const dataset = this.context.store.find('dataset', String(datasetArn));
    if (dataset === undefined) throw withStatus(notFound(String(datasetArn)));
    if (datasetTypeOf(dataset) !== type) {
      throw invalidInput(`Dataset ${dataset.arn} is of type ${datasetTypeOf(dataset)}, it must be of type ${type}.`);
    }
    assertReady(dataset);
    const fields = fieldsOf(dataset, this.context);
    const rows = Object.entries(lists).flatMap(([list, records]) =>
      (records as readonly Input[]).map(({ properties, ...ids }, index) => {
        const [id] = Object.values(ids);
        const idField = `${type.slice(0, -1)}_ID`;
        return rowOf(`${list}[${index}]`, fields, { [idField]: String(id) }, properties as string | undefined);
      }),
    );
    this.recorder.records(dataset, rows);
    return undefined;
  }
}

/** Returns all members that have a value, even members for which the schema has no field. */
function membersOf(members: SessionEvent['members']): readonly (readonly [string, string])[] {
  return Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

const EVENT = [
  ...['eventId', 'eventType', 'eventValue', 'itemId', 'properties', 'sentAt', 'recommendationId', 'impression'],
  'metricAttribution.eventAttributionSource',
].map((name) => `eventList.${name}`);

const ACTION_INTERACTION = [
  ...['actionId', 'userId', 'sessionId', 'timestamp', 'eventType', 'eventId', 'recommendationId', 'impression'],
  'properties',
].map((name) => `actionInteractions.${name}`);

function unknownTracker(trackingId: unknown): ServiceError {
  return invalidInput(
    `trackingId is '${trackingId}', it must be that of an ACTIVE event tracker whose dataset group has a dataset for these events. DescribeEventTracker shows the id.`,
  );
}

function assertReady({ arn, status }: Resource): void {
  if (!isActive(status)) throw withStatus(inUse(`Dataset ${arn} is not ACTIVE: its status is ${status}.`));
}

function seconds(time: unknown): string {
  return String(Math.floor((time as Date).getTime() / 1000));
}
