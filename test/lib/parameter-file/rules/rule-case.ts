/** A rule with a file that complies with it and a file that violates it. */
export interface RuleCase {
  readonly rule: string;
  /** What breaks the rule, if the rule has several cases. */
  readonly what?: string;
  /** Severity. Default: `error`. */
  readonly severity?: 'warning';
  /** A file that almost violates the rule, but has no problem. */
  readonly valid: string;
  /** A file with this one problem, marked (see marked-text.ts). */
  readonly invalid: string;
}
