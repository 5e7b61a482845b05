import type { Context } from '../context';
import { DatasetContents, type Row } from '../data/dataset-contents';
import type { Resource } from '../resource';

/** Puts single events and records into datasets. */
export class Recorder {
  /** User of each session. The key is the JSON text of the dataset's ARN and the session's id. */
  private readonly users = new Map<string, string>();

  constructor(private readonly context: Context) {}

  records(dataset: Resource, rows: readonly Row[]): void {
    const { recorded } = this.context;
    this.put(recorded, dataset, rows);
  }

  /**
   * Records events of a session. While the session has no user, its events are stored under the session's id. Requests
   * for recommendations can use this id as user id. Once the session has a user, its earlier and later events belong to
   * this user (developer guide, "Recording events for anonymous users", read 2026-11-29).
   */
  events(
    dataset: Resource,
    sessionId: string,
    userId: string | undefined,
    rowsFor: (user: string) => readonly Row[],
  ): void {
    const { recorded, anonymous } = this.context;
    const session = JSON.stringify([dataset.arn, sessionId]);
    if (userId !== undefined) this.users.set(session, userId);
    const user = this.users.get(session);
    if (user !== undefined) this.logIn(dataset, sessionId, user);
    this.put(user === undefined ? anonymous : recorded, dataset, rowsFor(user ?? sessionId));
  }

  private logIn(dataset: Resource, sessionId: string, user: string): void {
    const { recorded, anonymous } = this.context;
    const before = anonymous.get(dataset.arn);
    const events = before?.interactions.of(sessionId) ?? [];
    if (before === undefined || events.length === 0) return;
    const own = contentsIn(recorded, dataset);
    for (const event of events) own.interactions.add({ ...event, user });
    own.note(JSON.stringify([user, events]));
    anonymous.set(dataset.arn, before.withoutUsers([sessionId]));
  }

  /**
   * Stores rows, but no event twice: "Exact duplicate events (same timestamp and properties) are stored once". The emulator treats events
   * as duplicates if user, item, time and type are the same.
   */
  private put(where: Map<string, DatasetContents>, dataset: Resource, rows: readonly Row[]): void {
    const contents = contentsIn(where, dataset);
    const now = this.context.aws.clock.now();
    for (const row of rows) {
      if (isKnown(contents, row)) continue;
      contents.add(row, now);
      contents.note(JSON.stringify([...row]));
    }
    this.context.lastRecorded.set(dataset.arn, now);
  }
}

function contentsIn(where: Map<string, DatasetContents>, { arn }: Resource): DatasetContents {
  const contents = where.get(arn) ?? new DatasetContents();
  where.set(arn, contents);
  return contents;
}

function isKnown({ interactions }: DatasetContents, row: Row): boolean {
  if (!row.has('TIMESTAMP')) return false;
  const item = row.get('ITEM_ID') ?? row.get('ACTION_ID');
  const known = interactions.of(row.get('USER_ID') ?? '');
  return known.some(
    (event) =>
      event.item === item &&
      event.time === Number(row.get('TIMESTAMP')) &&
      (event.type ?? null) === (row.get('EVENT_TYPE') ?? null),
  );
}
