/** Random but plausible metrics, for simulations. Source of the names: Personalize developer guide. */

import type { Recipe } from '../../../lib/personalize/recipes';
import type { Random } from '../../core/random';

/** Range of a metric: smallest and largest value. */
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
  // This metric is a number of users. All other metrics have values from 0 to 1.
  hits_at_1_percent: [5, 40],
  recall_at_1_percent: [0.05, 0.4],
};

/**
 * @param rewards true for a model with an optimization objective, which also has the metric `average_rewards_at_k`
 * @returns values by metric name, rounded to 4 decimals as Personalize does
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
