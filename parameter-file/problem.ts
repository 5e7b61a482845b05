/** What is wrong, or likely unwanted, at one place of a parameter file. */
export interface Problem {
  /** An error stops the file from being used; a warning is legal, but likely unwanted. */
  readonly severity: 'error' | 'warning';
  /** JSON pointer (RFC 6901) to the value, e.g. `/solutions/0/serviceConfig/recipeArn`; `''` is the whole file. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units, as editors count. */
  readonly column: number;
  /** The offending value; `undefined` where something is missing. */
  readonly value: unknown;
  /** Name of the rule that was broken, kebab-case, e.g. `unknown-member`. */
  readonly rule: string;
  readonly message: string;
  /** How to mend it, where that can be said. */
  readonly hint?: string;
}

/** A problem before its place in the text is known. */
export interface Finding {
  readonly severity: Problem['severity'];
  readonly path: string;
  /** Points at the key in the text instead of at its value: the key is what is wrong. */
  readonly atKey?: boolean;
  /** Characters into the JSON string at `path` where the fault lies, e.g. into a filter expression. */
  readonly offset?: number;
  readonly value: unknown;
  readonly rule: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** More are of no use to anyone; a file can have a hundred thousand. */
export const MAX_FINDINGS = 1000;

const LONGEST_SHOWN_VALUE = 80;

/** A value as it stands in a message: JSON, cut when long. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > LONGEST_SHOWN_VALUE ? `${text.slice(0, LONGEST_SHOWN_VALUE)}…` : text;
}
