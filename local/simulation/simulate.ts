import type { FaultKind } from '../faults/rates';
import { INVARIANTS } from './invariants';
import type { Scenario } from './scenario';
import { World } from './world';

export interface Violation {
  readonly invariant: string;
  readonly what: string;
}

export interface Simulated {
  readonly violations: readonly Violation[];
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
}

/** Plays one scenario with the chance of one seed, and checks every invariant. The same two always give the same. */
export async function simulate(stackFile: string, seed: number, scenario: Scenario): Promise<Simulated> {
  const world = await World.open(stackFile, seed, scenario);
  await world.play();
  const violations: Violation[] = [];
  for (const { name, check } of INVARIANTS) {
    for (const what of await check(world)) violations.push({ invariant: name, what });
  }
  return { violations, faults: Object.fromEntries(world.faults.counts()) };
}
