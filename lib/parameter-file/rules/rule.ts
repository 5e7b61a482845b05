import { resolvePointer } from '../json-pointer';
import type { Element, Outline } from '../outline';
import { type Finding, MAX_FINDINGS } from '../problem';

/** A rule across several fields of a parameter file. */
export interface Rule {
  /** Name in kebab-case, shown in problems and in the reference. */
  readonly name: string;
  /** Severity of violations. Default: error. */
  readonly severity?: Finding['severity'];
  /** The rule in one sentence, for the reference. */
  readonly demands: string;
  /**
   * Condition under which a violation of a rule with severity error is only a warning. The text continues a sentence
   * that begins with "A warning".
   */
  readonly warns?: string;
  readonly check: (outline: Outline) => Iterable<RuleViolation>;
}

/** A violation of a rule. Its `severity`, if any, replaces the severity of the rule: see {@link Rule.warns}. */
export type RuleViolation = Omit<Finding, 'rule' | 'severity'> & { readonly severity?: 'warning' };

export function checkRules(rules: readonly Rule[], outline: Outline): Finding[] {
  return rules.flatMap((rule) => [...findings(rule, outline)]);
}

/**
 * Runs a rule until it has found {@link MAX_FINDINGS} violations of the rule's own severity. If a rule with severity
 * error also finds warnings, at most {@link MAX_FINDINGS} warnings are reported.
 */
function* findings({ name, severity = 'error', check }: Rule, outline: Outline): Generator<Finding> {
  const counts = { error: 0, warning: 0 };
  for (const violation of check(outline)) {
    const finding = { severity, ...violation, rule: name };
    counts[finding.severity] += 1;
    if (counts[finding.severity] <= MAX_FINDINGS) yield finding;
    if (counts[severity] === MAX_FINDINGS) return;
  }
}

/** The checked object: an element, or another object of the file. */
type Checked = Pick<Element, 'config' | 'configPointer'>;

/** True for a text with an unfilled placeholder. Such a text cannot be compared with anything. */
export function isUnfilled(value: unknown): boolean {
  return typeof value === 'string' && value.includes('${');
}

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
 * Checks one member of several elements. Elements without this member are skipped.
 * @param pointer JSON pointer to the member from an element's `serviceConfig`; `''` for the whole `serviceConfig`
 * @param explain describes the fault of a value; returns false or undefined if the value has no fault
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
