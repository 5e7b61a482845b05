import { categoryCounters } from './categories';
import { Distinct } from './distinct';
import { countedEvents, type DatasetPurpose } from './purpose';
import { DATA_RULES, type DataRule, MAX_EVENT_TYPES, type Severity } from './rules';

/** A broken rule, without its place in the data. */
export interface Fault {
  readonly rule: DataRule;
  /** Text of one or more sentences. It contains no values of the data, except the newest TIMESTAMP, because messages reach logs. */
  readonly message: string;
  /** Default: severity of the rule. */
  readonly severity?: Severity | undefined;
}

export interface Violation extends Fault {
  readonly severity: Severity;
  /** Absent if the fault concerns all files of the dataset. */
  readonly file?: string;
  /** 1-based line number. For a row on several lines, this is the number of the last line. Absent if the fault concerns the whole file. */
  readonly line?: number;
  /** Beginning of the offending value; present only if the user has asked to see values. */
  readonly value?: string;
}

/** Findings in csv files: an instance of {@link Findings}, or its JSON, which contains no values of the data. */
export interface FindingsData extends Omit<ReturnType<Findings['toJSON']>, 'distinct' | 'categories'> {
  readonly categories: Readonly<Record<string, Distinct | string>>;
  readonly distinct: Readonly<Record<Counted, Distinct | string>>;
}

/** Summary of the findings in a file. */
type FileSummary = { readonly file: string } & Pick<Summary, 'rows'> & Partial<Summary>;
export type Summary = Findings['summary'];

/** Columns whose values are counted. */
const COUNTED = ['USER_ID', 'ITEM_ID', 'ACTION_ID', 'EVENT_TYPE'] as const;
type Counted = (typeof COUNTED)[number];
/** Maximum number of violations of each rule that are kept. All violations are counted. */
const KEPT = 10;
/** Maximum number of files in the JSON of findings. */
const KEPT_FILES = 20;

/** Findings so far in the files of a dataset. The memory used does not grow with the number of rows. */
export class Findings {
  /** The first ten violations of each rule. */
  readonly violations: Violation[] = [];
  /** Number of violations by rule. */
  readonly counts: Record<string, number> = {};
  readonly files: FileSummary[] = [];
  /** Size of all files in bytes. */
  bytes = 0;
  /** True if every row was read. */
  isComplete = true;
  rows = 0;
  /** Number of rows without a value, by field. */
  readonly nulls: Record<string, number>;
  /** Number of rows that belong to each selection of {@link countedEvents}, by the selection's text. */
  readonly events: Record<string, number>;
  readonly distinct = Object.fromEntries(COUNTED.map((name) => [name, new Distinct()])) as Record<Counted, Distinct>;
  /** Counters of the values of metadata columns, by column: see {@link categoryCounters}. */
  readonly categories: Readonly<Record<string, Distinct>>;
  /**
   * Oldest and newest TIMESTAMP, in seconds since 1970. Until the first TIMESTAMP is added, the values are numbers that
   * no Date can hold.
   */
  oldest = Number.MAX_VALUE;
  newest = -Number.MAX_VALUE;

  constructor(readonly purpose: DatasetPurpose) {
    this.categories = categoryCounters(purpose);
    // A member for each field is created now, because a field may have the name of an inherited member, such as
    // `constructor`.
    this.nulls = Object.fromEntries(purpose.fields.map(({ name }) => [name, 0]));
    this.events = Object.fromEntries([...countedEvents(purpose).keys()].map((text) => [text, 0]));
  }

  add({ rule, message, severity = DATA_RULES[rule].severity }: Fault, place: Omit<Violation, keyof Fault> = {}): void {
    increase(this.counts, rule);
    if ((this.counts[rule] ?? 0) <= KEPT) this.violations.push({ rule, severity, message, ...place });
  }

  /** @param found findings in other files of the dataset */
  merge(found: FindingsData): void {
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

  /** Adds a file. Consecutive sections of a file count as one file. */
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

  /** JSON of the findings, with at most {@link KEPT_FILES} files, and without values of the data. */
  toJSON() {
    const { purpose: _, files, violations, ...others } = this;
    const valueless = violations.map(({ value: __, ...violation }): Violation => violation);
    const some = files.slice(0, KEPT_FILES).map(({ file, rows, from, to }): FileSummary => ({ file, rows, from, to }));
    return { ...others, files: some, violations: valueless };
  }

  /**
   * Summary of the findings. A number of ids above 8,192 is an estimate with a standard error of 1.3 %. `from` and `to`
   * are the oldest and newest TIMESTAMP. If there are more event types than a training accepts, the summary names no
   * event type: such values may be ids of people, in a shifted column.
   */
  get summary() {
    const { USER_ID, ITEM_ID, ACTION_ID, EVENT_TYPE } = this.distinct;
    return {
      rows: this.rows,
      users: USER_ID.count(),
      items: ITEM_ID.count(),
      actions: ACTION_ID.count(),
      eventTypes: Object.fromEntries(EVENT_TYPE.count() > MAX_EVENT_TYPES ? [] : EVENT_TYPE.counts),
      nulls: Object.fromEntries(Object.entries(this.nulls).filter(([, count]) => count > 0)),
      from: isoTime(this.oldest),
      to: isoTime(this.newest),
    };
  }
}

export function increase(counts: Record<string, number>, name: string, by = 1): void {
  counts[name] = (counts[name] ?? 0) + by;
}

/**
 * @param seconds seconds since 1970
 * @returns the time in ISO form; undefined if no Date can hold this number of seconds
 */
function isoTime(seconds: number): string | undefined {
  const time = new Date(seconds * 1000);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
