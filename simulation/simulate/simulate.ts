import type { FaultKind } from '../faults/rates';
import { INVARIANTS } from '../invariants';
import { type Reached, watchSituations } from '../situations/reached';
import { Log } from './log';
import type { Scenario } from './scenario';
import { World } from './world';

export interface Violation {
  readonly invariant: string;
  readonly what: string;
}

export interface Simulated {
  readonly violations: readonly Violation[];
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
  readonly reached: Reached;
}

/**
 * Plays one scenario with the random numbers of one seed, and checks every invariant during the scenario and at its end.
 * @param log log to which every event is written
 */
export async function simulate(
  stackFile: string,
  seed: number,
  scenario: Scenario,
  log = new Log(),
): Promise<Simulated> {
  const world = await World.open(stackFile, seed, scenario, log);
  const violations: Violation[] = [];
  const broken = (invariant: string) => (what: string) => {
    log.note('VIOLATION', `${invariant}: ${what}`);
    violations.push({ invariant, what });
  };
  for (const invariant of INVARIANTS) invariant.watch?.(world, broken(invariant.name));
  const reached = watchSituations(world);
  await world.play(async () => {
    for (const invariant of INVARIANTS) await invariant.rested?.(world, broken(invariant.name));
  });
  for (const invariant of INVARIANTS) await invariant.check?.(world, broken(invariant.name));
  return { violations, faults: Object.fromEntries(world.faults.counts()), reached: reached() };
}
