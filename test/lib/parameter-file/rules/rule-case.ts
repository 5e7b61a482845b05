/** A rule with a file that complies with it and a file that violates it. */
export interface RuleCase {
  readonly rule: string;
  /** What breaks the rule. Distinguishes several cases of one rule. */
  readonly what?: string;
  /** Severity. Default: `error`. */
  readonly severity?: 'warning';
  /** A file that complies with the rule, and has no problem. Most such files almost violate the rule. */
  readonly valid: string;
  /** A file with this one problem, marked (see marked-text.ts). */
  readonly invalid: string;
}
