import type { ResourceType } from './resource-types';

/** Personalize's own namespace in CloudWatch. */
export const REQUEST_METRICS_NAMESPACE = 'AWS/Personalize';

/** Resources that answer requests, and are billed for a minimum of them. */
export type ServingType = Extract<ResourceType, 'campaign' | 'recommender'>;

interface ServingTypeInfo {
  /** The metrics' only dimension: the ARN. */
  readonly dimension: string;
  /** Operations of its requests. Each has a metric of its name, with statistic `Sum` only, and two of its errors. */
  readonly operations: readonly string[];
  /** Member of the description, or of its config, with the requests a second that are billed at least. */
  readonly minimum: string;
}

/**
 * Sources: developer guide, "CloudWatch metrics for Amazon Personalize", read 2026-11-26; the dimension of recommenders from AWS's sample
 * amazon-personalize-monitor (commit eb390c4), which stops recommenders by it.
 */
export const SERVING_TYPES: Readonly<Record<ServingType, ServingTypeInfo>> = {
  campaign: {
    dimension: 'CampaignArn',
    operations: ['GetRecommendations', 'GetPersonalizedRanking'],
    minimum: 'minProvisionedTPS',
  },
  recommender: {
    dimension: 'RecommenderArn',
    operations: ['GetRecommendations'],
    minimum: 'minRecommendationRequestsPerSecond',
  },
};

/** All requests count, refused ones too. */
export function requestMetrics(type: ServingType): readonly string[] {
  return SERVING_TYPES[type].operations.flatMap((name) => [name, `${name}4xxErrors`, `${name}5xxErrors`]);
}
