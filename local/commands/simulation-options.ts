import { writeFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { FAMILY_NAMES, type FamilyName, isFamilyName } from '../simulation/families';
import type { Scenario } from '../simulation/scenario';

/** Parsers of the option values of `simulate`. */

export function family(text: string): FamilyName {
  if (!isFamilyName(text)) throw new InvalidArgumentError(`It must be one of ${FAMILY_NAMES.join(', ')}.`);
  return text;
}

const MEMBERS = ['groups', 'steps', 'faults', 'wounds'] as const;

/** A scenario as a violation prints it. */
export function scenario(text: string): Scenario {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new InvalidArgumentError(`It is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  const missing = MEMBERS.filter((member) => !(member in Object(parsed)));
  if (missing.length > 0)
    throw new InvalidArgumentError(`A scenario has ${missing.join(', ')}, this has not.`);
  return parsed as Scenario;
}

/** Makes the file empty. @returns why it cannot be written, or undefined */
export function whyNotWritable(file: string): string | undefined {
  try {
    writeFileSync(file, '');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
