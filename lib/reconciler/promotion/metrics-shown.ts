import type { DesiredSolution } from '../../parameter-file/desired-state';
import type { VersionDecision } from '../../record-table/version-decisions';

/** Metrics that are shown if there are no rules. */
const MAIN = ['normalized_discounted_cumulative_gain_at_25', 'recall_at_1_percent', 'coverage'];

/** Names of the metrics in the rules; without rules, names of the main metrics that are reported. */
export function metricsShown(
  { promotion }: DesiredSolution,
  versions: readonly Pick<VersionDecision, 'metrics'>[],
): readonly string[] {
  const ofRules = [...new Set(promotion?.rules.map(({ metric }) => metric))];
  const isReported = (metric: string) => versions.some(({ metrics }) => metrics[metric] !== undefined);
  return ofRules.length > 0 ? ofRules : MAIN.filter(isReported);
}
