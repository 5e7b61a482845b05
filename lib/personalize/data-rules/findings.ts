import { categoryCounters } from './categories';
import { Distinct } from './distinct';
import { type DatasetPurpose, describeEvents } from './purpose';
import { DATA_RULES, type DataRule, type Severity } from './rules';

/** What is wrong, before its place is known. The message has no value of the data: messages reach logs. */
export interface Fault {
  readonly rule: DataRule;
  /** One sentence. Header names are in it, values are not. */
  readonly message: string;
  /** Default: that of the rule. */
  readonly severity?: Severity | undefined;
}

export interface Violation extends Fault {
  readonly severity: Severity;
  /** Absent if it concerns all files of the dataset. */
  readonly file?: string;
  /** 1-based; of a row of several lines, the last. Absent if it concerns the whole file. */
  readonly line?: number;
  /** Beginning of the offending value, for those who want to see the data. */
  readonly value?: string;
}

/** What was found in csv files, as it is or from JSON, which has no values of the data. */
export interface Found extends Omit<ReturnType<Findings['toJSON']>, 'distinct' | 'categories'> {
  readonly categories: Readonly<Record<string, Distinct | string>>;
  readonly distinct: Readonly<Record<Counted, Distinct | string>>;
}

/** What was read of a file. */
type FileSummary = { readonly file: string } & Pick<Summary, 'rows'> & Partial<Summary>;
export type Summary = Findings['summary'];

/** Columns whose values are counted. */
const COUNTED = ['USER_ID', 'ITEM_ID', 'ACTION_ID', 'EVENT_TYPE'] as const;
type Counted = (typeof COUNTED)[number];
/** Event types of a summary. */
const SHOWN = 100;
/** Violations kept of each rule, and files kept in JSON; all are counted. */
const KEPT = 10;
const KEPT_FILES = 20;

/** What was found in files of a dataset so far. Memory does not grow with the number of rows. */
export class Findings {
  /** The first ten of each rule. */
  readonly violations: Violation[] = [];
  /** Violations, by rule. */
  readonly counts: Record<string, number> = {};
  readonly files: FileSummary[] = [];
  /** Size of all files. */
  bytes = 0;
  /** True if every row was read. */
  isComplete = true;
  rows = 0;
  /** Rows without a value, by field. */
  readonly nulls: Record<string, number>;
  /** Rows that trainings use, by {@link describeEvents}. */
  readonly events: Record<string, number>;
  readonly distinct = Object.fromEntries(COUNTED.map((name) => [name, new Distinct()])) as Record<Counted, Distinct>;
  /** Distinct values by column. */
  readonly categories: Readonly<Record<string, Distinct>>;
  /** Seconds since 1970; of no time, numbers that no Date holds. */
  oldest = Number.MAX_VALUE;
  newest = -Number.MAX_VALUE;

  constructor(readonly purpose: DatasetPurpose) {
    this.categories = categoryCounters(purpose);
    // Own members, as a field may be named like a member of every object.
    this.nulls = Object.fromEntries(purpose.fields.map(({ name }) => [name, 0]));
    this.events = Object.fromEntries(purpose.trainings.map((filters) => [describeEvents(filters), 0]));
  }

  add({ rule, message, severity = DATA_RULES[rule].severity }: Fault, place: Omit<Violation, keyof Fault> = {}): void {
    increase(this.counts, rule);
    if ((this.counts[rule] ?? 0) <= KEPT) this.violations.push({ rule, severity, message, ...place });
  }

  /** @param found in other files of the dataset */
  merge(found: Found): void {
    for (const violation of found.violations)
      if (this.violations.filter(({ rule }) => rule === violation.rule).length < KEPT) this.violations.push(violation);
    for (const counts of ['counts', 'nulls', 'events'] as const)
      for (const [name, count] of Object.entries(found[counts])) increase(this[counts], name, count);
    for (const name of COUNTED) this.distinct[name].merge(found.distinct[name]);
    for (const [name, counter] of Object.entries(found.categories)) this.categories[name]?.merge(counter);
    for (const file of found.files) this.addFile(file);
    this.bytes += found.bytes;
    this.isComplete &&= found.isComplete;
    this.rows += found.rows;
    this.addTimes(found.oldest, found.newest);
  }

  /** Sections of a file, which follow each other, count as one. */
  private addFile(file: FileSummary): void {
    const last = this.files.at(-1);
    if (last?.file !== file.file) {
      this.files.push(file);
      return;
    }
    const [from] = [last.from, file.from].filter((time) => time !== undefined).sort();
    const to = [last.to, file.to]
      .filter((time) => time !== undefined)
      .sort()
      .at(-1);
    this.files[this.files.length - 1] = { file: file.file, rows: last.rows + file.rows, from, to };
  }

  addTimes(oldest: number, newest = oldest): void {
    if (oldest < this.oldest) this.oldest = oldest;
    if (newest > this.newest) this.newest = newest;
  }

  /** With some of the files, and no values of the data. */
  toJSON() {
    const { purpose: _, files, violations, ...others } = this;
    const valueless = violations.map(({ value: __, ...violation }): Violation => violation);
    const some = files.slice(0, KEPT_FILES).map(({ file, rows, from, to }): FileSummary => ({ file, rows, from, to }));
    return { ...others, files: some, violations: valueless };
  }

  /** IDs are counted to about 1.3 % beyond 8,192, event types are the commonest hundred, times are those of TIMESTAMP. */
  get summary() {
    const { USER_ID, ITEM_ID, ACTION_ID, EVENT_TYPE } = this.distinct;
    return {
      rows: this.rows,
      users: USER_ID.count(),
      items: ITEM_ID.count(),
      actions: ACTION_ID.count(),
      eventTypes: Object.fromEntries([...EVENT_TYPE.counts].sort(([, one], [, other]) => other - one).slice(0, SHOWN)),
      nulls: Object.fromEntries(Object.entries(this.nulls).filter(([, count]) => count > 0)),
      from: isoTime(this.oldest),
      to: isoTime(this.newest),
    };
  }
}

export function increase(counts: Record<string, number>, name: string, by = 1): void {
  counts[name] = (counts[name] ?? 0) + by;
}

/** @param seconds since 1970; undefined if no Date holds the time */
function isoTime(seconds: number): string | undefined {
  const time = new Date(seconds * 1000);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
