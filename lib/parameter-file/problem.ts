import { cutText, printable } from '../text/format';

/** An error or warning at a place of a parameter file. */
export interface Problem {
  /** A file with an error is refused. A warning is about something legal but likely unwanted. */
  readonly severity: 'error' | 'warning';
  /** JSON pointer (RFC 6901) to the value, e.g. `/solutions/0/serviceConfig/recipeArn`; `''` is the whole file. */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 code units, like the columns of editors. */
  readonly column: number;
  /** The offending value; `undefined` if something is missing. */
  readonly value: unknown;
  /** Name of the broken rule in kebab-case, e.g. `unknown-member`. */
  readonly rule: string;
  /** One line without control characters. The hint is such a line too. */
  readonly message: string;
  /** How to fix the problem; absent if that is not known. */
  readonly hint?: string;
}

/** A problem whose line and column are not known yet. */
export interface Finding extends Omit<Problem, 'line' | 'column' | 'hint'> {
  /** True if the key is wrong, not its value. The line and column of the problem are then the key's. */
  readonly atKey?: boolean;
  /** Number of characters from the start of the JSON string at `path` to the fault, e.g. in a filter expression. */
  readonly offset?: number;
  readonly hint?: string | undefined;
}

/** Maximum number of problems that are reported. A file can have a hundred thousand problems. */
export const MAX_FINDINGS = 1000;

/** Maximum length of a message or hint before special characters are escaped, in UTF-16 units. */
const LONGEST_MESSAGE = 1000;

/** Puts message and hint on one line each, also if they contain names and values with line breaks. */
export function presentable<Text extends Pick<Finding, 'message' | 'hint'>>(text: Text): Text {
  const { message, hint } = text;
  return { ...text, message: oneLine(message), ...(hint !== undefined && { hint: oneLine(hint) }) };
}

function oneLine(text: string): string {
  return printable(cutText(text, LONGEST_MESSAGE));
}
