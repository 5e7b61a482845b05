import type { Outline } from '../outline';
import { type Finding, MAX_FINDINGS } from '../problem';

/** One rule across the fields of a parameter file. */
export interface Rule {
  /** Kebab-case; stands in the problem and in the reference. */
  readonly name: string;
  readonly severity: Finding['severity'];
  /** What the rule demands, one sentence for the reference. */
  readonly demands: string;
  /** Of a rule whose violations are errors: which of them are only warnings, in words that follow "A warning". */
  readonly warns?: string;
  readonly check: (outline: Outline) => Iterable<RuleViolation>;
}

/** One that is less than the rule's severity says it, see {@link Rule.warns}. */
export type RuleViolation = Omit<Finding, 'rule' | 'severity'> & { readonly severity?: 'warning' };

export function checkRules(rules: readonly Rule[], outline: Outline): Finding[] {
  return rules.flatMap((rule) => [...findings(rule, outline)]);
}

/** A rule is asked for no more than can be reported. */
function* findings({ name, severity, check }: Rule, outline: Outline): Generator<Finding> {
  let count = 0;
  for (const violation of check(outline)) {
    yield { severity, ...violation, rule: name };
    count += 1;
    if (count === MAX_FINDINGS) return;
  }
}
