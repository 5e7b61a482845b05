import * as fc from 'fast-check';
import { DEEDS } from '../faults/hands';
import type { Scenario, Step } from './scenario';

const HOUR = 3600;

const when = fc.record({ afterSeconds: fc.integer({ min: 0, max: 5 * HOUR }) });

const what = fc.oneof(
  fc.record({
    kind: fc.constant('upload' as const),
    minProvisionedTPS: fc.integer({ min: 1, max: 3 }),
    filter: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('newData' as const) }),
  fc.record({ kind: fc.constant('refusedUpload' as const) }),
  fc.record({ kind: fc.constant('byHand' as const), deed: fc.constantFrom(...DEEDS) }),
  fc.record({ kind: fc.constant('nothing' as const) }),
);

const step: fc.Arbitrary<Step> = fc.tuple(when, what).map(([time, deed]) => ({ ...time, ...deed }));

/** Scenarios shrink towards few things and few steps. */
export const scenarios: fc.Arbitrary<Scenario> = fc.record({
  solutions: fc.integer({ min: 1, max: 2 }),
  campaign: fc.boolean(),
  filter: fc.boolean(),
  eventTracker: fc.boolean(),
  batchJob: fc.boolean(),
  schedules: fc.boolean(),
  steps: fc.array(step, { maxLength: 4 }),
  faults: fc.constantFrom(0, 0.5, 1, 2),
  // Where nothing fails for good, every single run must succeed, which finds more.
  creationsFail: fc.oneof(
    { arbitrary: fc.constant(false), weight: 3 },
    { arbitrary: fc.constant(true), weight: 1 },
  ),
});

/** The scenario that belongs to a seed. */
export function scenarioOf(seed: number): Scenario {
  const [scenario] = fc.sample(scenarios, { seed, numRuns: 1 });
  if (scenario === undefined) throw new Error(`There is no scenario for seed ${seed}.`);
  return scenario;
}
