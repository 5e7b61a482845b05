/** A rule with a file that keeps it and one that breaks it. */
export interface RuleCase {
  readonly rule: string;
  /** Default: `error`. */
  readonly severity?: 'warning';
  /** A file without any problem that comes near to breaking the rule. */
  readonly valid: string;
  /** A file with this one problem, marked (see marked-text.ts). */
  readonly invalid: string;
}
