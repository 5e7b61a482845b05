import { checkFile, type Validation } from './check-file';
import type { JsonValue } from './json-value';
import { outline } from './outline';
import type { Finding } from './problem';
import { checkRules, RULES } from './rules';
import { checkStructure } from './structure';

export type { Validation };

/** Whether a parameter file can be used: its structure, and all rules across its fields. Never throws, whatever the bytes. */
export function validateParameterFile(content: string | Uint8Array): Validation {
  return checkFile(content, checkAll);
}

function checkAll(file: JsonValue): readonly Finding[] {
  const structural = checkStructure(file);
  // Of a value that is not even of its form, what the rules say is an echo.
  const misshapen = new Set(structural.map(({ path }) => path));
  return [...structural, ...checkRules(RULES, outline(file)).filter(({ path }) => !misshapen.has(path))];
}
