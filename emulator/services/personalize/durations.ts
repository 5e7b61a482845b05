import type { Random } from '../../core/random';

/** Duration of each step, [minimum, maximum] in seconds. Source: wall times observed with small data sets. */
const DURATIONS = {
  datasetGroup: [15, 60],
  schema: [0, 0],
  dataset: [15, 60],
  datasetUpdate: [90, 150],
  datasetImportJob: [120, 900],
  eventTracker: [45, 75],
  metricAttribution: [45, 75],
  filter: [10, 180],
  // Solutions are ACTIVE at once: AWS's Describe shows the same time for creation and last update.
  solution: [0, 0],
  solutionUpdate: [20, 60],
  solutionVersion: [1020, 3600],
  campaign: [360, 1200],
  campaignUpdate: [360, 1200],
  batchInferenceJob: [780, 1200],
  batchSegmentJob: [420, 2820],
  recommender: [1380, 4200],
  recommenderUpdate: [300, 900],
  recommenderStart: [300, 900],
  recommenderStop: [120, 300],
  solutionVersionStop: [30, 120],
  // Deletions take "up to a day": developer guide, "Deleting users", November 2026.
  dataDeletionJob: [600, 86_400],
  delete: [60, 300],
} as const satisfies Record<string, readonly [number, number]>;

export type TimedStep = keyof typeof DURATIONS;

export const STEPS = Object.keys(DURATIONS) as readonly TimedStep[];

/** Durations of trainings by recipe, where they differ from `solutionVersion` above, [minimum, maximum] in seconds. */
const TRAINING: Readonly<Record<string, readonly [number, number]>> = {
  'aws-user-personalization': [1200, 3000],
  'aws-user-personalization-v2': [1200, 3000],
  'aws-item-attribute-affinity': [2400, 13_200],
  'aws-item-affinity': [7200, 9000],
};

/** Share of a duration that is spent in a PENDING status, e.g. CREATE PENDING. */
const PENDING_SHARE = 0.1;
const LONGEST_PENDING_SECONDS = 60;

/** Durations of steps: random, unless they have been set. */
export class Durations {
  private readonly fixed = new Map<TimedStep, number>();

  constructor(private readonly random: Random) {}

  /** Sets the exact duration of a step from now on. */
  set(step: TimedStep, seconds: number): void {
    this.fixed.set(step, seconds);
  }

  /**
   * Returns the duration of a step in seconds: the duration that was set, otherwise a random one. Draws a random number
   * in both cases, so that setting one duration does not change later draws.
   * @param recipe name of the recipe that is trained
   */
  draw(step: TimedStep, recipe = ''): number {
    const [min, max] = (step === 'solutionVersion' && TRAINING[recipe]) || DURATIONS[step];
    const drawn = this.random.integer(min, max);
    return this.fixed.get(step) ?? drawn;
  }

  /** Seconds that a creation, an update or a deletion of `total` seconds spends in its PENDING status. */
  pending(total: number): number {
    return Math.min(total * PENDING_SHARE, LONGEST_PENDING_SECONDS);
  }
}
