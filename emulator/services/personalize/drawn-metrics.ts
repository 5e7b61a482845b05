/** Random but plausible metrics, for simulations. Source of the names: Personalize developer guide. */

import type { Recipe } from '../../../lib/personalize/recipes';
import type { Random } from '../../core/random';

/** Smallest and greatest value of the metric. */
type Span = readonly [number, number];

const RANKING: Readonly<Record<string, Span>> = {
  coverage: [0.05, 0.6],
  mean_reciprocal_rank_at_25: [0.05, 0.4],
  normalized_discounted_cumulative_gain_at_5: [0.05, 0.3],
  normalized_discounted_cumulative_gain_at_10: [0.1, 0.4],
  normalized_discounted_cumulative_gain_at_25: [0.15, 0.5],
  precision_at_5: [0.01, 0.15],
  precision_at_10: [0.01, 0.1],
  precision_at_25: [0.005, 0.06],
};

const SEGMENTATION: Readonly<Record<string, Span>> = {
  coverage: [0.05, 0.6],
  // A count, not a share.
  hits_at_1_percent: [5, 40],
  recall_at_1_percent: [0.05, 0.4],
};

/**
 * @param rewards adds `average_rewards_at_k`, for models with an optimization objective
 * @returns values by metric name, rounded to 4 decimals as the service does
 */
export function drawnMetrics(random: Random, { recipeType, name }: Recipe, rewards: boolean): Record<string, number> {
  const spans: Record<string, Span> = {
    ...(recipeType === 'USER_SEGMENTATION' ? SEGMENTATION : RANKING),
    ...(rewards && { average_rewards_at_k: [0.1, 0.9] }),
    // The metric's name is an assumption: see `personalize-trending-metric` in docs/local-aws.md.
    ...(name === 'aws-trending-now' && { trend_prediction_accuracy: [0.3, 0.8] }),
  };
  return Object.fromEntries(
    Object.entries(spans).map(([metric, [least, greatest]]) => {
      const value = least + random.float() * (greatest - least);
      return [metric, Math.round(value * 10_000) / 10_000];
    }),
  );
}
