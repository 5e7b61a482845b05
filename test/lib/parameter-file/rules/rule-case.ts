/** A rule with a file that complies with it and one that violates it. */
export interface RuleCase {
  readonly rule: string;
  /** What breaks the rule, if the rule has several cases. */
  readonly what?: string;
  /** Severity. Default: `error`. */
  readonly severity?: 'warning';
  /** A file without any problem that almost violates the rule. */
  readonly valid: string;
  /** A file with this one problem, marked (see marked-text.ts). */
  readonly invalid: string;
}
