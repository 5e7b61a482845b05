import type { Recipe, RecipeType } from './recipes';

const RANKING = [
  'coverage',
  'mean_reciprocal_rank_at_25',
  ...[5, 10, 25].map((k) => `normalized_discounted_cumulative_gain_at_${k}`),
  ...[5, 10, 25].map((k) => `precision_at_${k}`),
];

/**
 * Names of the offline metrics of a solution version, by type of recipe. Source: developer guide, "Evaluating a
 * solution version with metrics" (working-with-training-metrics.html, November 2026). The guide names no metrics of
 * POPULAR_ITEMS and PERSONALIZED_ACTIONS. So a promotion rule for a solution of these types gives at most a warning.
 */
const BY_RECIPE_TYPE: Readonly<Partial<Record<RecipeType, readonly string[]>>> = {
  USER_PERSONALIZATION: RANKING,
  PERSONALIZED_RANKING: RANKING,
  RELATED_ITEMS: RANKING,
  USER_SEGMENTATION: ['coverage', 'hits_at_1_percent', 'recall_at_1_percent'],
};

/** Additional metric of solutions with an `optimizationObjective`. Source: the page named at `BY_RECIPE_TYPE`. */
const OF_OBJECTIVE = 'average_rewards_at_k';

export const DOCUMENTED_METRICS = [...new Set([...Object.values(BY_RECIPE_TYPE).flat(), OF_OBJECTIVE])];

/**
 * Metrics with values from 0 to 1: fractions, or averages of fractions. `hits_at_1_percent` is not included because it is a count.
 * `average_rewards_at_k` is not included because its range is undocumented. Source: the page named at `BY_RECIPE_TYPE`.
 */
export const SHARES: readonly unknown[] = [...RANKING, 'recall_at_1_percent'];

/** @returns undefined if the metrics of the recipe are undocumented */
export function metricsOf({ needs, recipeType }: Recipe, hasObjective: boolean): readonly string[] | undefined {
  // A recipe without interactions does not have the metrics of its type, and no other metrics are documented for it.
  const known = needs.includes('INTERACTIONS') ? BY_RECIPE_TYPE[recipeType] : undefined;
  return known && (hasObjective ? [...known, OF_OBJECTIVE] : known);
}
