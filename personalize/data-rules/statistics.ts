import type { DatasetType } from '../dataset-types';
import type { SchemaField } from '../schema';
import { Distinct } from './distinct';

/** What the data of a dataset is for. */
export interface DatasetPurpose {
  readonly datasetType: DatasetType;
  /** In the order of the columns. */
  readonly fields: readonly SchemaField[];
  readonly importMode: 'FULL' | 'INCREMENTAL';
  /** The events of each training with the interactions: those that pass any of its filters. */
  readonly trainings: readonly (readonly EventFilter[])[];
  /** Whether trainings have other data too: of earlier imports, or of an event tracker. */
  readonly hasMoreData: boolean;
}

/** Events of one type with at least this EVENT_VALUE; without them, all events. */
export interface EventFilter {
  readonly eventType?: string;
  readonly threshold?: number;
}

const COUNTED = ['USER_ID', 'ITEM_ID', 'ACTION_ID', 'EVENT_TYPE'] as const;

/** What is counted of rows, as it is or from JSON, which has no values of the data. */
export interface Counts {
  readonly rows: number;
  /** By field. */
  readonly nulls: readonly number[];
  /** Rows that each training uses. */
  readonly passing: readonly number[];
  readonly distinct: Readonly<Record<(typeof COUNTED)[number], Distinct | string>>;
  /** Seconds since 1970. Without a time infinite, which is null in JSON. */
  readonly oldest: number | null;
  readonly newest: number | null;
}

const SHOWN_TYPES = 100;
/** Most characters of an ID or an event type that is counted. */
const LONGEST_COUNTED = 256;

/** Statistics of the rows of a file, or of several. Memory does not grow with the number of rows. */
export class Statistics implements Counts {
  rows = 0;
  readonly nulls: number[];
  readonly passing: number[];
  readonly distinct = {
    USER_ID: new Distinct(),
    ITEM_ID: new Distinct(),
    ACTION_ID: new Distinct(),
    EVENT_TYPE: new Distinct(),
  };
  oldest = Number.POSITIVE_INFINITY;
  newest = Number.NEGATIVE_INFINITY;
  private readonly fields: readonly SchemaField[];
  private readonly counted: readonly { readonly place: number; readonly texts: Distinct }[];
  private readonly timePlace: number;
  private readonly accepts: readonly RowFilter[];

  constructor({ fields, trainings }: Pick<DatasetPurpose, 'fields' | 'trainings'>) {
    const placeOf = (name: string) => fields.findIndex((field) => field.name === name);
    this.fields = fields;
    this.nulls = fields.map(() => 0);
    this.passing = trainings.map(() => 0);
    const counted = COUNTED.map((name) => ({ place: placeOf(name), texts: this.distinct[name] }));
    this.counted = counted.filter(({ place }) => place >= 0);
    this.timePlace = placeOf('TIMESTAMP');
    this.accepts = trainings.map((filters) => anyOf(filters.map((filter) => filterOf(filter, placeOf))));
  }

  add(row: readonly string[]): void {
    this.rows += 1;
    for (let index = 0; index < row.length; index += 1) if (row[index] === '') increase(this.nulls, index);
    for (const { place, texts } of this.counted) {
      const text = row[place];
      if (text && text.length <= LONGEST_COUNTED) texts.add(text);
    }
    const time = Number(row[this.timePlace] || Number.NaN);
    if (time < this.oldest) this.oldest = time;
    if (time > this.newest) this.newest = time;
    for (let index = 0; index < this.accepts.length; index += 1)
      if (this.accepts[index]?.(row)) increase(this.passing, index);
  }

  /** @param counts with the same fields and trainings */
  merge({ rows, nulls, passing, distinct, oldest, newest }: Counts): void {
    this.rows += rows;
    for (const [index, count] of nulls.entries()) increase(this.nulls, index, count);
    for (const [index, count] of passing.entries()) increase(this.passing, index, count);
    for (const name of COUNTED) this.distinct[name].merge(distinct[name]);
    this.oldest = Math.min(this.oldest, oldest ?? Number.POSITIVE_INFINITY);
    this.newest = Math.max(this.newest, newest ?? Number.NEGATIVE_INFINITY);
  }

  toJSON(): Counts {
    const { rows, nulls, passing, distinct, oldest, newest } = this;
    return { rows, nulls, passing, distinct, oldest, newest };
  }

  /** IDs are counted to about 1.3 % beyond 8,192, event types are the commonest hundred, times are those of TIMESTAMP. */
  get summary() {
    const { USER_ID, ITEM_ID, ACTION_ID, EVENT_TYPE } = this.distinct;
    const nulls = this.fields.map(({ name }, index) => [name, this.nulls[index] ?? 0] as const);
    return {
      rows: this.rows,
      users: USER_ID.size,
      items: ITEM_ID.size,
      actions: ACTION_ID.size,
      eventTypes: EVENT_TYPE.commonest(SHOWN_TYPES),
      nulls: Object.fromEntries(nulls.filter(([, count]) => count > 0)),
      from: isoTime(this.oldest),
      to: isoTime(this.newest),
    };
  }
}

function increase(counts: number[], index: number, by = 1): void {
  counts[index] = (counts[index] ?? 0) + by;
}

type RowFilter = (row: readonly string[]) => boolean;

function anyOf(filters: readonly RowFilter[]): RowFilter {
  return (row) => filters.some((passes) => passes(row));
}

/** Personalize compares event types without regard to case. */
function filterOf({ eventType, threshold }: EventFilter, placeOf: (name: string) => number): RowFilter {
  const [typePlace, valuePlace] = [placeOf('EVENT_TYPE'), placeOf('EVENT_VALUE')];
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
