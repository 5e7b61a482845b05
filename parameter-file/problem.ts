import { cutText, printable } from '../personalize/text';

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
  /** One line without control characters, as is the hint. */
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

/** UTF-16 units of a message or a hint; the longest that is meant to be has half as many. */
const LONGEST_MESSAGE = 1000;

/** The same with message and hint on one line each, whatever names and values of the file stand in them. */
export function presentable<Told extends Pick<Finding, 'message' | 'hint'>>(told: Told): Told {
  const { message, hint } = told;
  return { ...told, message: oneLine(message), ...(hint !== undefined && { hint: oneLine(hint) }) };
}

function oneLine(text: string): string {
  return printable(cutText(text, LONGEST_MESSAGE));
}
