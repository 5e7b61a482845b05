import { recipeName } from './arn';

/** Name of a unit in which AWS bills Amazon Personalize. These names are also members of the command's JSON. */
export type BillingUnit = keyof typeof BILLING_UNITS;

/**
 * Units in which AWS bills Amazon Personalize, and their names in texts. Default source: pricing page
 * (https://aws.amazon.com/personalize/pricing/, German version of 2026-11) and developer guide, read 2026-11-29.
 */
export const BILLING_UNITS = {
  /**
   * Trainings, except trainings that are billed by interactions ({@link trainingUnit}). A training hour is one hour of 4 vCPU and 8 GiB.
   * Personalize chooses the machines, so the billed hours exceed the duration of the training. `trainingHours` of
   * DescribeSolutionVersion has the billed hours once the version is ACTIVE.
   */
  trainingHours: { one: 'training hour', many: 'training hours' },
  /**
   * Interactions in the dataset at the time of a training. The filter on event types and values does not reduce this
   * number (https://docs.aws.amazon.com/personalize/latest/dg/event-values-types.html).
   */
  trainingInteractions: { one: 'interaction trained on', many: 'interactions trained on' },
  /** Data of import jobs and of events. A FULL import bills all rows again. */
  importGigabytes: { one: 'GB imported', many: 'GB imported' },
  /**
   * Provisioned requests per second, times hours. AWS bills the minimum or the real requests, whichever is greater. Real requests are
   * averaged: for campaigns over five minutes (https://docs.aws.amazon.com/personalize/latest/dg/API_CreateCampaign.html), for
   * recommenders over an hour (https://docs.aws.amazon.com/personalize/latest/dg/API_CreateRecommender.html).
   */
  provisionedTpsHours: { one: 'TPS-hour', many: 'TPS-hours' },
  /** Batch inference and batch segment jobs. AWS bills the volume of a job's results, which is not known in advance. */
  batchJobs: { one: 'batch job', many: 'batch jobs' },
  /**
   * Metrics of metric attributions. A unit is one metric in CloudWatch for one month
   * (https://docs.aws.amazon.com/personalize/latest/dg/creating-metric-attribution.html).
   */
  attributionMetrics: { one: 'attribution metric', many: 'attribution metrics' },
} as const;

/**
 * Recipes whose trainings are billed by interactions. No page of AWS says how trainings of aws-semantic-similarity and
 * aws-next-best-action are billed. This project counts these trainings in hours: see `personalize-billing-units` in
 * docs/local-aws.md. Source: developer guide, "Choosing the item interaction data used for training"
 * (https://docs.aws.amazon.com/personalize/latest/dg/event-values-types.html), read 2026-11-29.
 */
const TRAINED_BY_INTERACTIONS: readonly string[] = ['aws-user-personalization-v2', 'aws-personalized-ranking-v2'];

/** Unit of a solution's trainings. The trainings of a recommender are not billed separately, but are part of its TPS-hours. */
export function trainingUnit(recipeArn: string): 'trainingHours' | 'trainingInteractions' {
  return TRAINED_BY_INTERACTIONS.includes(recipeName(recipeArn) ?? '') ? 'trainingInteractions' : 'trainingHours';
}

/**
 * Names of prices, each with the unit that is priced. TPS-hours have three prices: for campaigns, for campaigns of `-v2` recipes, and for
 * recommenders. `-v2` recipes have "a different pricing model than other recipes" (developer guide, "User-Personalization-v2 recipe", read
 * 2026-11-29).
 */
export const PRICE_NAMES = {
  trainingHours: 'trainingHours',
  trainingInteractions: 'trainingInteractions',
  importGigabytes: 'importGigabytes',
  campaignTpsHours: 'provisionedTpsHours',
  campaignV2TpsHours: 'provisionedTpsHours',
  recommenderTpsHours: 'provisionedTpsHours',
  batchJobs: 'batchJobs',
  attributionMetrics: 'attributionMetrics',
} as const satisfies Record<string, BillingUnit>;

export type PriceName = keyof typeof PRICE_NAMES;

/** A use of Amazon Personalize that is billed. */
export interface BilledUse {
  /** Text that identifies the use: `campaign 'shop-for-you'`, `FULL trainings of solution 'shop-for-you'`. */
  readonly what: string;
  readonly unit: BillingUnit;
  readonly price: PriceName;
  /** Number of trainings, imports or batch jobs; absent for uses that are billed by time. */
  readonly times?: number;
  /** Number of billed units; absent if this number is not known. */
  readonly amount?: number;
  /** Number of trainings or imports whose billed units are not known. `amount` does not include these units. */
  readonly unknown?: number;
  /** Cost of `amount`, in the currency of the prices; absent if the amount or the unit's price is not known. */
  readonly cost?: number;
}

export function campaignPrice(recipeArn: string): PriceName {
  return trainingUnit(recipeArn) === 'trainingInteractions' ? 'campaignV2TpsHours' : 'campaignTpsHours';
}

/**
 * Converts bytes to GB of 10^9 bytes. No page of AWS says whether a GB has 10^9 or 2^30 bytes. This function uses 10^9,
 * because 10^9 gives the greater number of GB: see `personalize-billing-units` in docs/local-aws.md.
 */
export function gigabytes(bytes: number): number {
  return bytes / 1e9;
}
