import { checkFile, type Validation } from './check-file';
import { outline } from './outline';
import type { Values } from './placeholders';
import { checkRules, RULES } from './rules';
import { checkStructure } from './structure';

export type { Validation };

/**
 * Validates a parameter file: its structure, and all rules across its fields. Never throws, whatever the bytes.
 * @param values of placeholders, as for {@link checkFile}
 */
export function validateParameterFile(content: string | Uint8Array, values: Values | 'unknown' = {}): Validation {
  return checkFile(content, values, (file) => {
    const structural = checkStructure(file);
    // For a value with a structural problem, the rules would only repeat it.
    const misshapen = new Set(structural.map(({ path }) => path));
    return [...structural, ...checkRules(RULES, outline(file)).filter(({ path }) => !misshapen.has(path))];
  });
}
