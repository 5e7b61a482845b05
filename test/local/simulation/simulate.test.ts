import { scenarioOf } from '../../../local/simulation/arbitrary';
import type { Scenario } from '../../../local/simulation/scenario';
import { simulate } from '../../../local/simulation/simulate';
import { SynthesizedStack } from '../../workflows/support/stack';

const SCENARIO: Scenario = {
  solutions: 1,
  campaign: true,
  filter: false,
  eventTracker: false,
  batchJob: false,
  schedules: false,
  steps: [{ kind: 'refusedUpload', afterSeconds: 60 }],
  faults: 1,
  creationsFail: false,
};

const stack = new SynthesizedStack();

beforeAll(() => stack.create());
afterAll(() => stack.remove());

describe('simulate', () => {
  it('gives the same for the same seed and scenario, with faults and without violations', async () => {
    // Prepare
    const play = () => simulate(stack.file, 7, SCENARIO);

    // Act
    const one = await play();
    const again = await play();

    // Assess
    expect(one.violations).toEqual([]);
    expect(Object.values(one.faults).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    expect(again).toEqual(one);
  });
});

describe('scenarioOf', () => {
  it('gives each seed a scenario of its own, always the same', () => {
    // Act
    const scenarios = [1, 2, 3, 1].map((seed) => JSON.stringify(scenarioOf(seed)));

    // Assess
    expect(scenarios[3]).toBe(scenarios[0]);
    expect(new Set(scenarios).size).toBe(3);
  });
});
