import type { SchemaField } from '../schema';
import { Distinct } from './distinct';

/** Events of one type with at least this EVENT_VALUE; without them, all events. */
export interface EventFilter {
  readonly eventType?: string;
  readonly threshold?: number;
  /** Events that pass any of these. */
  readonly anyOf?: readonly EventFilter[];
}

/** Statistics as JSON, without values of the data. */
export interface PackedStatistics extends Pick<Statistics, 'rows' | 'nulls' | 'passing'> {
  /** By column, each by {@link Distinct.pack}. */
  readonly distinct: Readonly<Record<string, string>>;
  /** Seconds since 1970, null without a time. */
  readonly times: readonly [oldest: number | null, newest: number | null];
}

const SHOWN_TYPES = 100;
/** Most characters of an ID or an event type that is counted. */
const LONGEST_COUNTED = 256;

/** Statistics of the rows of a file, or of several. Memory does not grow with the number of rows. */
export class Statistics {
  rows = 0;
  readonly nulls: number[];
  /** Rows that pass each filter. */
  readonly passing: number[];
  readonly distinct = {
    USER_ID: new Distinct(),
    ITEM_ID: new Distinct(),
    ACTION_ID: new Distinct(),
    EVENT_TYPE: new Distinct(),
  };
  private oldest = Number.POSITIVE_INFINITY;
  private newest = Number.NEGATIVE_INFINITY;
  private readonly counted: readonly { readonly place: number; readonly texts: Distinct }[];
  private readonly timePlace: number;
  private readonly accepts: readonly ((row: readonly string[]) => boolean)[];

  constructor(
    private readonly fields: readonly SchemaField[],
    filters: readonly EventFilter[],
  ) {
    const placeOf = (name: string) => fields.findIndex((field) => field.name === name);
    this.nulls = fields.map(() => 0);
    this.passing = filters.map(() => 0);
    this.counted = Object.entries(this.distinct)
      .map(([name, texts]) => ({ place: placeOf(name), texts }))
      .filter(({ place }) => place >= 0);
    this.timePlace = placeOf('TIMESTAMP');
    this.accepts = filters.map((filter) => filterOf(filter, placeOf('EVENT_TYPE'), placeOf('EVENT_VALUE')));
  }

  /** @param packed from statistics with the same fields and filters */
  static unpack(fields: readonly SchemaField[], filters: readonly EventFilter[], packed: PackedStatistics): Statistics {
    const statistics = new Statistics(fields, filters);
    const { rows, nulls, passing, times } = packed;
    Object.assign(statistics, { rows, nulls: [...nulls], passing: [...passing] });
    for (const [name, texts] of Object.entries(statistics.distinct))
      texts.merge(Distinct.unpack(packed.distinct[name] ?? ''));
    statistics.oldest = times[0] ?? Number.POSITIVE_INFINITY;
    statistics.newest = times[1] ?? Number.NEGATIVE_INFINITY;
    return statistics;
  }

  pack(): PackedStatistics {
    const { rows, nulls, passing, oldest, newest } = this;
    const distinct = Object.fromEntries(Object.entries(this.distinct).map(([name, texts]) => [name, texts.pack()]));
    const [from, to] = [oldest, newest].map((time) => (Number.isFinite(time) ? time : null));
    return { rows, nulls, passing, distinct, times: [from ?? null, to ?? null] };
  }

  add(row: readonly string[]): void {
    this.rows += 1;
    for (let index = 0; index < row.length; index += 1)
      if (row[index] === '') this.nulls[index] = (this.nulls[index] ?? 0) + 1;
    for (const { place, texts } of this.counted) {
      const text = row[place];
      if (text && text.length <= LONGEST_COUNTED) texts.add(text);
    }
    const time = Number(row[this.timePlace] || Number.NaN);
    if (time < this.oldest) this.oldest = time;
    if (time > this.newest) this.newest = time;
    for (let index = 0; index < this.accepts.length; index += 1)
      if (this.accepts[index]?.(row)) this.passing[index] = (this.passing[index] ?? 0) + 1;
  }

  merge(other: Statistics): void {
    this.rows += other.rows;
    for (const [index, count] of other.nulls.entries()) this.nulls[index] = (this.nulls[index] ?? 0) + count;
    for (const [index, count] of other.passing.entries()) this.passing[index] = (this.passing[index] ?? 0) + count;
    for (const [index, { texts }] of other.counted.entries()) this.counted[index]?.texts.merge(texts);
    this.oldest = Math.min(this.oldest, other.oldest);
    this.newest = Math.max(this.newest, other.newest);
  }

  /** As JSON: IDs are counted to about 1.3 % beyond 8,192, event types are the commonest hundred, times are those of TIMESTAMP. */
  get summary() {
    const { USER_ID, ITEM_ID, ACTION_ID, EVENT_TYPE } = this.distinct;
    const nulls = this.fields.map(({ name }, index) => [name, this.nulls[index] ?? 0] as const);
    return {
      rows: this.rows,
      users: USER_ID.size,
      items: ITEM_ID.size,
      actions: ACTION_ID.size,
      eventTypes: Object.fromEntries(EVENT_TYPE.commonest(SHOWN_TYPES)),
      nulls: Object.fromEntries(nulls.filter(([, count]) => count > 0)),
      from: isoTime(this.oldest),
      to: isoTime(this.newest),
    };
  }
}

/** Personalize compares event types without regard to case. */
function filterOf(
  { eventType, threshold, anyOf }: EventFilter,
  typePlace: number,
  valuePlace: number,
): (row: readonly string[]) => boolean {
  const parts = anyOf?.map((part) => filterOf(part, typePlace, valuePlace));
  if (parts !== undefined) return (row) => parts.some((accepts) => accepts(row));
  const wanted = eventType?.toLowerCase();
  return (row) =>
    (wanted === undefined || row[typePlace]?.toLowerCase() === wanted) &&
    (threshold === undefined || Number(row[valuePlace] || Number.NaN) >= threshold);
}

/** @param seconds since 1970; undefined if no Date holds the time */
function isoTime(seconds: number): string | undefined {
  const time = new Date(seconds * 1000);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
