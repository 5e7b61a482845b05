import { cutText, printable } from '../text/format';

/** An error or warning at one place of a parameter file. */
export interface Problem {
  /** A file with an error is refused; a warning marks what is legal but likely unwanted. */
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
  /** How to fix it, where that is known. */
  readonly hint?: string;
}

/** A problem whose line and column are not known yet. */
export interface Finding extends Omit<Problem, 'line' | 'column' | 'hint'> {
  /** Points at the key in the text instead of at its value: the key is wrong. */
  readonly atKey?: boolean;
  /** Characters into the JSON string at `path` where the fault lies, e.g. into a filter expression. */
  readonly offset?: number;
  readonly hint?: string | undefined;
}

/** The most problems that are reported; a file can have a hundred thousand. */
export const MAX_FINDINGS = 1000;

/** UTF-16 units of a message or a hint; the longest one in use has half as many. */
const LONGEST_MESSAGE = 1000;

/** Puts message and hint on one line each, whatever names and values of the file they contain. */
export function presentable<Text extends Pick<Finding, 'message' | 'hint'>>(text: Text): Text {
  const { message, hint } = text;
  return { ...text, message: oneLine(message), ...(hint !== undefined && { hint: oneLine(hint) }) };
}

function oneLine(text: string): string {
  return printable(cutText(text, LONGEST_MESSAGE));
}
