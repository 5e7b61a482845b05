import type { DesiredSolution } from '../../parameter-file/desired-state';
import type { VersionDecision } from '../../record-table/version-decisions';

/** Main metrics, which are shown for solutions without rules. */
const MAIN = ['normalized_discounted_cumulative_gain_at_25', 'recall_at_1_percent', 'coverage'];

/** Names of the metrics in the solution's rules or, without rules, of the main metrics that one of the versions has. */
export function metricsShown(
  { promotion }: DesiredSolution,
  versions: readonly Pick<VersionDecision, 'metrics'>[],
): readonly string[] {
  const ofRules = [...new Set(promotion?.rules.map(({ metric }) => metric))];
  const isReported = (metric: string) => versions.some(({ metrics }) => metrics[metric] !== undefined);
  return ofRules.length > 0 ? ofRules : MAIN.filter(isReported);
}
