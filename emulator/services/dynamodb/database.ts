import type { Callback, Lock, Range } from 'dynalite/db';

/**
 * A lock that locks nothing, because requests run one at a time. With dynalite's lock, a failed request would never
 * release its key.
 */
const UNLOCKED: Lock = (_key, work) => work((callback) => callback);

/** Longest lag of a read, in milliseconds of virtual time. Former values are kept at least this long. */
export const LONGEST_LAG = 2_000;

interface Change {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly key: string;
  readonly before: unknown;
}

/**
 * A sorted key-value store in memory with the callbacks that dynalite expects. The store calls the callbacks
 * synchronously.
 */
export class Database {
  readonly lock = UNLOCKED;
  private readonly sorted: string[];
  private changes: Change[] = [];

  /** @param now returns the current time in epoch milliseconds */
  constructor(
    private readonly now: () => number,
    private readonly values = new Map<string, unknown>(),
  ) {
    this.sorted = [...values.keys()].sort();
  }

  /**
   * Returns the store as it was at an earlier time. Do not write to the returned store, because it may be this store
   * itself.
   * @param time epoch milliseconds, at most LONGEST_LAG ago. Changes at this time are included
   */
  asOf(time: number): Database {
    const later = this.changes.filter(({ at }) => at > time);
    if (later.length === 0) return this;
    const past = new Map(this.values);
    for (const { key, before } of later.reverse()) {
      if (before === undefined) past.delete(key);
      else past.set(key, before);
    }
    return new Database(this.now, past);
  }

  value(key: string): unknown {
    return this.values.get(key);
  }

  /** @param value undefined to delete the key */
  set(key: string, value: unknown): void {
    const at = this.now();
    const before = this.values.get(key);
    const isExpired = (this.changes[0]?.at ?? at) < at - LONGEST_LAG;
    if (isExpired) this.changes = this.changes.filter((change) => change.at >= at - LONGEST_LAG);
    this.changes.push({ at, key, before });
    if (value === undefined) this.values.delete(key);
    else this.values.set(key, value);
    if ((before === undefined) === (value === undefined)) return;
    const position = this.firstIndex((other) => other >= key);
    if (before === undefined) this.sorted.splice(position, 0, key);
    else this.sorted.splice(position, 1);
  }

  get(key: string, callback: Callback): void {
    callback(null, this.value(key));
  }

  /**
   * Stores a value without its undefined members. dynalite adds undefined members for projected attributes that an item
   * lacks.
   */
  put(key: string, value: object, callback: Callback): void {
    const members = Object.entries(value);
    const existing = members.filter(([, member]) => member !== undefined);
    this.set(key, existing.length === members.length ? value : Object.fromEntries(existing));
    callback(null);
  }

  del(key: string, callback: Callback): void {
    this.set(key, undefined);
    callback(null);
  }

  valuesIn({ gt, gte, lt, lte, reverse = false, limit = -1 }: Range): readonly unknown[] {
    const from = this.firstIndex((key) => (gt === undefined || key > gt) && (gte === undefined || key >= gte));
    const to = this.firstIndex((key) => (lt !== undefined && key >= lt) || (lte !== undefined && key > lte));
    const found = this.sorted.slice(from, to);
    if (reverse) found.reverse();
    return (limit < 0 ? found : found.slice(0, limit)).map((key) => this.value(key));
  }

  /**
   * Returns the position of the first key for which `holds` is true; the number of keys if there is none. `holds` must be
   * true for all later keys, too.
   */
  private firstIndex(holds: (key: string) => boolean): number {
    let [from, to] = [0, this.sorted.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (holds(this.sorted[middle] ?? '')) to = middle;
      else from = middle + 1;
    }
    return from;
  }
}
