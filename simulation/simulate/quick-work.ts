import type { LocalAws } from '../../emulator/local-aws';
import type { TimedStep } from '../../emulator/services/personalize/durations';

/** Durations of steps, [minimum, maximum] in seconds. They are near the shortest observed durations, so that a training needs few polls. */
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

/** Shortens the steps in {@link QUICK}. The duration of a step is drawn once, and is constant in this account. */
export function workQuickly(local: LocalAws): void {
  const random = local.aws.random.fork('quick work');
  for (const [step, [min, max]] of Object.entries(QUICK))
    local.personalize.setDuration(step as TimedStep, random.integer(min, max));
}
