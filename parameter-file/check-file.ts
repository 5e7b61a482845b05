import { parseJson } from './json-document';
import type { JsonValue } from './json-value';
import { type Finding, MAX_FINDINGS, type Problem } from './problem';
import type { ParameterFile } from './sections';
import { checkShape } from './structure';

export interface Validation {
  /** True without errors; warnings may remain. */
  readonly valid: boolean;
  /** All problems, in the order of the text; at most a thousand. */
  readonly problems: readonly Problem[];
  /** The file's content, only if it is valid. */
  readonly file?: ParameterFile;
}

/**
 * Reads a parameter file and checks it. Never throws, whatever the bytes.
 * @param content text, or UTF-8 bytes with or without a byte-order mark
 * @param check checks at least the file's structure
 */
export function checkFile(content: string | Uint8Array, check: (file: JsonValue) => readonly Finding[]): Validation {
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
 * Reads a parameter file that was accepted before, maybe by another release: checks only the structure that a desired state
 * needs, since its values were checked then. Never throws, whatever the bytes. Does not load the code of the rules.
 */
export function readAcceptedFile(content: string | Uint8Array): Validation {
  return checkFile(content, checkShape);
}
