import { runs } from '../../local/runs';
import { withLocalAws } from './local-run';
import { type Figure, type Measure, milliseconds } from './measure';
import { uploadGroup } from './samples';

const SIZES = [1, 10, 100];
const MINUTE = 60_000;

/** One dataset group with more and more solutions. Each figure stands beside that of one solution, times their number. */
export const solutionGrowth: Measure = {
  name: 'Growth with solutions',
  take: () => growth('solutions', 1, (size) => [{ group: 'group', solutions: size }]),
};

/** More and more dataset groups of one solution, all uploaded at once. */
export const groupGrowth: Measure = {
  name: 'Growth with dataset groups',
  take: () =>
    growth('groups', 1, (size) =>
      Array.from({ length: size }, (_, index) => ({ group: `group-${index}`, solutions: 1 })),
    ),
};

interface Upload {
  readonly group: string;
  readonly solutions: number;
}

async function growth(what: string, base: number, uploads: (size: number) => Upload[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  let one: readonly Cost[] = [];
  for (const size of SIZES) {
    const costs = await costsOf(uploads(size));
    if (size === base) one = costs;
    figures.push(
      ...costs.map(({ name, unit, value }, index) => ({
        name: `${size} ${what}: ${name}`,
        value,
        unit,
        ...(size !== base && {
          besides: { name: `${size} times one`, value: size * (one[index]?.value ?? 0) },
        }),
      })),
    );
  }
  return figures;
}

interface Cost {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

function costsOf(uploads: readonly Upload[]): Promise<readonly Cost[]> {
  return withLocalAws(async (local) => {
    for (const type of ['datasetGroup', 'schema', 'solution'] as const)
      local.personalize.setQuota(type, 1000);
    const start = local.clock.now();
    const time = await milliseconds(async () => {
      for (const { group, solutions } of uploads) await uploadGroup(local, group, solutions);
      await local.clock.advanceUntilIdle();
    });
    const all = await runs(local);
    const unfinished = all.filter(({ status }) => status !== 'SUCCEEDED');
    if (all.length !== uploads.length || unfinished.length > 0)
      throw new Error(
        `${all.length} runs of ${uploads.length} uploads; not succeeded: ${JSON.stringify(unfinished)}`,
      );
    const end = Math.max(...all.map(({ finishedAt = '' }) => Date.parse(finishedAt)));
    const { stateTransitions, lambdaInvocations, personalizeCalls } = local.counts();
    return [
      { name: 'makespan', value: (end - start) / MINUTE, unit: 'virtual minutes' },
      { name: 'state transitions', value: stateTransitions, unit: '' },
      { name: 'Lambda invocations', value: lambdaInvocations, unit: '' },
      { name: 'Personalize calls', value: personalizeCalls, unit: '' },
      { name: 'time', value: time, unit: 'ms' },
    ];
  });
}
