/** `!`: the run would fail, or the upload would be refused. `?`: a warning. */
export type PlanSymbol = '+' | '~' | '-' | '!' | '?' | ' ';

export interface PlanLine {
  readonly symbol: PlanSymbol;
  readonly text: string;
  /** Lines below the text, such as differences and what to do. */
  readonly details?: readonly string[];
  /** JSON pointer of a resource that has no name. The pointer distinguishes the lines about several such resources. */
  readonly pointer?: string | undefined;
}

/** A part of a plan. Text and Markdown show the same parts. */
export interface PlanSection {
  /** Title of the section. Absent for the section with the changes, and for the warnings about csv before it. */
  readonly title?: string;
  readonly lines: readonly PlanLine[];
  /** True for background information. A saved plan does not contain the lines of such a section. */
  readonly isInformative?: true;
}
