import { recipeName } from '../../../lib/personalize/arn';
import { findRecipe, RECIPES, type Recipe } from '../../../lib/personalize/recipes';
import type { Context } from './context';
import { invalidInput } from './errors';
import { isRetired } from './recipe-facts';
import { type Resource, textMember } from './resource';

/** Recipe of a resource that always has one: a solution version, a recommender, a batch job. */
export function recipeOf(resource: Resource): Recipe {
  const arn = textMember(resource, 'recipeArn');
  const recipe = findAnyRecipe(arn);
  if (recipe === undefined) throw new Error(`${resource.arn} has unknown recipe ${arn}.`);
  return recipe;
}

/** Returns one of AWS's recipes, including the retired ones of old solutions. */
export function findAnyRecipe(arn: string): Recipe | undefined {
  return findRecipe(arn) ?? retiredRecipe(recipeName(arn) ?? '');
}

/**
 * Derives a retired recipe from its successor. The successor has all properties of the retired recipe, and adds UPDATE
 * trainings and exploration ("User-Personalization", developer guide, read 2026-11-25).
 */
function retiredRecipe(name: string): Recipe | undefined {
  const successor = RECIPES.get('aws-user-personalization');
  return successor && isRetired(name) ? { ...successor, name, trainingModes: ['FULL'], exploration: false } : undefined;
}

/** @throws ServiceError InvalidInputException for a recipe that AWS no longer offers */
export function assertOffered(name: string, { retiredRecipesOffered }: Context): void {
  if (isRetired(name) && !retiredRecipesOffered) throw invalidInput(`Recipe ${name} is no longer available.`);
}
