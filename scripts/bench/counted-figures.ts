import type { LocalAws } from '../../emulator/local-aws';
import RECORDED from './counted-figures.json';

/** Factor by which a figure may exceed the recorded figure. Smaller changes are not worth a new record. */
const SLACK = 1.1;

/** Names of two groups of figures: the sizes of functions, and {@link countsOfDay}. The other groups are named after examples and loads. */
export const BUNDLE_BYTES = 'bundle bytes';
export const MAINTAINED = 'a day of movies';

/** Figures by name. They are the same on every machine. */
export type CountedFigures = Readonly<Record<string, number>>;

/** Returns what a local AWS has counted since its stack was loaded. */
export function countsOf(local: LocalAws): CountedFigures {
  const { stateTransitions, lambdaInvocations, personalizeCalls } = local.counts();
  const { executionsStarted } = local.stepFunctions.counts();
  return { stateTransitions, executionsStarted, lambdaInvocations, personalizeCalls };
}

const DAY = 24 * 3_600_000;

/** Counts what the next day costs: state transitions, and calls by roles, separately for each called service. */
export async function countsOfDay(local: LocalAws): Promise<CountedFigures> {
  const calls: Record<string, number> = {};
  local.aws.onCall(({ service, caller }) => {
    if (caller.kind === 'role') calls[`${service}Calls`] = (calls[`${service}Calls`] ?? 0) + 1;
  });
  const { stateTransitions } = local.counts();
  await local.clock.advanceTo(local.clock.now() + DAY);
  return { stateTransitions: local.counts().stateTransitions - stateTransitions, ...calls };
}

/**
 * Returns the limit of a figure: a tenth more than recorded in `counted-figures.json`.
 * @param group an example, a load, `a day of movies` or `bundle bytes`
 * @throws Error if nothing is recorded
 */
export function limitOf(group: string, name: string): number {
  const recorded = (RECORDED as Readonly<Record<string, CountedFigures>>)[group]?.[name];
  if (recorded === undefined) throw new Error(`scripts/bench/counted-figures.json has no '${name}' of '${group}'.`);
  return Math.floor(recorded * SLACK);
}

/** Returns a line for each figure above its limit. */
export function regressions(group: string, figures: CountedFigures): readonly string[] {
  return Object.entries(figures)
    .filter(([name, value]) => value > limitOf(group, name))
    .map(([name, value]) => `${group}: ${name} is ${value}, but may be at most ${limitOf(group, name)}`);
}
