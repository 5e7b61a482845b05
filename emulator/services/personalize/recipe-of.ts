import { recipeName } from '../../../lib/personalize/arn';
import { findRecipe, RECIPES, type Recipe } from '../../../lib/personalize/recipes';
import type { Context } from './context';
import { invalidInput } from './errors';
import { isRetired } from './recipe-facts';
import { type Resource, textMember } from './resource';

/** Returns the recipe of a solution version, a recommender or a batch job. These resources always have a recipe. */
export function recipeOf(resource: Resource): Recipe {
  const arn = textMember(resource, 'recipeArn');
  const recipe = findAnyRecipe(arn);
  if (recipe === undefined) throw new Error(`${resource.arn} has unknown recipe ${arn}.`);
  return recipe;
}

/** Returns the recipe with the given ARN. The recipe may be retired, because old solutions may use retired recipes. */
export function findAnyRecipe(arn: string): Recipe | undefined {
  return findRecipe(arn) ?? retiredRecipe(recipeName(arn) ?? '');
}

/**
 * Returns a retired recipe, derived from its successor. The successor differs from the retired recipe in two features:
 * UPDATE trainings and exploration ("User-Personalization", developer guide, read 2026-11-25).
 */
function retiredRecipe(name: string): Recipe | undefined {
  const successor = RECIPES.get('aws-user-personalization');
  return successor && isRetired(name) ? { ...successor, name, trainingModes: ['FULL'], exploration: false } : undefined;
}

/**
 * Checks that AWS still offers a recipe.
 * @throws ServiceError InvalidInputException if the recipe is retired and `retiredRecipesOffered` is false
 */
export function assertOffered(name: string, { retiredRecipesOffered }: Context): void {
  if (isRetired(name) && !retiredRecipesOffered) throw invalidInput(`Recipe ${name} is no longer available.`);
}
