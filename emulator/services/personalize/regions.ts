/**
 * Regions in which Amazon Personalize has an endpoint. Source: `endpoints.json` of botocore 1.44.8 (November 2026). The precondition of the
 * Terraform stack deliberately uses a list from another source.
 */
export const REGIONS: ReadonlySet<string> = new Set([
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'cn-north-1',
  'eu-central-1',
  'eu-west-1',
  'us-east-1',
  'us-east-2',
  'us-west-2',
]);

/**
 * Regions in which batch inference jobs can generate themes. Source: developer guide, "Batch recommendations with themes from Content
 * Generator", read 2026-11-30.
 */
export const REGIONS_WITH_THEMES: ReadonlySet<string> = new Set(['ap-northeast-1', 'us-east-1', 'us-west-2']);
