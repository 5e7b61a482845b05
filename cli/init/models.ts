import type { Recipe } from '../../lib/personalize/recipes';
import { promotionOver } from './baseline';
import type { InitSchedules } from './schedules';

/**
 * Sections of a parameter file with a solution or recommender for each recipe.
 * @param baseline one of `recipes`. New versions of all solutions that can be compared with this baseline must beat it
 */
export function modelSections(
  group: string,
  recipes: readonly Recipe[],
  baseline: Recipe | undefined,
  schedules: InitSchedules,
) {
  const nameOf = (recipe: Recipe) => `${group}-${recipe.name.replace(/^aws-/, '')}`;
  const solutions: object[] = [];
  const recommenders: object[] = [];
  for (const recipe of recipes) {
    const name = nameOf(recipe);
    const serviceConfig = { name, recipeArn: `arn:aws:personalize:::recipe/${recipe.name}` };
    const isServing = recipe.campaign && recipe !== baseline;
    const campaigns = isServing && { campaigns: [{ serviceConfig: { name, minProvisionedTPS: 1 } }] };
    const full = recipe === baseline ? schedules.baseline : schedules.full;
    const promotion = baseline && promotionOver(nameOf(baseline), recipe);
    const workflowConfig = { schedules: { full }, ...(promotion && { promotion }) };
    if (recipe.domain === undefined) solutions.push({ serviceConfig, workflowConfig, ...campaigns });
    else recommenders.push({ serviceConfig });
  }
  return { ...(solutions.length > 0 && { solutions }), ...(recommenders.length > 0 && { recommenders }) };
}
