import type { LocalAws } from '../../emulator/local-aws';
import { STEPS } from '../../emulator/services/personalize/durations';
import { runs } from '../../local/runs';
import { largestPayload } from './largest-payload';
import { withLocalAws } from './local-run';
import { type Measure, milliseconds } from './measure';
import { uploadGroup } from './samples';

/** Maximum number of solutions that the rules of the parameter file allow. */
const SOLUTIONS = 2000;
const CAMPAIGNS = 3;
/** Maximum size in KB of a state's input or output in this benchmark. The limit of Step Functions is 256 KB. */
const LIMIT = 64;
const HOUR = 3_600_000;

/** The largest parameter file, with short durations and without quotas. */
export const manySolutions: Measure = {
  name: 'Load: 2,000 solutions',
  take: () =>
    withLocalAws(async (local) => {
      withoutLimits(local);
      const largest = largestPayload(local);
      const start = local.clock.now();
      const time = await milliseconds(async () => {
        await uploadGroup(local, 'group', SOLUTIONS, { campaigns: CAMPAIGNS });
        await local.clock.advanceUntilIdle();
      });
      const [run] = await runs(local);
      const active = local.personalize
        .snapshot()
        .filter(({ type, status }) => type === 'campaign' && status === 'ACTIVE');
      if (run?.status !== 'SUCCEEDED' || active.length !== SOLUTIONS * CAMPAIGNS)
        throw new Error(`The run ended as ${run?.status}, with ${active.length} campaigns: ${JSON.stringify(run)}`);
      const end = Date.parse(run.finishedAt ?? '');
      return [
        {
          name: 'largest input or output',
          value: largest() / 1024,
          unit: 'KB',
          besides: { name: 'limit', value: LIMIT },
        },
        { name: 'makespan', value: (end - start) / HOUR, unit: 'virtual hours' },
        { name: 'state transitions', value: local.counts().stateTransitions, unit: '' },
        { name: 'Personalize calls', value: local.counts().personalizeCalls, unit: '' },
        { name: 'time', value: time / 1000, unit: 's' },
      ];
    }),
};

/** Lets everything be created at once, and be ready in ten seconds. */
export function withoutLimits({ personalize }: LocalAws): void {
  for (const type of ['schema', 'solution', 'solutionVersion', 'campaign'] as const) personalize.setQuota(type, 10_000);
  for (const step of STEPS) personalize.setDuration(step, 10);
}
