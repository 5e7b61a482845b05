import type { SchemaField } from '../schema';
import { Distinct } from './distinct';

/** Events of one type with at least this EVENT_VALUE; without them, all events. */
export interface EventFilter {
  readonly eventType?: string;
  readonly threshold?: number;
}

/** What is known of rows, as JSON. */
export interface Summary {
  readonly rows: number;
  /** Distinct IDs; beyond 50,000 an estimate, to about 1 %. */
  readonly users?: number;
  readonly items?: number;
  readonly actions?: number;
  /** Rows by event type; the commonest hundred. */
  readonly eventTypes?: Readonly<Record<string, number>>;
  /** Empty values by column, where there are any. */
  readonly nulls: Readonly<Record<string, number>>;
  /** ISO times of the oldest and the newest TIMESTAMP. */
  readonly from?: string;
  readonly to?: string;
}

const SHOWN_TYPES = 100;
/** Most characters of an ID or an event type that is counted. */
const LONGEST_COUNTED = 256;
const COUNTED = { USER_ID: 'users', ITEM_ID: 'items', ACTION_ID: 'actions', EVENT_TYPE: 'eventTypes' } as const;

interface Counted {
  readonly member: (typeof COUNTED)[keyof typeof COUNTED];
  readonly place: number;
  readonly texts: Distinct;
}

/** Statistics of the rows of a file, or of several. Memory does not grow with the number of rows. */
export class Statistics {
  rows = 0;
  readonly nulls: number[];
  /** Rows that pass each filter. */
  readonly passing: number[];
  private readonly counted: readonly Counted[];
  private oldest = Number.POSITIVE_INFINITY;
  private newest = Number.NEGATIVE_INFINITY;
  private readonly timePlace: number;
  private readonly accepts: readonly ((row: readonly string[]) => boolean)[];

  constructor(
    private readonly fields: readonly SchemaField[],
    filters: readonly EventFilter[],
  ) {
    const placeOf = (name: string) => fields.findIndex((field) => field.name === name);
    this.nulls = fields.map(() => 0);
    this.counted = Object.entries(COUNTED)
      .map(([name, member]) => ({ member, place: placeOf(name), texts: new Distinct() }))
      .filter(({ place }) => place >= 0);
    this.timePlace = placeOf('TIMESTAMP');
    this.accepts = filters.map((filter) => filterOf(filter, placeOf('EVENT_TYPE'), placeOf('EVENT_VALUE')));
    this.passing = filters.map(() => 0);
  }

  add(row: readonly string[]): void {
    this.rows += 1;
    for (const { place, texts } of this.counted) {
      const text = row[place];
      if (text && text.length <= LONGEST_COUNTED) texts.add(text);
    }
    const time = Number(row[this.timePlace] || Number.NaN);
    if (time < this.oldest) this.oldest = time;
    if (time > this.newest) this.newest = time;
    for (let index = 0; index < this.accepts.length; index += 1) {
      if (this.accepts[index]?.(row)) this.passing[index] = (this.passing[index] ?? 0) + 1;
    }
  }

  merge(other: Statistics): void {
    this.rows += other.rows;
    for (const [index, count] of other.nulls.entries()) this.nulls[index] = (this.nulls[index] ?? 0) + count;
    for (const { member, texts } of other.counted) this.distinct(member)?.merge(texts);
    for (const [index, count] of other.passing.entries()) this.passing[index] = (this.passing[index] ?? 0) + count;
    this.oldest = Math.min(this.oldest, other.oldest);
    this.newest = Math.max(this.newest, other.newest);
  }

  distinct(member: Counted['member']): Distinct | undefined {
    return this.counted.find((each) => each.member === member)?.texts;
  }

  get summary(): Summary {
    const [from, to] = [isoTime(this.oldest), isoTime(this.newest)];
    const nulls = this.fields.map(({ name }, index) => [name, this.nulls[index] ?? 0] as const);
    const counts = this.counted.map(({ member, texts }) => [
      member,
      member === 'eventTypes' ? Object.fromEntries(texts.commonest(SHOWN_TYPES)) : texts.size,
    ]);
    return {
      rows: this.rows,
      ...Object.fromEntries(counts),
      nulls: Object.fromEntries(nulls.filter(([, count]) => count > 0)),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    };
  }
}

/** Personalize compares event types without regard to case. */
function filterOf({ eventType, threshold }: EventFilter, typePlace: number, valuePlace: number) {
  const wanted = eventType?.toLowerCase();
  return (row: readonly string[]) =>
    (wanted === undefined || row[typePlace]?.toLowerCase() === wanted) &&
    (threshold === undefined || Number(row[valuePlace] || Number.NaN) >= threshold);
}

/** @param seconds since 1970; undefined if no Date holds the time */
function isoTime(seconds: number): string | undefined {
  const time = new Date(seconds * 1000);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
