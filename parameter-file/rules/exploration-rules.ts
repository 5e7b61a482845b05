import type { Element, RecipeElement } from '../outline';
import { checkMember, type Rule } from './rule';

/**
 * Source: API reference, CampaignConfig and RecommenderConfig: "Provide itemExplorationConfig data only if your solution uses the
 * User-Personalization recipe", read 2026-11-25. What else Personalize does with it is not documented.
 */
export const EXPLORATION_RULES: readonly Rule[] = [
  {
    name: 'exploration-recipe',
    severity: 'warning',
    demands: 'itemExplorationConfig is for recipes of the first generation that support it.',
    *check({ solutions, recommenders }) {
      for (const solution of solutions) {
        yield* unexplored(solution, solution.campaigns, 'campaignConfig');
        yield* unexplored(solution, solution.batchInferenceJobs, 'batchInferenceJobConfig');
      }
      for (const recommender of recommenders) yield* unexplored(recommender, [recommender], 'recommenderConfig');
    },
  },
];

function* unexplored({ recipe }: RecipeElement, elements: readonly Element[], config: string) {
  if (!recipe || recipe.exploration) return;
  const message = `${recipe.name} does not support itemExplorationConfig.`;
  const explanation = { atKey: true, message, hint: 'Leave it out.' };
  yield* checkMember(elements, `/${config}/itemExplorationConfig`, () => explanation);
}
