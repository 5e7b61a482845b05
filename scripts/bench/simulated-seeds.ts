import { availableParallelism } from 'node:os';
import { withSynthesizedStack } from '../../local/synthesized-stack';
import { scenarioOf } from '../../simulation/simulate/families';
import { playAll } from '../../simulation/simulate/pool';
import { type Measure, milliseconds } from './measure';

const SEEDS = 120;
/** Minimum set by the project: 10,000 seeds in two and a half hours, on two cores. */
const MIN_PER_SECOND = 10_000 / (2.5 * 3600);

/** Measures seeds as `npm run simulate` plays them. The time includes the start of its processes. */
export const simulatedSeeds: Measure = {
  name: 'Simulated seeds',
  take: () =>
    withSynthesizedStack(async (stackFile) => {
      const seeds = Array.from({ length: SEEDS }, (_, index) => index + 1);
      const orders = seeds.map((seed) => ({ stackFile, seed, scenario: scenarioOf(seed, 'everything') }));
      const time = await milliseconds(() => playAll(orders, availableParallelism(), refuseCrash));
      return [
        {
          name: "seeds of 'everything' a second",
          value: (SEEDS * 1000) / time,
          unit: '',
          besides: { name: 'at least', value: MIN_PER_SECOND },
        },
      ];
    }),
};

/** Throws for a crash, because a seed that crashes early would improve the figure. */
function refuseCrash({ seed, crash }: { readonly seed: number; readonly crash?: string }): void {
  if (crash !== undefined) throw new Error(`Seed ${seed}: ${crash}`);
}
