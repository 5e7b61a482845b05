import { parseJson } from './json-document';
import type { JsonValue } from './json-value';
import { type Finding, MAX_FINDINGS, type Problem } from './problem';
import type { ParameterFile } from './sections';
import { checkShape } from './structure';

export interface Validation {
  /** Whether there is no error; warnings may remain. */
  readonly valid: boolean;
  /** All problems, in the order of the text; a thousand at most. */
  readonly problems: readonly Problem[];
  /** The file's content, only if it is valid. */
  readonly file?: ParameterFile;
}

/**
 * Reads a parameter file and checks it. Never throws, whatever the bytes.
 * @param content text, or UTF-8 bytes with or without a byte-order mark
 * @param check at least that the file has the form of one
 */
export function checkFile(
  content: string | Uint8Array,
  check: (file: JsonValue) => readonly Finding[],
): Validation {
  const parsed = parseJson(content);
  const { document } = parsed;
  if (document === undefined) return { valid: false, problems: parsed.problems };
  const findings = check(document.value).slice(0, MAX_FINDINGS - parsed.problems.length);
  const problems = [...parsed.problems, ...findings.map((finding) => document.place(finding))].sort(
    (a, b) => a.line - b.line || a.column - b.column,
  );
  const valid = problems.every(({ severity }) => severity !== 'error');
  return { valid, problems, ...(valid && { file: document.value as unknown as ParameterFile }) };
}

/**
 * Reads a parameter file that was found valid before, maybe by another release: checks only that it has the shape which
 * this release turns into a desired state. What its values may be was a matter of accepting it, and is one of Personalize.
 * Does without the code of the rules. Never throws, whatever the bytes.
 */
export function readAcceptedFile(content: string | Uint8Array): Validation {
  return checkFile(content, checkShape);
}
