import { withLocalAws } from './local-run';
import type { Figure, Measure } from './measure';
import { uploadGroup } from './samples';

const HOUR = 3_600_000;
/** A training with mostly short polling intervals, and one that reaches the longest intervals. */
const HOURS = [1, 10];
const LIMIT = 40;

/** The cost per hour of training one solution, from the first poll to its offline metrics. */
export const training: Measure = {
  name: 'An hour of training',
  take: async () => (await Promise.all(HOURS.map(trainingOf))).flat(),
};

function trainingOf(hours: number): Promise<readonly Figure[]> {
  return withLocalAws(async (local) => {
    local.personalize.setDuration('solutionVersion', (hours * HOUR) / 1000);
    let calls = 0;
    local.aws.onCall(({ service, call, caller }) => {
      const about = /SolutionVersions?$|SolutionMetrics$/.test(call.operation);
      if (service === 'personalize' && caller.kind === 'role' && about) calls += 1;
    });
    const at: Record<string, ReturnType<typeof local.counts>> = {};
    local.personalize.onChange(({ type, status }) => {
      if (type === 'solutionVersion') at[status] = local.counts();
    });
    await uploadGroup(local, 'training', 1);
    await local.clock.advanceUntilIdle();
    const { 'CREATE PENDING': before, ACTIVE: after } = at;
    if (before === undefined || after === undefined) throw new Error('The training did not end.');
    const hourly = (count: keyof typeof before) => (after[count] - before[count]) / hours;
    const name = `a training of ${hours} ${hours === 1 ? 'hour' : 'hours'}`;
    return [
      {
        name: `${name}: Personalize calls an hour`,
        value: calls / hours,
        unit: '',
        besides: { name: 'limit', value: LIMIT },
      },
      { name: `${name}: Lambda invocations an hour`, value: hourly('lambdaInvocations'), unit: '' },
      { name: `${name}: state transitions an hour`, value: hourly('stateTransitions'), unit: '' },
    ];
  });
}
