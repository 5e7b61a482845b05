/** `!`: the run would fail. `?`: a warning. */
export type PlanSymbol = '+' | '~' | '-' | '!' | '?' | ' ';

export interface PlanLine {
  readonly symbol: PlanSymbol;
  readonly text: string;
  /** Lines below the text, such as differences and what to do. */
  readonly details?: readonly string[];
  /** JSON pointer of a resource without a name. Without it, lines about several such resources would be equal. */
  readonly pointer?: string | undefined;
}

/** A part of a plan, as it is shown as text and as Markdown. */
export interface PlanSection {
  /** Absent for the changes themselves. */
  readonly title?: string;
  readonly lines: readonly PlanLine[];
  /** True for background information. A saved plan does not hold its lines. */
  readonly isInformative?: true;
}
