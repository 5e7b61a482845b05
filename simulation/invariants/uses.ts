import type { Metrics } from '../simulate/promotion-rules';
import type { World } from '../simulate/world';

/** Operations after which a campaign or batch job uses a solution version. */
export const USES: ReadonlySet<string> = new Set([
  'CreateCampaign',
  'UpdateCampaign',
  'CreateBatchInferenceJob',
  'CreateBatchSegmentJob',
]);

/** Returns the metrics that Personalize shows for a version. */
export async function metricsOf({ local }: World, solutionVersionArn: string): Promise<Metrics> {
  const answer = await local.aws.call('personalize', 'GetSolutionMetrics', { solutionVersionArn });
  return (answer as { readonly metrics: Metrics }).metrics;
}
