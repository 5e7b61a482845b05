import { writeFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { seed } from '../../local/commands/options';
import { FAMILY_NAMES, type FamilyChoice, isFamilyName } from './families';
import type { Scenario } from './scenario';

/** Parsers of the option values of `simulate`. */

export function family(text: string): FamilyChoice {
  if (text === 'each' || isFamilyName(text)) return text;
  throw new InvalidArgumentError(`It must be one of ${[...FAMILY_NAMES, 'each'].join(', ')}.`);
}

/**
 * Upper limit of a first seed that is derived from the clock. Seeds are at most 2^31 - 1, so a million seeds can follow the
 * first seed.
 */
const CLOCK_SEEDS = 2 ** 31 - 1_000_000;

/**
 * Parses a seed or `clock`. For `clock`, the seed is derived from the current time in seconds, so that every night plays
 * new seeds.
 * @param now returns the current time in epoch milliseconds
 */
export function firstSeed(text: string, now = Date.now): number {
  return text === 'clock' ? Math.floor(now() / 1000) % CLOCK_SEEDS : seed(text);
}

const MEMBERS = ['groups', 'steps', 'faults', 'permanentFaults'] as const;

/** Parses a scenario in the format in which violations print it. */
export function scenario(text: string): Scenario {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new InvalidArgumentError(`It is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  const missing = MEMBERS.filter((member) => !(member in Object(parsed)));
  if (missing.length > 0) throw new InvalidArgumentError(`A scenario must have ${missing.join(', ')}.`);
  return parsed as Scenario;
}

/** Creates or empties a file. @returns the reason if the file cannot be written, otherwise undefined */
export function writeProblem(file: string): string | undefined {
  try {
    writeFileSync(file, '');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
