import { joinPointer } from '../json-pointer';
import { member } from '../json-value';
import type { Element, RecipeElement } from '../outline';
import type { Rule, RuleViolation } from './rule';

/**
 * Source: API reference, CampaignConfig and RecommenderConfig: "Provide itemExplorationConfig data only if your solution uses the
 * User-Personalization recipe", read 2026-11-25. What else Personalize does with it is not documented.
 */
export const EXPLORATION_RULES: readonly Rule[] = [
  {
    name: 'exploration-recipe',
    severity: 'warning',
    demands: 'itemExplorationConfig is for recipes that support it; those of the second generation explore without it.',
    *check({ solutions, recommenders }) {
      for (const solution of solutions) {
        for (const campaign of solution.campaigns) yield* unexplored(solution, campaign, 'campaignConfig');
        for (const job of solution.batchInferenceJobs) yield* unexplored(solution, job, 'batchInferenceJobConfig');
      }
      for (const recommender of recommenders) yield* unexplored(recommender, recommender, 'recommenderConfig');
    },
  },
];

function* unexplored(
  { recipe }: RecipeElement,
  { config, configPointer }: Element,
  name: string,
): Generator<RuleViolation> {
  const value = member(config[name], 'itemExplorationConfig');
  if (!recipe || recipe.exploration || value === undefined) return;
  yield {
    path: joinPointer(configPointer, name, 'itemExplorationConfig'),
    atKey: true,
    value,
    message: `${recipe.name} does not support itemExplorationConfig.`,
    hint: 'Leave it out.',
  };
}
