import { parseJson } from './json-document';
import type { JsonValue } from './json-value';
import { fillPlaceholders, type Values } from './placeholders';
import { type Finding, MAX_FINDINGS, type Problem } from './problem';
import type { ParameterFile } from './sections';
import { checkShape } from './structure';

export interface Validation {
  /** True if there are no errors; there may be warnings. */
  readonly valid: boolean;
  /**
   * Problems in the order of their places in the text. If there are more than {@link MAX_FINDINGS}, warnings are omitted before errors.
   */
  readonly problems: readonly Problem[];
  /** The file's content with filled placeholders; absent if the file is invalid. */
  readonly file?: ParameterFile;
  /** Values of the file's placeholders, or empty texts if the values are unknown; absent if the file has no placeholders, or is invalid. */
  readonly values?: Values;
}

/**
 * Reads a parameter file, fills its placeholders and checks it. Never throws, whatever the bytes.
 * @param content text, or UTF-8 bytes with or without a byte-order mark
 * @param values values of the placeholders. With `unknown`, strings with placeholders are not checked, and callers must
 * not use these strings.
 * @param check function that checks at least the file's structure
 */
export function checkFile(
  content: string | Uint8Array,
  values: Values | 'unknown',
  check: (file: JsonValue) => readonly Finding[],
): Validation {
  const parsed = parseJson(content);
  const { document } = parsed;
  if (document === undefined) return { valid: false, problems: parsed.problems };
  const { value, used, findings, inOriginal } = fillPlaceholders(document.value, values);
  const all = [...findings, ...check(value).flatMap(inOriginal)];
  // Errors come first, so that the limit omits warnings before errors.
  const shown = (['error', 'warning'] as const)
    .flatMap((each) => all.filter(({ severity }) => severity === each))
    .slice(0, MAX_FINDINGS - parsed.problems.length);
  const problems = [...parsed.problems, ...shown.map((finding) => document.place(finding))].sort(
    (a, b) => a.line - b.line || a.column - b.column,
  );
  const valid = problems.every(({ severity }) => severity !== 'error');
  if (!valid) return { valid, problems };
  const usesValues = Object.keys(used).length > 0;
  return { valid, problems, file: value as unknown as ParameterFile, ...(usesValues && { values: used }) };
}

/**
 * Reads a parameter file that this release or another one has accepted. Checks only the file's structure, and does not load the code of
 * the rules. Never throws, whatever the bytes.
 * @param accepted `values` are the values that filled the placeholders when the file was accepted
 */
export function readAcceptedFile(content: string | Uint8Array, accepted: { readonly values?: Values }): Validation {
  return checkFile(content, accepted.values ?? {}, checkShape);
}
