import { createHash } from 'node:crypto';
import type { EventFilter } from '../model/event-filter';
import { InteractionLog } from './interaction-log';

export type IdColumn = 'USER_ID' | 'ITEM_ID' | 'ACTION_ID';

/** Values of a csv row, an event or a record, by column name. Null stands for an empty value. */
export type Row = ReadonlyMap<string, string | null>;

/** An item, a user or an action. */
export interface DataRecord {
  readonly row: Row;
  /** Epoch milliseconds at which the record was last imported or put. */
  readonly at: number;
}

/** Data of a dataset: either interactions, or records by id. A later record replaces an earlier record with the same id. */
export class DatasetContents {
  interactions = new InteractionLog();
  readonly records = new Map<string, DataRecord>();
  /** ETags of the objects that were read, by key, for comparison with the bucket. */
  readonly sources = new Map<string, string>();
  /** Digest of everything that was passed to `note`. */
  private digest = '';

  /**
   * Adds a row: as an interaction if it has a user, an item or action, and a timestamp; otherwise as a record.
   * @param at epoch milliseconds at which the row was imported or put
   */
  add(row: Row, at = 0): void {
    const [user, item, action, time] = ['USER_ID', 'ITEM_ID', 'ACTION_ID', 'TIMESTAMP'].map((name) => row.get(name));
    const thing = item ?? action;
    if (user && thing && time) {
      const value = row.get('EVENT_VALUE');
      this.interactions.add({
        user,
        item: thing,
        time: Number(time),
        type: row.get('EVENT_TYPE') ?? undefined,
        value: value ? Number(value) : Number.NaN,
      });
    } else this.records.set(thing ?? user ?? '', { row, at });
  }

  absorb(added: DatasetContents): void {
    this.interactions.addAll(added.interactions);
    for (const [id, record] of added.records)
      if ((this.records.get(id)?.at ?? record.at) <= record.at) this.records.set(id, record);
    for (const [key, etag] of added.sources) this.sources.set(key, etag);
    this.note(added.fingerprint);
  }

  /** Returns the union of these contents and other contents, such as the rows of an incremental import. Both stay unchanged. */
  with(added: DatasetContents): DatasetContents {
    const all = new DatasetContents();
    all.absorb(this);
    all.absorb(added);
    return all;
  }

  /** Returns a copy of the contents without the data of the given users. */
  withoutUsers(users: readonly string[]): DatasetContents {
    const gone = new Set(users);
    const kept = new DatasetContents();
    kept.interactions = this.interactions.without(gone);
    for (const [id, record] of this.records)
      if (!record.row.has('USER_ID') || !gone.has(id)) kept.records.set(id, record);
    for (const [key, etag] of this.sources) kept.sources.set(key, etag);
    kept.note(`${this.fingerprint} without ${users.join()}`);
    return kept;
  }

  /**
   * Adds a text or bytes to the fingerprint. A caller of `add` must also pass the added rows to `note`, because `add` does not change the
   * fingerprint.
   */
  note(what: string | Uint8Array): void {
    this.digest = createHash('sha1').update(this.digest).update(what).digest('hex');
  }

  /**
   * Fingerprint of the files, rows and steps that made these contents. Contents with equal fingerprints have equal data. Contents with
   * equal data may have different fingerprints.
   */
  get fingerprint(): string {
    return this.digest;
  }

  get rows(): number {
    return this.interactions.length + this.records.size;
  }

  /**
   * Returns the distinct ids in a column, in the order of their first rows. In a dataset of records, every column gives the same list: the
   * ids of the records.
   */
  distinct(column: IdColumn): readonly string[] {
    const { interactions } = this;
    if (interactions.length === 0) return [...this.records.keys()];
    return column === 'USER_ID' ? interactions.users.texts : interactions.items.texts;
  }

  /** Counts the users with at least `min` interactions. */
  usersWith(min: number): number {
    const { user, length, users } = this.interactions;
    const counts = new Uint32Array(users.texts.length);
    for (let row = 0; row < length; row += 1) counts[user[row] ?? 0] = (counts[user[row] ?? 0] ?? 0) + 1;
    return counts.filter((count) => count >= min).length;
  }

  /**
   * True if a column of the items can serve as an attribute. Such a column has at least two different values, and at least one value occurs
   * in several items. Empty values do not count.
   */
  isAttribute(column: string): boolean {
    const values = [...this.records.values()].flatMap(({ row }) => row.get(column) ?? []);
    const { size } = new Set(values);
    return size > 1 && size < values.length;
  }

  /** Returns the distinct event types, in the spelling of the first row with each type. */
  types(): readonly string[] {
    return this.interactions.types.texts;
  }

  /** True if all rows have the same TIMESTAMP. */
  hasOneTime(): boolean {
    const { time, length } = this.interactions;
    return time.subarray(0, length).every((each) => each === time[0]);
  }

  /** Counts the distinct interactions that pass at least one of the filters. Stops counting at `maximum`. */
  uniqueEvents(filters: readonly EventFilter[], maximum: number): number {
    const { interactions: log } = this;
    const passes = filters.map(({ eventType, threshold = Number.NaN }) => {
      const wanted = eventType === undefined ? undefined : log.types.find(eventType);
      return (row: number) =>
        (eventType === undefined || (wanted !== undefined && log.type[row] === wanted)) &&
        (Number.isNaN(threshold) || (log.value[row] ?? Number.NaN) >= threshold);
    });
    const found = new Set<string>();
    for (let row = 0; row < log.length && found.size < maximum; row += 1)
      if (passes.some((pass) => pass(row)))
        found.add([log.user[row], log.item[row], log.type[row], log.time[row]].join());
    return found.size;
  }
}
