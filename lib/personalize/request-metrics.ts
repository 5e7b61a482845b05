import type { ResourceType } from './resource-types';

/** Personalize's own namespace in CloudWatch. */
export const REQUEST_METRICS_NAMESPACE = 'AWS/Personalize';

/** Types of resources that answer requests. A minimum of requests is always billed. */
export type ServingType = Extract<ResourceType, 'campaign' | 'recommender'>;

interface ServingTypeInfo {
  /** The metrics' only dimension, whose value is the ARN. */
  readonly dimension: string;
  /** Request operations. Each has a metric of the same name, whose only statistic is `Sum`, and two metrics of errors. */
  readonly operations: readonly string[];
  /**
   * Member with the minimum of billed requests per second, in the Describe response or in the configuration within it.
   */
  readonly minimum: string;
  /**
   * Member of the Describe response with the latest update. "Only returned when the campaign has had at least one
   * UpdateCampaign call" (API reference, DescribeCampaign, 2026-11).
   */
  readonly latestUpdate: string;
}

/**
 * Types that serve requests, and their metrics. Sources: developer guide, "CloudWatch metrics for Amazon Personalize", read 2026-11-26; the
 * dimension of recommenders is from AWS's sample amazon-personalize-monitor (commit eb390c4), which reads it to stop recommenders.
 */
export const SERVING_TYPES: Readonly<Record<ServingType, ServingTypeInfo>> = {
  campaign: {
    dimension: 'CampaignArn',
    operations: ['GetRecommendations', 'GetPersonalizedRanking'],
    minimum: 'minProvisionedTPS',
    latestUpdate: 'latestCampaignUpdate',
  },
  recommender: {
    dimension: 'RecommenderArn',
    operations: ['GetRecommendations'],
    minimum: 'minRecommendationRequestsPerSecond',
    latestUpdate: 'latestRecommenderUpdate',
  },
};

/** Metrics of all requests, refused ones included. */
export function requestMetrics(type: ServingType): readonly string[] {
  return SERVING_TYPES[type].operations.flatMap((name) => [name, `${name}4xxErrors`, `${name}5xxErrors`]);
}
