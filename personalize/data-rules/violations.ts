import { beginning } from '../text';
import { DATA_RULES, type DataRule } from './rules';

/** What is wrong, before its place is known. The message has no value of the data: messages reach logs. */
export interface Fault {
  readonly rule: DataRule;
  /** One sentence. Header names are in it, values are not. */
  readonly message: string;
  /** Default: that of the rule. */
  readonly severity?: 'error' | 'warning';
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

/** Violations, or the same from JSON. */
export interface FoundViolations {
  readonly first: readonly Violation[];
  readonly counts: Iterable<readonly [DataRule, number]>;
  readonly errors: number;
}

/** Kept of each rule; all are counted. */
const KEPT = 10;
const SHOWN_CHARACTERS = 50;

export class Violations {
  /** The first ten of each rule. */
  readonly first: Violation[] = [];
  readonly counts = new Map<DataRule, number>();
  /** Number of those that are errors. */
  errors = 0;

  add({ rule, message, severity = DATA_RULES[rule].severity }: Fault, place: Omit<Violation, keyof Fault> = {}): void {
    if (severity === 'error') this.errors += 1;
    if (this.count(rule, 1) > KEPT) return;
    const value = place.value === undefined ? {} : { value: beginning(place.value, SHOWN_CHARACTERS) };
    this.first.push({ rule, severity, message, ...place, ...value });
  }

  merge({ first, counts, errors }: FoundViolations): void {
    this.errors += errors;
    for (const [rule, count] of counts) {
      const room = Math.max(0, KEPT - this.count(rule, count) + count);
      this.first.push(...first.filter((violation) => violation.rule === rule).slice(0, room));
    }
  }

  private count(rule: DataRule, more: number): number {
    const count = (this.counts.get(rule) ?? 0) + more;
    this.counts.set(rule, count);
    return count;
  }
}
