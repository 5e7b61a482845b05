import type { Recipe, RecipeType } from './recipes';

const RANKING = [
  'coverage',
  'mean_reciprocal_rank_at_25',
  ...[5, 10, 25].map((k) => `normalized_discounted_cumulative_gain_at_${k}`),
  ...[5, 10, 25].map((k) => `precision_at_${k}`),
];

/**
 * Names of the offline metrics of a solution version by type of recipe. Source: developer guide, "Evaluating a solution version with
 * metrics" (working-with-training-metrics.html, November 2026). It gives no key for the trends of POPULAR_ITEMS, and none for
 * PERSONALIZED_ACTIONS: those are not here, so that rules on them are warned of, not refused.
 */
const BY_RECIPE_TYPE: Readonly<Partial<Record<RecipeType, readonly string[]>>> = {
  USER_PERSONALIZATION: RANKING,
  PERSONALIZED_RANKING: RANKING,
  RELATED_ITEMS: RANKING,
  USER_SEGMENTATION: ['coverage', 'hits_at_1_percent', 'recall_at_1_percent'],
};

/** Reported in addition by solutions with an `optimizationObjective`. Source: as above. */
const OF_OBJECTIVE = 'average_rewards_at_k';

export const DOCUMENTED_METRICS = [...new Set([...Object.values(BY_RECIPE_TYPE).flat(), OF_OBJECTIVE])];

/**
 * Metrics from 0 to 1, as fractions or averages of fractions. `hits_at_1_percent` is a count, and the range of rewards is not documented
 * (source: as above).
 */
export const SHARES: readonly unknown[] = [...RANKING, 'recall_at_1_percent'];

/** @returns undefined if it is not documented what the recipe reports */
export function metricsOf({ needs, recipeType }: Recipe, hasObjective: boolean): readonly string[] | undefined {
  // A recipe without interactions has no such metrics, and no documented others.
  const known = needs.includes('INTERACTIONS') ? BY_RECIPE_TYPE[recipeType] : undefined;
  return known && (hasObjective ? [...known, OF_OBJECTIVE] : known);
}
