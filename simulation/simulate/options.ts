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
 * First seeds from the clock are below this number, so that a million seeds fit between the first one and the maximum
 * of 2^31 - 1.
 */
const CLOCK_SEEDS = 2 ** 31 - 1_000_000;

/**
 * Parses a seed, or `clock`: the current time in seconds, so that every night plays new seeds.
 * @param now returns milliseconds since 1970
 */
export function firstSeed(text: string, now = Date.now): number {
  return text === 'clock' ? Math.floor(now() / 1000) % CLOCK_SEEDS : seed(text);
}

const MEMBERS = ['groups', 'steps', 'faults', 'permanentFaults'] as const;

/** Parses a scenario as printed with a violation. */
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

/** Creates the file, or empties it. @returns why it cannot be written, or undefined */
export function writeProblem(file: string): string | undefined {
  try {
    writeFileSync(file, '');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
