import { recipeName } from './arn';

/** What a bill of Amazon Personalize counts. The names are also the members of the command's JSON. */
export type BillingUnit = keyof typeof BILLING_UNITS;

/**
 * Units in which AWS bills Amazon Personalize, and their names in texts. Source, unless another is named: pricing page
 * (https://aws.amazon.com/personalize/pricing/, German version of 2026-11) and developer guide, read 2026-11-29.
 */
export const BILLING_UNITS = {
  /**
   * Trainings, except those that are billed by interactions ({@link trainingUnit}). One hour is an hour of 4 vCPU and 8 GiB; Personalize
   * chooses the machines, so a training bills more hours than it takes. `trainingHours` of DescribeSolutionVersion has the billed hours
   * once the version is ACTIVE.
   */
  trainingHours: { one: 'training hour', many: 'training hours' },
  /**
   * Interactions in the dataset at each training, before the filter on event types and values
   * (https://docs.aws.amazon.com/personalize/latest/dg/event-values-types.html).
   */
  trainingInteractions: { one: 'interaction trained on', many: 'interactions trained on' },
  /** Data of import jobs and of events. A FULL import bills all rows again. */
  importGigabytes: { one: 'GB imported', many: 'GB imported' },
  /**
   * Provisioned requests a second, times hours. The greater of minimum and real requests is billed: for campaigns by the average of each
   * five minutes (https://docs.aws.amazon.com/personalize/latest/dg/API_CreateCampaign.html), for recommenders by the average of each hour
   * (https://docs.aws.amazon.com/personalize/latest/dg/API_CreateRecommender.html).
   */
  provisionedTpsHours: { one: 'TPS-hour', many: 'TPS-hours' },
  /** Batch inference and batch segment jobs. AWS bills the volume of their results, which is not known in advance. */
  batchJobs: { one: 'batch job', many: 'batch jobs' },
  /**
   * Metrics of metric attributions, each for a month in CloudWatch
   * (https://docs.aws.amazon.com/personalize/latest/dg/creating-metric-attribution.html).
   */
  attributionMetrics: { one: 'attribution metric', many: 'attribution metrics' },
} as const;

/**
 * Recipes whose trainings are billed by interactions. No page says how trainings of aws-semantic-similarity and
 * aws-next-best-action are billed. This project counts them in hours: see `personalize-billing-units` in
 * docs/local-aws.md. Source: developer guide, "Choosing the item interaction data used for training"
 * (https://docs.aws.amazon.com/personalize/latest/dg/event-values-types.html), read 2026-11-29.
 */
const TRAINED_BY_INTERACTIONS: readonly string[] = ['aws-user-personalization-v2', 'aws-personalized-ranking-v2'];

/** Unit of a solution's trainings. Recommenders have none: their trainings are part of their TPS-hours. */
export function trainingUnit(recipeArn: string): 'trainingHours' | 'trainingInteractions' {
  return TRAINED_BY_INTERACTIONS.includes(recipeName(recipeArn) ?? '') ? 'trainingInteractions' : 'trainingHours';
}

/**
 * Names of prices, with the unit of each. TPS-hours have different prices for campaigns, for campaigns of `-v2` recipes, and for
 * recommenders: `-v2` recipes have "a different pricing model than other recipes" (developer guide, "User-Personalization-v2 recipe", read
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
  /** Number of trainings, imports or batch jobs; absent for what is billed by time. */
  readonly times?: number;
  /** Billed units; absent if they are not known. */
  readonly amount?: number;
  /** Number of trainings or imports whose units are not known, so that `amount` does not include them. */
  readonly unknown?: number;
  /** Cost of the amount, in the currency of the prices; absent if the amount or its price is not known. */
  readonly cost?: number;
}

export function campaignPrice(recipeArn: string): PriceName {
  return trainingUnit(recipeArn) === 'trainingInteractions' ? 'campaignV2TpsHours' : 'campaignTpsHours';
}

/**
 * Converts bytes to GB of 10^9 bytes. No page of AWS says whether a GB has 10^9 or 2^30 bytes. This function chooses
 * 10^9, which gives the greater number of GB: see `personalize-billing-units` in docs/local-aws.md.
 */
export function gigabytes(bytes: number): number {
  return bytes / 1e9;
}
