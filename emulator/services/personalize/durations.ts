import type { Random } from '../../core/random';

/** Range of each step's duration: [minimum, maximum] in seconds. Source: times observed on AWS with small data sets. */
const DURATIONS = {
  datasetGroup: [15, 60],
  schema: [0, 0],
  dataset: [15, 60],
  datasetUpdate: [90, 150],
  datasetImportJob: [120, 900],
  eventTracker: [45, 75],
  metricAttribution: [45, 75],
  filter: [10, 180],
  // A new solution is ACTIVE at once: on AWS, Describe shows the same time for its creation and its last update.
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
  // Deletions of users take "up to a day": developer guide, "Deleting users", November 2026.
  dataDeletionJob: [600, 86_400],
  delete: [60, 300],
} as const satisfies Record<string, readonly [number, number]>;

export type TimedStep = keyof typeof DURATIONS;

export const STEPS = Object.keys(DURATIONS) as readonly TimedStep[];

/**
 * Ranges of the durations of trainings, by recipe: [minimum, maximum] in seconds. Recipes that are not listed have the range of
 * `solutionVersion` above.
 */
const TRAINING: Readonly<Record<string, readonly [number, number]>> = {
  'aws-user-personalization': [1200, 3000],
  'aws-user-personalization-v2': [1200, 3000],
  'aws-item-attribute-affinity': [2400, 13_200],
  'aws-item-affinity': [7200, 9000],
};

/** Share of a step's duration that the resource spends in a PENDING status, e.g. CREATE PENDING; at most `LONGEST_PENDING_SECONDS`. */
const PENDING_SHARE = 0.1;
const LONGEST_PENDING_SECONDS = 60;

/** Durations of steps. A duration is random until `set` gives it a fixed value. */
export class Durations {
  private readonly fixed = new Map<TimedStep, number>();

  constructor(private readonly random: Random) {}

  /** Sets a fixed duration for a step, in seconds. Work that has already begun keeps its duration. */
  set(step: TimedStep, seconds: number): void {
    this.fixed.set(step, seconds);
  }

  /**
   * Returns the duration of a step in seconds: a fixed duration if one was set, otherwise a random one. Even for a
   * fixed duration, a random number is drawn, so that setting one duration does not change later random durations.
   * @param recipe name of the recipe, if the step is a training
   */
  draw(step: TimedStep, recipe = ''): number {
    const [min, max] = (step === 'solutionVersion' && TRAINING[recipe]) || DURATIONS[step];
    const drawn = this.random.integer(min, max);
    return this.fixed.get(step) ?? drawn;
  }

  /** Seconds that a step of `total` seconds spends in its PENDING status. The step is a creation, an update or a deletion. */
  pending(total: number): number {
    return Math.min(total * PENDING_SHARE, LONGEST_PENDING_SECONDS);
  }
}
