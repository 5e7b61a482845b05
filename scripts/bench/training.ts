import type { LocalAws } from '../../emulator/local-aws';
import { withLocalAws } from './local-run';
import type { Figure, Measure } from './measure';
import { uploadGroup } from './samples';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/**
 * Durations of two trainings, in hours. At the end of the first training, the polling interval is short; at the end of the second, it is
 * the longest.
 */
const HOURS = [1, 10];
const LIMIT = 60;

/** Calls, invocations and state transitions for each hour in which one solution is trained, and the figures of {@link retraining}. */
export const training: Measure = {
  name: 'An hour of training',
  take: async () => (await Promise.all([...HOURS.map(trainingOf), retraining()])).flat(),
};

/** True if a function's call creates, describes or lists solution versions, or reads their metrics. */
const isAboutVersions = ({ service, call, caller }: Called) =>
  service === 'personalize' && caller.kind === 'role' && /SolutionVersions?$|SolutionMetrics$/.test(call.operation);

type Called = Parameters<Parameters<LocalAws['aws']['onCall']>[0]>[0];

function trainingOf(hours: number): Promise<readonly Figure[]> {
  return withLocalAws(async (local) => {
    local.personalize.setDuration('solutionVersion', (hours * HOUR) / 1000);
    let calls = 0;
    local.aws.onCall((called) => {
      if (isAboutVersions(called)) calls += 1;
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

/** Measures a second training, which takes an hour like the first: its calls of Personalize, and the time until its end is noticed. */
function retraining(): Promise<readonly Figure[]> {
  return withLocalAws(async (local) => {
    local.personalize.setDuration('solutionVersion', HOUR / 1000);
    const calls: number[] = [];
    local.aws.onCall((called) => {
      if (isAboutVersions(called)) calls.push(local.clock.now());
    });
    const ends: number[] = [];
    local.personalize.onChange(({ type, status }) => {
      if (type === 'solutionVersion' && status === 'ACTIVE') ends.push(local.clock.now());
    });
    await uploadGroup(local, 'retraining', 1, { schedules: { full: 'rate(1 day)' } });
    await local.clock.advanceTo(local.clock.now() + DAY);
    const first = calls.length;
    await local.clock.advanceTo(local.clock.now() + DAY / 2);
    const [end = Number.NaN] = ends.slice(1);
    if (ends.length !== 2) throw new Error(`${ends.length} trainings ended, not 2.`);
    const noticed = calls.find((at) => at >= end) ?? Number.NaN;
    const name = 'a second training of 1 hour';
    return [
      {
        name: `${name}: Personalize calls`,
        value: calls.length - first,
        unit: '',
        besides: { name: 'limit', value: LIMIT },
      },
      { name: `${name}: until its end is noticed`, value: (noticed - end) / 1000, unit: 's' },
    ];
  });
}
