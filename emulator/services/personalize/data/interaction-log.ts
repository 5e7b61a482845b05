import { hash } from '../hash';
import { Ids } from './ids';

/** An interaction of a user with an item or, in a dataset of action interactions, with an action. */
export interface Interaction {
  readonly user: string;
  readonly item: string;
  /** Epoch seconds. */
  readonly time: number;
  readonly type: string | undefined;
  /** EVENT_VALUE; NaN if the interaction has no EVENT_VALUE. */
  readonly value: number;
}

/** Value of the column `type` in rows without an event type. */
const NO_TYPE = -1;

const NO_ROW = -1;
const FIRST_CAPACITY = 1024;

/** Interactions, stored as one array for each column. Users, items and event types are stored as numbers. */
export class InteractionLog {
  readonly users = new Ids();
  readonly items = new Ids();
  /** Event types. Types that differ only in case are the same type, which keeps the spelling of its first row. */
  readonly types = new Ids((type) => type.toLowerCase());
  length = 0;
  user = new Int32Array(FIRST_CAPACITY);
  item = new Int32Array(FIRST_CAPACITY);
  type = new Int32Array(FIRST_CAPACITY);
  time = new Float64Array(FIRST_CAPACITY);
  value = new Float64Array(FIRST_CAPACITY);
  /** For each row, the previous row of the same user; `NO_ROW` if there is none. */
  private previous = new Int32Array(FIRST_CAPACITY);
  /** For each user, the row that was added last. */
  private readonly last: number[] = [];
  /** Hashes by row. A row's hash is computed when the row is first compared with another row of the same time. */
  private readonly hashes = new Map<number, number>();

  add({ user, item, time, type, value }: Interaction): void {
    const number = type === undefined ? NO_TYPE : this.types.add(type);
    this.addRow(this.users.add(user), this.items.add(item), number, time, value);
  }

  addAll(other: InteractionLog): void {
    const users = other.users.texts.map((text) => this.users.add(text));
    const items = other.items.texts.map((text) => this.items.add(text));
    const types = other.types.texts.map((text) => this.types.add(text));
    for (let row = 0; row < other.length; row += 1) {
      const { user, item, type, time, value } = other;
      const number = types[type[row] ?? NO_TYPE] ?? NO_TYPE;
      this.addRow(users[user[row] ?? 0] ?? 0, items[item[row] ?? 0] ?? 0, number, time[row] ?? 0, value[row] ?? NaN);
    }
  }

  at(row: number): Interaction {
    return {
      user: this.users.texts[this.user[row] ?? 0] ?? '',
      item: this.items.texts[this.item[row] ?? 0] ?? '',
      time: this.time[row] ?? 0,
      type: this.types.texts[this.type[row] ?? NO_TYPE],
      value: this.value[row] ?? Number.NaN,
    };
  }

  /** Returns the rows of a user, the oldest first. */
  of(user: string): readonly Interaction[] {
    const rows: number[] = [];
    let row = this.last[this.users.find(user) ?? NO_ROW] ?? NO_ROW;
    for (; row !== NO_ROW; row = this.previous[row] ?? NO_ROW) rows.push(row);
    return rows.sort((one, other) => this.compare(one, other)).map((each) => this.at(each));
  }

  /**
   * Compares rows by time. Rows with the same time are ordered by a hash of their content, so that their order in the csv has no effect.
   */
  compare(one: number, other: number): number {
    const difference = (this.time[one] ?? 0) - (this.time[other] ?? 0);
    if (difference !== 0) return difference;
    return this.hashOf(one) - this.hashOf(other) || (this.textOf(one) < this.textOf(other) ? -1 : 1);
  }

  /** Returns a copy of the log without the rows of the given users. */
  without(users: ReadonlySet<string>): InteractionLog {
    const kept = new InteractionLog();
    for (let row = 0; row < this.length; row += 1) {
      const interaction = this.at(row);
      if (!users.has(interaction.user)) kept.add(interaction);
    }
    return kept;
  }

  private hashOf(row: number): number {
    const known = this.hashes.get(row) ?? hash(this.textOf(row));
    this.hashes.set(row, known);
    return known;
  }

  private textOf(row: number): string {
    const { user, item, type = '', value } = this.at(row);
    return `${user} ${item} ${type.toLowerCase()} ${value}`;
  }

  private addRow(user: number, item: number, type: number, time: number, value: number): void {
    const row = this.length;
    if (row === this.user.length) this.grow();
    this.user[row] = user;
    this.item[row] = item;
    this.type[row] = type;
    this.time[row] = time;
    this.value[row] = value;
    this.previous[row] = this.last[user] ?? NO_ROW;
    this.last[user] = row;
    this.length = row + 1;
  }

  private grow(): void {
    const capacity = this.user.length * 2;
    this.user = larger(new Int32Array(capacity), this.user);
    this.item = larger(new Int32Array(capacity), this.item);
    this.type = larger(new Int32Array(capacity), this.type);
    this.time = larger(new Float64Array(capacity), this.time);
    this.value = larger(new Float64Array(capacity), this.value);
    this.previous = larger(new Int32Array(capacity), this.previous);
  }
}

function larger<T extends Int32Array | Float64Array>(to: T, from: T): T {
  to.set(from);
  return to;
}
