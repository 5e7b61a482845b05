import { withLocalAws } from './local-run';
import type { Measure } from './measure';
import { uploadGroup } from './samples';

const HOUR = 3_600_000;
/** Long enough for the longest waits to be reached. */
const HOURS = 10;
const LIMIT = 40;

/** What watching one training costs: one solution whose training takes ten hours. */
export const training: Measure = {
  name: 'An hour of training',
  take: () =>
    withLocalAws(async (local) => {
      local.personalize.setDuration('solutionVersion', (HOURS * HOUR) / 1000);
      const at: Record<string, ReturnType<typeof local.counts>> = {};
      local.personalize.onChange(({ type, status }) => {
        if (type === 'solutionVersion') at[status] = local.counts();
      });
      await uploadGroup(local, 'training', 1);
      await local.clock.advanceUntilIdle();
      const { 'CREATE PENDING': before, ACTIVE: after } = at;
      if (before === undefined || after === undefined) throw new Error('The training did not end.');
      const hourly = (count: keyof typeof before) => (after[count] - before[count]) / HOURS;
      return [
        {
          name: 'Personalize calls',
          value: hourly('personalizeCalls'),
          unit: '',
          besides: { name: 'limit', value: LIMIT },
        },
        { name: 'Lambda invocations', value: hourly('lambdaInvocations'), unit: '' },
        { name: 'state transitions', value: hourly('stateTransitions'), unit: '' },
      ];
    }),
};
