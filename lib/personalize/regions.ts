/**
 * Regions with Amazon Personalize. Source: AWS General Reference, "Amazon Personalize endpoints and quotas"
 * (https://docs.aws.amazon.com/general/latest/gr/personalize.html), read in November 2026.
 */
export const REGIONS: readonly string[] = [
  ...['us-east-1', 'us-east-2', 'us-west-2'],
  ...['ap-south-1', 'ap-northeast-1', 'ap-northeast-2', 'ap-southeast-1', 'ap-southeast-2'],
  ...['ca-central-1', 'cn-north-1', 'eu-central-1', 'eu-west-1'],
];

/**
 * Regions in which batch inference has the mode THEME_GENERATION. Source: developer guide, "Batch recommendations with themes from Content
 * Generator" (https://docs.aws.amazon.com/personalize/latest/dg/themed-batch-recommendations.html), read 2026-11-30 from a stored copy.
 */
export const THEME_REGIONS: readonly string[] = ['us-east-1', 'us-west-2', 'ap-northeast-1'];
