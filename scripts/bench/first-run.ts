import { mirroredFiles, upload } from '../../local/mirror';
import { runs } from '../../local/runs';
import { criticalPath } from './critical-path';
import { withLocalAws } from './local-run';
import type { Figure, Measure } from './measure';
import { FIRST_SAMPLE } from './samples';

const MINUTE = 60_000;
/** Number of seeds. Durations in Personalize differ between seeds. */
const SEEDS = 60;
/** Limits set by the project, as multiples of the critical path. */
const LIMITS = { mean: 1.03, worst: 1.05 };

/** Time of the first upload of the first sample, compared with the time that Personalize alone would need. */
export const firstRun: Measure = {
  name: 'The first run of the first sample',
  take: async () => {
    const taken: Run[] = [];
    for (let seed = 1; seed <= SEEDS; seed += 1) taken.push(await runOf(seed));
    const [first] = taken;
    if (first === undefined) throw new Error('There are no seeds.');
    const worst = taken.reduce((one, other) => (ratio(one) > ratio(other) ? one : other));
    const mean = taken.reduce((sum, run) => sum + ratio(run), 0) / taken.length;
    return [
      makespan('makespan', first),
      makespan(`makespan, the worst of ${SEEDS} seeds`, worst),
      { name: 'times the critical path, the worst', ...limited(ratio(worst), LIMITS.worst) },
      { name: `times the critical path, mean of ${SEEDS} seeds`, ...limited(mean, LIMITS.mean) },
    ];
  },
};

interface Run {
  /** Time from the upload to the end of the run, in virtual minutes. */
  readonly makespan: number;
  /** Time that Personalize alone would need, in virtual minutes. */
  readonly criticalPath: number;
}

function runOf(seed: number): Promise<Run> {
  return withLocalAws(async (local) => {
    const start = local.clock.now();
    await upload(local.aws, local.names.dataBucket, await mirroredFiles(FIRST_SAMPLE));
    await local.clock.advanceUntilIdle();
    const [run] = await runs(local);
    if (run?.status !== 'SUCCEEDED' || run.finishedAt === undefined)
      throw new Error(`The run of seed ${seed} ended as ${run?.status}.`);
    return {
      makespan: (Date.parse(run.finishedAt) - start) / MINUTE,
      criticalPath: (await criticalPath(local)) / MINUTE,
    };
  }, seed);
}

function ratio(run: Run): number {
  return run.makespan / run.criticalPath;
}

function limited(value: number, limit: number): Omit<Figure, 'name'> {
  return { value, unit: '', besides: { name: 'limit', value: limit } };
}

function makespan(name: string, run: Run): Figure {
  return {
    name,
    value: run.makespan,
    unit: 'virtual minutes',
    besides: { name: 'critical path', value: run.criticalPath },
  };
}
