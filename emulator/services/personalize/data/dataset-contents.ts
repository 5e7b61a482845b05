import { createHash } from 'node:crypto';
import type { EventFilter } from '../model/event-filter';
import { InteractionLog } from './interaction-log';

export type IdColumn = 'USER_ID' | 'ITEM_ID' | 'ACTION_ID';

/** Values by column of a csv row, an event or a record. Null stands for an empty value. */
export type Row = ReadonlyMap<string, string | null>;

/** An item, a user or an action. */
export interface DataRecord {
  readonly row: Row;
  /** Epoch milliseconds of its last import or put. */
  readonly at: number;
}

/** Data of a dataset: interactions, or records by their ids. A later record replaces an earlier one with the same id. */
export class DatasetContents {
  interactions = new InteractionLog();
  readonly records = new Map<string, DataRecord>();
  /** ETags of the objects that were read, by key, for comparison with the bucket. */
  readonly sources = new Map<string, string>();
  /** Digest of everything that was passed to `note`. */
  private digest = '';

  /** @param at epoch milliseconds at which the row arrives */
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

  /** Returns these contents together with others, such as the rows of an incremental import. Neither of the two is changed. */
  with(added: DatasetContents): DatasetContents {
    const all = new DatasetContents();
    all.absorb(this);
    all.absorb(added);
    return all;
  }

  /** Returns the contents without the data of some users. */
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

  /** Adds a text or bytes to the input of the fingerprint. Callers of `add` must also pass the added rows to `note`. */
  note(what: string | Uint8Array): void {
    this.digest = createHash('sha1').update(this.digest).update(what).digest('hex');
  }

  /**
   * Fingerprint of the files, rows and steps that made these contents. Equal fingerprints mean equal data. Equal data may have different
   * fingerprints.
   */
  get fingerprint(): string {
    return this.digest;
  }

  get rows(): number {
    return this.interactions.length + this.records.size;
  }

  /** Returns the distinct ids in a column, in the order of their first rows. Records have only one id, which is returned for any column. */
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
   * True if a column of the items can serve as an attribute: it has at least two different values, and one value more than once. Empty
   * values do not count.
   */
  isAttribute(column: string): boolean {
    const values = [...this.records.values()].flatMap(({ row }) => row.get(column) ?? []);
    const { size } = new Set(values);
    return size > 1 && size < values.length;
  }

  /** Returns the event types, each in the spelling of its first row. */
  types(): readonly string[] {
    return this.interactions.types.texts;
  }

  /** True if all rows have the same TIMESTAMP. */
  hasOneTime(): boolean {
    const { time, length } = this.interactions;
    return time.subarray(0, length).every((each) => each === time[0]);
  }

  /** Counts the unique interactions that pass at least one of the filters, up to a maximum. */
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
