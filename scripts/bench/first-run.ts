import { mirroredFiles, upload } from '../../local/mirror';
import { runs } from '../../local/runs';
import { criticalPath } from './critical-path';
import { withLocalAws } from './local-run';
import type { Measure } from './measure';
import { FIRST_SAMPLE } from './samples';

const MINUTE = 60_000;

/** The first upload of the first sample: what it takes beside what Personalize alone would take, and what it costs. */
export const firstRun: Measure = {
  name: 'The first run of the first sample',
  take: () =>
    withLocalAws(async (local) => {
      const start = local.clock.now();
      await upload(local.aws, local.names.dataBucket, await mirroredFiles(FIRST_SAMPLE));
      await local.clock.advanceUntilIdle();
      const [run] = await runs(local);
      if (run?.status !== 'SUCCEEDED' || run.finishedAt === undefined)
        throw new Error(`The run ended as ${run?.status}.`);
      const { stateTransitions, lambdaInvocations, personalizeCalls } = local.counts();
      return [
        {
          name: 'makespan',
          value: (Date.parse(run.finishedAt) - start) / MINUTE,
          unit: 'virtual minutes',
          besides: { name: 'critical path', value: (await criticalPath(local)) / MINUTE },
        },
        { name: 'state transitions', value: stateTransitions, unit: '' },
        { name: 'Lambda invocations', value: lambdaInvocations, unit: '' },
        { name: 'Personalize calls', value: personalizeCalls, unit: '' },
      ];
    }),
};
