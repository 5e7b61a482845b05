/**
 * Offline metrics of lists of recommendations. Source: developer guide, "Evaluating a solution version with metrics"
 * (https://docs.aws.amazon.com/personalize/latest/dg/working-with-training-metrics.html, read 2026-11-29).
 */

/** One evaluated query: the model's first recommendations, and the ids that were correct. */
export interface Trial {
  readonly recommended: readonly string[];
  readonly wanted: ReadonlySet<string>;
}

/** Maximum number of recommendations of a query that are evaluated. It does not apply to user segments. */
export const MAX_RECOMMENDED = 25;

const DEPTHS = [5, 10, MAX_RECOMMENDED];

/** @param items number of distinct items in the interactions and items datasets together */
export function rankingMetrics(trials: readonly Trial[], items: number): Record<string, number> {
  const recommended = new Set(trials.flatMap((trial) => trial.recommended));
  return {
    coverage: items === 0 ? 0 : recommended.size / items,
    mean_reciprocal_rank_at_25: mean(trials.map(reciprocalRank)),
    ...Object.fromEntries(
      DEPTHS.map((k) => [`normalized_discounted_cumulative_gain_at_${k}`, mean(trials.map((trial) => ndcg(trial, k)))]),
    ),
    ...Object.fromEntries(DEPTHS.map((k) => [`precision_at_${k}`, mean(trials.map((trial) => precision(trial, k)))])),
  };
}

/** Returns 1 divided by the position of the first correct recommendation; 0 if no recommendation is correct. */
function reciprocalRank({ recommended, wanted }: Trial): number {
  const position = recommended.findIndex((id) => wanted.has(id)) + 1;
  return position === 0 ? 0 : 1 / position;
}

/**
 * Normalized discounted cumulative gain, with "a weighting factor of 1/log(1 + position)". The gain is divided by the gain of an ideal
 * list, which begins with all correct items.
 */
function ndcg({ recommended, wanted }: Trial, k: number): number {
  const discount = (position: number) => 1 / Math.log(1 + position);
  let gain = 0;
  for (const [index, id] of recommended.slice(0, k).entries()) if (wanted.has(id)) gain += discount(index + 1);
  let ideal = 0;
  for (let position = 1; position <= Math.min(k, wanted.size); position += 1) ideal += discount(position);
  return ideal === 0 ? 0 : gain / ideal;
}

function precision({ recommended, wanted }: Trial, k: number): number {
  return recommended.slice(0, k).filter((id) => wanted.has(id)).length / k;
}

/**
 * Metrics of user segments. In each trial, `recommended` has the first 1 % of the ranked users, and `wanted` has the users who really
 * interacted.
 * @param users number of distinct users
 */
export function segmentMetrics(trials: readonly Trial[], users: number): Record<string, number> {
  const hits = trials.map(({ recommended, wanted }) => recommended.filter((user) => wanted.has(user)).length);
  const found = new Set(trials.flatMap(({ recommended }) => recommended));
  return {
    coverage: users === 0 ? 0 : found.size / users,
    hits_at_1_percent: mean(hits),
    recall_at_1_percent: mean(trials.map(({ wanted }, index) => (hits[index] ?? 0) / wanted.size)),
  };
}

/**
 * Mean over all test users of "total rewards from the user's interactions with their top 25 reward generating recommendations / total rewards
 * from the user's interactions with recommendations" (developer guide, "Optimizing a solution for an additional objective", mirror of
 * February 2023). For the denominator and the normalization, see `personalize-reward-metric` in docs/local-aws.md.
 * @param rewardOf returns the value of an item in the objective's column; 0 for an item that the model cannot recommend
 */
export function averageRewards(trials: readonly Trial[], rewardOf: (id: string) => number): number {
  const rewards = trials.map(({ recommended, wanted }) => {
    const sum = (ids: readonly string[]) => ids.reduce((total, id) => total + rewardOf(id), 0);
    const max = sum([...wanted]);
    return max === 0 ? 0 : sum(recommended.filter((id) => wanted.has(id))) / max;
  });
  return mean(rewards);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
