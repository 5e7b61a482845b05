/** Maximum number of ids stored for a column; further ones are only counted as rows. Limits the memory for large files. */
const MAX_IDS = 500_000;

/** Columns whose distinct values are stored. */
const ID_COLUMNS = ['USER_ID', 'ITEM_ID', 'ACTION_ID'] as const;
export type IdColumn = (typeof ID_COLUMNS)[number];

/** One csv row, by column; null for an empty value. */
export type Row = ReadonlyMap<string, string | null>;

interface EventType {
  /** As first written. */
  readonly name: string;
  count: number;
  /** EVENT_VALUE of each event that has one. */
  readonly values: number[];
}

/** The data of a dataset's bulk imports, as far as training and batch jobs need it. */
export class DatasetContents {
  /** Number of rows; in datasets with an id, a later row replaces an earlier one with the same id. */
  private rowCount = 0;
  private readonly ids: Readonly<Record<IdColumn, Map<string, number>>> = {
    USER_ID: new Map(),
    ITEM_ID: new Map(),
    ACTION_ID: new Map(),
  };
  /** How often each value of an item's other columns occurs, by column. */
  private readonly attributes = new Map<string, Map<string, number>>();
  /** TIMESTAMPs. */
  private oldest = Number.POSITIVE_INFINITY;
  private newest = Number.NEGATIVE_INFINITY;
  private readonly eventTypes = new Map<string, EventType>();
  /** ETags of the objects that were read, by key, for comparison with the bucket. */
  readonly sources = new Map<string, string>();

  add(row: Row): void {
    this.rowCount += 1;
    for (const column of ID_COLUMNS) {
      const id = row.get(column);
      if (typeof id === 'string') this.count(column, id, 1);
    }
    const type = row.get('EVENT_TYPE');
    if (typeof type === 'string') this.countEvent(type, row.get('EVENT_VALUE'));
    const time = row.get('TIMESTAMP');
    if (typeof time === 'string') this.noteTimes(Number(time), Number(time));
    else if (row.has('ITEM_ID')) for (const [column, value] of row) this.countAttribute(column, value, 1);
  }

  /** Adds the data of an incremental import. */
  merge(added: DatasetContents): void {
    this.rowCount += added.rowCount;
    for (const [key, etag] of added.sources) this.sources.set(key, etag);
    for (const column of ID_COLUMNS) {
      for (const [id, count] of added.ids[column]) this.count(column, id, count);
    }
    for (const [column, counts] of added.attributes)
      for (const [value, count] of counts) this.countAttribute(column, value, count);
    this.noteTimes(added.oldest, added.newest);
    for (const { name, count, values } of added.eventTypes.values()) {
      const known = this.eventType(name);
      known.count += count;
      for (const value of values) known.values.push(value);
    }
  }

  /** @returns how many rows they had. Which events those were is not known: events of a type are counted as before. */
  removeUsers(users: Iterable<string>): number {
    let removed = 0;
    for (const user of users) {
      removed += this.ids.USER_ID.get(user) ?? 0;
      this.ids.USER_ID.delete(user);
    }
    this.rowCount -= removed;
    return removed;
  }

  get rows(): number {
    return this.rowCount;
  }

  /** Distinct ids in a column, in the order of their first row. */
  distinct(column: IdColumn): string[] {
    return [...this.ids[column].keys()];
  }

  /** The number of ids of a column that have at least `least` rows. */
  idsWith(column: IdColumn, least: number): number {
    let found = 0;
    for (const count of this.ids[column].values()) if (count >= least) found += 1;
    return found;
  }

  /** True if a column of the items has values of which some, but not all, are the same. */
  isAttribute(column: string): boolean {
    const counts = [...(this.attributes.get(column)?.values() ?? [])];
    return counts.length > 1 && counts.some((count) => count > 1);
  }

  /** Event types, as first written. */
  types(): string[] {
    return [...this.eventTypes.values()].map(({ name }) => name);
  }

  /** True if all rows have the same TIMESTAMP. */
  hasOneTime(): boolean {
    return this.oldest === this.newest;
  }

  /**
   * Number of interactions of a type. Default: of all types.
   * @param threshold only events with at least this EVENT_VALUE
   */
  events(type?: string, threshold?: number): number {
    const chosen = type === undefined ? [...this.eventTypes.values()] : [this.eventTypes.get(type.toLowerCase())];
    if (threshold !== undefined) {
      return sum(chosen.map((one) => one?.values.filter((value) => value >= threshold).length ?? 0));
    }
    return type === undefined ? this.rowCount : (chosen[0]?.count ?? 0);
  }

  private countAttribute(column: string, value: string | null, by: number): void {
    if (value === null || column === 'ITEM_ID') return;
    const counts = this.attributes.get(column) ?? new Map<string, number>();
    this.attributes.set(column, counts);
    if (counts.has(value) || counts.size < MAX_IDS) counts.set(value, (counts.get(value) ?? 0) + by);
  }

  private noteTimes(oldest: number, newest: number): void {
    this.oldest = Math.min(this.oldest, oldest);
    this.newest = Math.max(this.newest, newest);
  }

  private count(column: IdColumn, id: string, by: number): void {
    const counts = this.ids[column];
    const before = counts.get(id);
    if (before !== undefined || counts.size < MAX_IDS) counts.set(id, (before ?? 0) + by);
  }

  private countEvent(type: string, value: string | null | undefined): void {
    const known = this.eventType(type);
    known.count += 1;
    if (typeof value === 'string') known.values.push(Number(value));
  }

  /** Personalize compares event types without regard to case. */
  private eventType(name: string): EventType {
    const key = name.toLowerCase();
    const known = this.eventTypes.get(key);
    if (known !== undefined) return known;
    const created: EventType = { name, count: 0, values: [] };
    this.eventTypes.set(key, created);
    return created;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
