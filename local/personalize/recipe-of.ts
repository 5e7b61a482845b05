import { findRecipe, type Recipe } from '../../personalize/recipes';
import { type Resource, textMember } from './resource';

/** The recipe of a resource that has one for certain: a solution version, a recommender, a batch job. */
export function recipeOf(resource: Resource): Recipe {
  const arn = textMember(resource, 'recipeArn');
  const recipe = findRecipe(arn);
  if (recipe === undefined) throw new Error(`${resource.arn} has unknown recipe ${arn}.`);
  return recipe;
}
