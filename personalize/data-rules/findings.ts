import { beginning } from '../text';
import { DATA_RULES, type DataRule } from './rules';
import { type Counts, type DatasetPurpose, Statistics } from './statistics';

/** What is wrong, before its place is known. The message has no value of the data: messages reach logs. */
export interface Fault {
  readonly rule: DataRule;
  /** One sentence. Header names are in it, values are not. */
  readonly message: string;
  /** Default: that of the rule. */
  readonly severity?: 'error' | 'warning' | undefined;
}

export interface Violation extends Fault {
  readonly severity: 'error' | 'warning';
  /** Absent if it concerns all files of the dataset. */
  readonly file?: string;
  /** 1-based; of a row of several lines, the last. Absent if it concerns the whole file. */
  readonly line?: number;
  /** Beginning of the offending value, for those who may see the data. */
  readonly value?: string;
}

/** What was found in csv files, as it is or from JSON. */
export interface Found {
  /** The first ten violations of each rule. */
  readonly first: readonly Violation[];
  /** Violations of each rule. */
  readonly counts: Iterable<readonly [DataRule, number]>;
  readonly statistics: Counts;
  /** What was read of each file. */
  readonly files: readonly FileSummary[];
  /** Of all files. */
  readonly bytes: number;
  /** Whether every row was read. */
  readonly isComplete: boolean;
}

type Summary = Statistics['summary'];
type FileSummary = { readonly file: string } & Pick<Summary, 'rows'> & Partial<Summary>;

/** Violations kept of each rule, and files kept in JSON; all are counted. */
const KEPT = 10;
const KEPT_FILES = 20;
const SHOWN_CHARACTERS = 50;

/** What was found in files of a dataset so far. */
export class Findings implements Found {
  readonly first: Violation[] = [];
  readonly counts = new Map<DataRule, number>();
  readonly statistics: Statistics;
  readonly files: FileSummary[] = [];
  bytes = 0;
  isComplete = true;

  constructor(readonly purpose: DatasetPurpose) {
    this.statistics = new Statistics(purpose);
  }

  add({ rule, message, severity = DATA_RULES[rule].severity }: Fault, place: Omit<Violation, keyof Fault> = {}): void {
    if (this.count(rule, 1) > KEPT) return;
    const value = place.value === undefined ? {} : { value: beginning(place.value, SHOWN_CHARACTERS) };
    this.first.push({ rule, severity, message, ...place, ...value });
  }

  /** @param found in other files of the dataset */
  merge({ first, counts, statistics, files, bytes, isComplete }: Found): void {
    for (const [rule, count] of counts) {
      const room = Math.max(0, KEPT - this.count(rule, count) + count);
      this.first.push(...first.filter((violation) => violation.rule === rule).slice(0, room));
    }
    this.statistics.merge(statistics);
    this.files.push(...files);
    this.bytes += bytes;
    this.isComplete &&= isComplete;
  }

  /** Without values of the data. */
  toJSON(): Found {
    const { first, counts, statistics, files, bytes, isComplete } = this;
    return {
      ...{ counts: [...counts], statistics, bytes, isComplete },
      first: first.map(({ value: _, ...violation }) => violation),
      files: files.slice(0, KEPT_FILES).map(({ file, rows, from, to }) => ({ file, rows, from, to })),
    };
  }

  private count(rule: DataRule, more: number): number {
    const count = (this.counts.get(rule) ?? 0) + more;
    this.counts.set(rule, count);
    return count;
  }
}
