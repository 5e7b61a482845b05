import type { LocalAws } from '../../emulator/local-aws';
import RECORDED from './counted-figures.json';

/** What a figure may exceed the recorded one by, since small changes are not worth a new record. */
const SLACK = 1.1;

/** The groups of the functions' sizes, and of {@link countsOfDay}. The others are examples. */
export const BUNDLE_BYTES = 'bundle bytes';
export const MAINTAINED = 'a day of movies';

/** Figures by name, the same on every machine. */
export type CountedFigures = Readonly<Record<string, number>>;

/** What a local AWS of seed 1 has counted since its stack was loaded. */
export function countsOf(local: LocalAws): CountedFigures {
  const { stateTransitions, lambdaInvocations, personalizeCalls } = local.counts();
  const { executionsStarted } = local.stepFunctions.counts();
  return { stateTransitions, executionsStarted, lambdaInvocations, personalizeCalls };
}

const DAY = 24 * 3_600_000;

/** What the next day takes: state transitions, and the calls of functions, state machines and services by the service that they call. */
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
 * The most that a figure may be: a tenth more than `counted-figures.json` has recorded.
 * @param group an example, `a day of movies` or `bundle bytes`
 * @throws Error if nothing is recorded
 */
export function limitOf(group: string, name: string): number {
  const recorded = (RECORDED as Readonly<Record<string, CountedFigures>>)[group]?.[name];
  if (recorded === undefined) throw new Error(`scripts/bench/counted-figures.json has no '${name}' of '${group}'.`);
  return Math.floor(recorded * SLACK);
}

/** The figures above their limits. Whoever makes one larger on purpose records it. */
export function regressions(group: string, figures: CountedFigures): readonly string[] {
  return Object.entries(figures)
    .filter(([name, value]) => value > limitOf(group, name))
    .map(([name, value]) => `${group}: ${name} is ${value}, and may be ${limitOf(group, name)}`);
}
