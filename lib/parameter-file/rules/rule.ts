import { resolvePointer } from '../json-pointer';
import type { Element, Outline } from '../outline';
import { type Finding, MAX_FINDINGS } from '../problem';

/** One rule across the fields of a parameter file. */
export interface Rule {
  /** Kebab-case; shown in problems and in the reference. */
  readonly name: string;
  /** Default: error. */
  readonly severity?: Finding['severity'];
  /** The rule in one sentence, for the reference. */
  readonly demands: string;
  /** Which violations of an error rule are only warnings, in words that follow "A warning". */
  readonly warns?: string;
  readonly check: (outline: Outline) => Iterable<RuleViolation>;
}

/** One with a severity says that it is less severe than the rule, see {@link Rule.warns}. */
export type RuleViolation = Omit<Finding, 'rule' | 'severity'> & { readonly severity?: 'warning' };

export function checkRules(rules: readonly Rule[], outline: Outline): Finding[] {
  return rules.flatMap((rule) => [...findings(rule, outline)]);
}

/** Runs the rules, each until as many violations are found as can be reported. */
function* findings({ name, severity = 'error', check }: Rule, outline: Outline): Generator<Finding> {
  let count = 0;
  for (const violation of check(outline)) {
    yield { severity, ...violation, rule: name };
    count += 1;
    if (count === MAX_FINDINGS) return;
  }
}

/** An element, or another object of the file. */
type Checked = Pick<Element, 'config' | 'configPointer'>;

type Explanation = Pick<RuleViolation, 'message' | 'hint' | 'atKey' | 'severity'>;

/** @param pointer JSON pointer from the element's `serviceConfig` to the offending value */
export function violationAt(
  { config, configPointer }: Checked,
  pointer: string,
  explanation: Explanation,
): RuleViolation {
  return { path: `${configPointer}${pointer}`, value: resolvePointer(config, pointer), ...explanation };
}

/**
 * Checks one member of several elements, where they have it.
 * @param pointer JSON pointer from an element's `serviceConfig`; `''` for all of it
 * @param explain what is wrong with the value; false or undefined if nothing is
 */
export function* checkMember<E extends Checked>(
  elements: readonly E[],
  pointer: string,
  explain: (value: unknown, element: E) => Explanation | false | undefined,
): Generator<RuleViolation> {
  for (const element of elements) {
    const value = resolvePointer(element.config, pointer);
    const explanation = value !== undefined && explain(value, element);
    if (explanation) yield violationAt(element, pointer, explanation);
  }
}
