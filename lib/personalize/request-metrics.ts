import type { ResourceType } from './resource-types';

/** Personalize's own namespace in CloudWatch. */
export const REQUEST_METRICS_NAMESPACE = 'AWS/Personalize';

/** Types of resources that answer requests for recommendations. While such a resource is active, AWS bills at least a minimum of requests. */
export type ServingType = Extract<ResourceType, 'campaign' | 'recommender'>;

interface ServingTypeInfo {
  /** The only dimension of the metrics. The dimension's value is the resource's ARN. */
  readonly dimension: string;
  /**
   * Operations that answer requests. Each operation has a metric of the same name, whose only statistic is `Sum`, and two
   * metrics of errors.
   */
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
 * Types that serve requests, and their metrics. Source: developer guide, "CloudWatch metrics for Amazon Personalize", read 2026-11-26. Only
 * the dimension of recommenders is from another source: AWS's sample amazon-personalize-monitor (commit eb390c4), which reads metrics by
 * this dimension to stop recommenders.
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

/** Names of the metrics that count requests. Requests that end in an error have metrics of their own. */
export function requestMetrics(type: ServingType): readonly string[] {
  return SERVING_TYPES[type].operations.flatMap((name) => [name, `${name}4xxErrors`, `${name}5xxErrors`]);
}
