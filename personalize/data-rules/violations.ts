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

/** Kept of each rule; all are counted. */
const KEPT = 10;
const SHOWN_CHARACTERS = 50;

export class Violations {
  private readonly kept: Violation[] = [];
  /** How many there are of each rule. */
  readonly counts = new Map<DataRule, number>();

  add(
    { rule, message, severity = DATA_RULES[rule].severity }: Fault,
    place: Pick<Violation, 'file' | 'line' | 'value'> = {},
  ): void {
    const count = this.count(rule, 1);
    if (count > KEPT) return;
    const value = place.value === undefined ? {} : { value: beginning(place.value, SHOWN_CHARACTERS) };
    this.kept.push({ rule, severity, message, ...place, ...value });
  }

  merge({ kept, counts }: Violations): void {
    const before = new Map(this.counts);
    for (const [rule, count] of counts) this.count(rule, count);
    for (const violation of kept) {
      const index = (before.get(violation.rule) ?? 0) + 1;
      before.set(violation.rule, index);
      if (index <= KEPT) this.kept.push(violation);
    }
  }

  /** The first ten of each rule, in the order of the files. */
  get first(): readonly Violation[] {
    return this.kept;
  }

  private count(rule: DataRule, more: number): number {
    const count = (this.counts.get(rule) ?? 0) + more;
    this.counts.set(rule, count);
    return count;
  }
}
