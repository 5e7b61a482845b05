import type { LocalAws } from '../../emulator/local-aws';
import type { TimedStep } from '../../emulator/services/personalize/durations';

/** Seconds of each step, [minimum, maximum]: near the shortest duration that was observed. A training then needs only a few polls. */
const QUICK = {
  datasetGroup: [15, 20],
  dataset: [15, 20],
  datasetImportJob: [120, 180],
  solutionVersion: [1200, 1320],
  campaign: [360, 420],
  campaignUpdate: [360, 420],
  batchInferenceJob: [780, 840],
  batchSegmentJob: [420, 480],
} as const satisfies Partial<Record<TimedStep, readonly [number, number]>>;

/** Shortens the steps in {@link QUICK}, each to a duration that is constant in this account. */
export function workQuickly(local: LocalAws): void {
  const random = local.aws.random.fork('quick work');
  for (const [step, [min, max]] of Object.entries(QUICK))
    local.personalize.setDuration(step as TimedStep, random.integer(min, max));
}
