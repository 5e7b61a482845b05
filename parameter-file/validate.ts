import { parseJson } from './json-document';
import { outline } from './outline';
import { MAX_FINDINGS, type Problem } from './problem';
import { checkRules, RULES } from './rules';
import { checkStructure } from './structure';
import type { ParameterFile } from './types';

export interface Validation {
  /** Whether there is no error; warnings may remain. */
  readonly valid: boolean;
  /** All problems, in the order of the text; a thousand at most. */
  readonly problems: readonly Problem[];
  /** The file's content, only if it is valid. */
  readonly file?: ParameterFile;
}

/**
 * Reads and checks a parameter file. Never throws, whatever the bytes.
 * @param content text, or UTF-8 bytes with or without a byte-order mark
 */
export function validateParameterFile(content: string | Uint8Array): Validation {
  const parsed = parseJson(content);
  const { document } = parsed;
  if (document === undefined) return { valid: false, problems: parsed.problems };
  const structural = checkStructure(document.value);
  // Of a value that is not even of its form, what the rules say is an echo.
  const misshapen = new Set(structural.map(({ path }) => path));
  const further = checkRules(RULES, outline(document.value)).filter(({ path }) => !misshapen.has(path));
  const findings = [...structural, ...further].slice(0, MAX_FINDINGS - parsed.problems.length);
  const problems = [...parsed.problems, ...findings.map((finding) => document.place(finding))].sort(
    (a, b) => a.line - b.line || a.column - b.column,
  );
  const valid = problems.every(({ severity }) => severity !== 'error');
  return { valid, problems, ...(valid && { file: document.value as unknown as ParameterFile }) };
}
