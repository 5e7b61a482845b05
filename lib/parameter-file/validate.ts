import { isDeepStrictEqual } from 'node:util';
import { checkFile, readAcceptedFile, type Validation } from './check-file';
import { outline } from './outline';
import type { Values } from './placeholders';
import type { Problem } from './problem';
import { checkRules, RULES } from './rules';
import { checkStructure } from './structure';

export type { Validation };

/**
 * Validates a parameter file: its structure, and all rules across its fields. Never throws, whatever the bytes.
 * @param values values of the placeholders, as for {@link checkFile}
 * @param now current time, with which schedules are compared. Absent if the result must not depend on the time
 */
export function validateParameterFile(
  content: string | Uint8Array,
  values: Values | 'unknown' = {},
  now?: Date,
): Validation {
  return checkFile(content, values, (file) => {
    const structural = checkStructure(file);
    // If a value has a structural problem, rules would only repeat this problem.
    const misshapen = new Set(structural.map(({ path }) => path));
    return [...structural, ...checkRules(RULES, outline(file, now)).filter(({ path }) => !misshapen.has(path))];
  });
}

const NAME = '/datasetGroup/serviceConfig/name';

/** Content of a file in force, with the values of its placeholders. */
export interface ContentInForce {
  readonly content: Uint8Array;
  readonly values?: Values | undefined;
}

/**
 * Validates a file that is uploaded, or will be. A file whose content and placeholder values are already in force stays valid. It may break
 * new rules, or its schedules may have no run any more: such problems become warnings.
 * @param inForce finds the content in force of a dataset group; called only for a file that breaks rules
 * @throws errors of `inForce`
 */
export async function validateUpload(
  content: Uint8Array,
  values: Values,
  now: Date,
  inForce: (datasetGroup: string) => Promise<ContentInForce | undefined>,
): Promise<Validation> {
  const validation = validateParameterFile(content, values, now);
  const read = readAcceptedFile(content, { values });
  // A file whose dataset group has an invalid name cannot be in force.
  const isNamed = validation.problems.every(({ path }) => path !== NAME);
  if (validation.valid || read.file === undefined || !isNamed) return validation;
  const current = await inForce(read.file.datasetGroup.serviceConfig.name);
  const isSame =
    current && isDeepStrictEqual(current.values, read.values) && Buffer.compare(current.content, content) === 0;
  if (!isSame) return validation;
  return { ...read, problems: validation.problems.map((problem): Problem => ({ ...problem, severity: 'warning' })) };
}
