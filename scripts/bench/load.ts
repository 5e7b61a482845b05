import type { LocalAws } from '../../emulator/local-aws';
import { STEPS } from '../../emulator/services/personalize/durations';
import { isRun, runOf, SUPERSEDED } from '../../lib/record-table/runs';
import { recordItems, runs } from '../../local/runs';
import { type CountedFigures, countsOf, limitOf } from './counted-figures';
import { largestPayload } from './largest-payload';
import { withLocalAws } from './local-run';
import { type Measure, milliseconds } from './measure';
import { uploadGroup } from './samples';

/** Maximum bytes of a state's input or output: a quarter of the limit of Step Functions. */
export const PAYLOAD_LIMIT = 64 * 1024;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Dataset groups that are uploaded at once and trained again once in the day. Their runs wait for quotas of work in progress, such as five imports. */
const manyGroups = load('Load: 150 dataset groups at once for a day', async (local) => {
  for (const type of ['datasetGroup', 'schema', 'solution', 'campaign'] as const)
    local.personalize.setQuota(type, 1000);
  await uploadGroups(local, 150);
  await local.clock.advanceTo(local.clock.now() + DAY);
  await local.clock.advanceUntilIdle();
});

/**
 * Uploads of one dataset group, one a second. Most uploads are superseded while the first upload trains its solution.
 */
const manyUploads = load('Load: 1,000 uploads of one dataset group', async (local) => {
  await uploadAgain(local, 1000);
  await local.clock.advanceUntilIdle();
});

/** A parameter file with as many solutions as the rules allow, each with three campaigns; with short durations, and quotas that are never reached. */
const manySolutions = load('Load: 2,000 solutions of three campaigns', async (local) => {
  withoutLimits(local);
  await uploadGroup(local, 'group', 2000, { campaigns: 3 });
  await local.clock.advanceUntilIdle();
  const active = local.personalize.snapshot().filter(({ type, status }) => type === 'campaign' && status === 'ACTIVE');
  if (active.length !== 6000) throw new Error(`There are ${active.length} active campaigns instead of 6000.`);
});

export const LOADS: readonly Measure[] = [manyGroups, manyUploads, manySolutions];

/** @param act uploads files, and waits until nothing runs */
function load(name: string, act: (local: LocalAws) => Promise<void>): Measure {
  return {
    name,
    take: () =>
      withLocalAws(async (local) => {
        const largest = largestPayload(local);
        const time = await milliseconds(() => act(local));
        const counted = {
          ...(await countsOfRuns(local)),
          mails: local.sns.messages().length,
          ...countsOf(local),
          largestPayload: largest(),
        };
        return [
          ...Object.entries(counted).map(([figure, value]) => ({
            name: figure,
            value,
            unit: UNITS[figure] ?? '',
            besides: { name: 'limit', value: limitOf(name, figure) },
          })),
          { name: 'time', value: time / 1000, unit: 's' },
        ];
      }),
  };
}

const UNITS: Readonly<Record<string, string>> = {
  longestRun: 'virtual minutes',
  longestSuperseded: 'virtual seconds',
  largestPayload: 'bytes',
};

interface Span {
  readonly startedAt: string;
  readonly finishedAt?: string;
}

/** @throws Error if a run failed or has not ended */
export async function countsOfRuns(local: LocalAws): Promise<CountedFigures> {
  const all = await runs(local);
  const others = all.filter(({ status }) => status !== 'SUCCEEDED' && status !== 'UNCHANGED');
  if (others.length > 0) throw new Error(`${others.length} runs did not succeed: ${JSON.stringify(others[0])}`);
  const recorded = (await recordItems(local)).filter(isRun).map(runOf);
  const superseded = recorded.filter(({ note }) => note === SUPERSEDED);
  return {
    runs: all.length,
    longestRun: Math.ceil(longest(all) / MINUTE),
    runsSuperseded: superseded.length,
    longestSuperseded: Math.ceil(longest(superseded) / 1000),
  };
}

/** Milliseconds of the longest run, 0 for none. */
function longest(all: readonly Span[]): number {
  return Math.max(0, ...all.map(({ startedAt, finishedAt = '' }) => Date.parse(finishedAt) - Date.parse(startedAt)));
}

/** Uploads dataset groups with a training every twelve hours. */
async function uploadGroups(local: LocalAws, groups: number): Promise<void> {
  const options = { schedules: { full: 'rate(12 hours)' }, campaigns: 1 };
  for (let index = 0; index < groups; index += 1) await uploadGroup(local, `group-${index}`, 1, options);
}

/** Uploads the data and file of one dataset group every second. */
export async function uploadAgain(local: LocalAws, uploads: number): Promise<void> {
  for (let index = 0; index < uploads; index += 1) {
    await uploadGroup(local, 'group', 1, { campaigns: 1 });
    await local.clock.advanceTo(local.clock.now() + 1000);
  }
}

/** Raises quotas so that no creation waits for one, and lets each step take ten seconds. */
export function withoutLimits({ personalize }: LocalAws): void {
  for (const type of ['schema', 'solution', 'solutionVersion', 'campaign'] as const) personalize.setQuota(type, 10_000);
  for (const step of STEPS) personalize.setDuration(step, 10);
}
