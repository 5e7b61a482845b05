import type { LocalAws } from '../../emulator/local-aws';
import type { TimedStep } from '../../emulator/services/personalize/durations';
import { plural } from '../../lib/text/format';
import { runs } from '../../local/runs';
import { withLocalAws } from './local-run';
import { type Figure, type Measure, milliseconds } from './measure';
import { uploadGroup } from './samples';

const SIZES = [1, 10, 100];
/** Sizes to compare. With smaller sizes, the fixed cost of a run would hide the growth. */
const COMPARED = { smaller: 10, larger: 100 };
const MINUTE = 60_000;
/** Durations in seconds, the same for all sizes, so that the growth is not random. */
const DURATIONS: Partial<Record<TimedStep, number>> = {
  datasetGroup: 40,
  dataset: 40,
  datasetImportJob: 480,
  solutionVersion: 2400,
};

/**
 * A dataset group with a growing number of solutions. Totals are compared with the totals for one solution, multiplied by
 * the number of solutions; counts of single steps are compared as in `stepsOfEach`.
 */
export const solutionGrowth: Measure = {
  name: 'Growth with solutions',
  take: () => growth('solution', (size) => [{ group: 'group', solutions: size }]),
};

/** A growing number of dataset groups with one solution each, all uploaded at once. */
export const groupGrowth: Measure = {
  name: 'Growth with dataset groups',
  take: () =>
    growth('group', (size) => Array.from({ length: size }, (_, index) => ({ group: `group-${index}`, solutions: 1 }))),
};

interface Upload {
  readonly group: string;
  readonly solutions: number;
}

interface Costs {
  readonly totals: readonly Cost[];
  /** Calls of Personalize by operation, and state transitions by state machine. */
  readonly steps: ReadonlyMap<string, number>;
}

interface Cost {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** @param what name of the thing that is multiplied, e.g. `solution` */
async function growth(what: string, uploads: (size: number) => Upload[]): Promise<Figure[]> {
  const bySize = new Map<number, Costs>();
  for (const size of SIZES) bySize.set(size, await costsOf(uploads(size)));
  return [...bySize]
    .flatMap(([size, costs]) => totals(what, size, costs, bySize.get(1)))
    .concat(stepsOfEach(what, bySize.get(COMPARED.smaller), bySize.get(COMPARED.larger)));
}

function totals(what: string, size: number, costs: Costs, one: Costs | undefined): Figure[] {
  return costs.totals.map(({ name, unit, value }, index) => ({
    name: `${plural(size, what)}: ${name}`,
    value,
    unit,
    ...(size > 1 && {
      besides: { name: `${size} times one`, value: size * (one?.totals[index]?.value ?? 0) },
    }),
  }));
}

/**
 * How often each step happens per solution or group if there are many of them (`value`), and if there are few
 * (`besides`). If `value` is greater, the growth is superlinear. Steps whose count does not grow are omitted.
 */
function stepsOfEach(what: string, few: Costs | undefined, many: Costs | undefined): Figure[] {
  const { smaller, larger } = COMPARED;
  const grown = [...(many?.steps ?? [])].filter(([step, count]) => count > (few?.steps.get(step) ?? 0));
  return grown.map(([step, count]) => ({
    name: `each of ${plural(larger, what)}: ${step}`,
    value: count / larger,
    unit: '',
    besides: { name: `each of ${smaller}`, value: (few?.steps.get(step) ?? 0) / smaller },
  }));
}

function costsOf(uploads: readonly Upload[]): Promise<Costs> {
  return withLocalAws(async (local) => {
    for (const type of ['datasetGroup', 'schema', 'solution'] as const) local.personalize.setQuota(type, 1000);
    for (const [step, seconds] of Object.entries(DURATIONS)) local.personalize.setDuration(step as TimedStep, seconds);
    const steps = countSteps(local);
    const start = local.clock.now();
    const time = await milliseconds(async () => {
      for (const { group, solutions } of uploads) await uploadGroup(local, group, solutions);
      await local.clock.advanceUntilIdle();
    });
    const all = await runs(local);
    const unfinished = all.filter(({ status }) => status !== 'SUCCEEDED');
    if (all.length !== uploads.length || unfinished.length > 0)
      throw new Error(`${all.length} runs of ${uploads.length} uploads; not succeeded: ${JSON.stringify(unfinished)}`);
    const end = Math.max(...all.map(({ finishedAt = '' }) => Date.parse(finishedAt)));
    const { stateTransitions, lambdaInvocations, personalizeCalls } = local.counts();
    return {
      totals: [
        { name: 'makespan', value: (end - start) / MINUTE, unit: 'virtual minutes' },
        { name: 'state transitions', value: stateTransitions, unit: '' },
        { name: 'Lambda invocations', value: lambdaInvocations, unit: '' },
        { name: 'Personalize calls', value: personalizeCalls, unit: '' },
        { name: 'time', value: time, unit: 'ms' },
      ],
      steps,
    };
  });
}

function countSteps({ aws, stepFunctions }: LocalAws): ReadonlyMap<string, number> {
  const steps = new Map<string, number>();
  const count = (step: string) => steps.set(step, (steps.get(step) ?? 0) + 1);
  aws.onCall(({ service, call, caller }) => {
    if (service === 'personalize' && caller.kind === 'role') count(call.operation);
  });
  stepFunctions.onEvent((event) => {
    if (event.kind === 'stateEntered') count(event.execution.stateMachine.name);
  });
  return steps;
}
