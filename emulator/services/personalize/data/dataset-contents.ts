import { createHash } from 'node:crypto';
import { InteractionLog } from './interaction-log';

export type IdColumn = 'USER_ID' | 'ITEM_ID' | 'ACTION_ID';

/** One row of a csv or one record, by column; null for an empty value. */
export type Row = ReadonlyMap<string, string | null>;

/** An item, a user or an action. */
export interface DataRecord {
  readonly row: Row;
  /** When it was last imported or put, in epoch milliseconds. */
  readonly at: number;
}

/** The data of a dataset: interactions, or records by their ids. A later record replaces an earlier one of the same id. */
export class DatasetContents {
  interactions = new InteractionLog();
  readonly records = new Map<string, DataRecord>();
  /** ETags of the objects that were read, by key, for comparison with the bucket. */
  readonly sources = new Map<string, string>();
  /** The same for the same data. */
  private digest = '';

  /** @param at when the row arrives, in epoch milliseconds */
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

  /** The contents with others, such as those of an incremental import. Neither of them changes. */
  with(added: DatasetContents): DatasetContents {
    const all = new DatasetContents();
    all.absorb(this);
    all.absorb(added);
    return all;
  }

  /** The contents without those of some users. */
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

  /** Makes the fingerprint depend on what was added. */
  note(what: string | Uint8Array): void {
    this.digest = createHash('sha1').update(this.digest).update(what).digest('hex');
  }

  /** Equal for contents that were made of the same data. */
  get fingerprint(): string {
    return this.digest;
  }

  get rows(): number {
    return this.interactions.length + this.records.size;
  }

  /** Distinct ids in a column, in the order of their first row. */
  distinct(column: IdColumn): readonly string[] {
    const { interactions } = this;
    if (interactions.length === 0) return [...this.records.keys()];
    return column === 'USER_ID' ? interactions.users.texts : interactions.items.texts;
  }

  /** The number of users that have at least `least` interactions. */
  usersWith(least: number): number {
    const { user, length, users } = this.interactions;
    const counts = new Uint32Array(users.texts.length);
    for (let row = 0; row < length; row += 1) counts[user[row] ?? 0] = (counts[user[row] ?? 0] ?? 0) + 1;
    return counts.filter((count) => count >= least).length;
  }

  /** True if a column of the items has values of which some, but not all, are the same. */
  isAttribute(column: string): boolean {
    const values = [...this.records.values()].flatMap(({ row }) => row.get(column) ?? []);
    const { size } = new Set(values);
    return size > 1 && size < values.length;
  }

  /** Event types, as first written. */
  types(): readonly string[] {
    return this.interactions.types.texts;
  }

  /** True if all rows have the same TIMESTAMP. */
  hasOneTime(): boolean {
    const { time, length } = this.interactions;
    return time.subarray(0, length).every((each) => each === time[0]);
  }

  /**
   * Number of interactions of a type. Default: of all types.
   * @param threshold only events with at least this EVENT_VALUE
   */
  events(type?: string, threshold = Number.NaN): number {
    const { interactions: log } = this;
    const wanted = type === undefined ? undefined : log.types.find(type);
    if (type !== undefined && wanted === undefined) return 0;
    let found = 0;
    for (let row = 0; row < log.length; row += 1) {
      if (wanted !== undefined && log.type[row] !== wanted) continue;
      if (Number.isNaN(threshold) || (log.value[row] ?? Number.NaN) >= threshold) found += 1;
    }
    return found;
  }
}
