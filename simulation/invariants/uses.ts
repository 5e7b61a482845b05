import type { Metrics } from '../simulate/promotion-rules';
import type { World } from '../simulate/world';

/** Calls that put a solution version to use. */
export const USES: ReadonlySet<string> = new Set([
  'CreateCampaign',
  'UpdateCampaign',
  'CreateBatchInferenceJob',
  'CreateBatchSegmentJob',
]);

/** Metrics that Personalize reports of a version. */
export async function metricsOf({ local }: World, solutionVersionArn: string): Promise<Metrics> {
  const answer = await local.aws.call('personalize', 'GetSolutionMetrics', { solutionVersionArn });
  return (answer as { readonly metrics: Metrics }).metrics;
}
