/**
 * Facts about recipes: what they require of datasets, trainings and filters. These tables are deliberately independent of the product's
 * table of recipes. Sources: the recipes' pages in the developer guide (https://docs.aws.amazon.com/personalize/latest/dg/), read
 * 2026-11-25.
 */

import type { DatasetType } from '../../../lib/personalize/dataset-types';

/** Datasets that a recipe needs. A recipe that is not listed needs only item interactions. */
const DATASETS: ReadonlyMap<string, readonly DatasetType[]> = new Map([
  ['aws-semantic-similarity', ['ITEMS']],
  ['aws-next-best-action', ['ACTIONS', 'INTERACTIONS']],
  ['aws-item-attribute-affinity', ['INTERACTIONS', 'ITEMS']],
  ['aws-vod-more-like-x', ['INTERACTIONS', 'ITEMS']],
  ['aws-vod-top-picks', ['INTERACTIONS', 'ITEMS']],
]);

/** Returns the types of the datasets that must exist and contain data. */
export function datasetsNeededBy(recipeName: string): readonly DatasetType[] {
  return DATASETS.get(recipeName) ?? ['INTERACTIONS'];
}

/**
 * True if the recipe is retired: "Legacy HRNN recipes are no longer available." It is unconfirmed how Personalize refuses a retired recipe:
 * `personalize-retired-recipe` in docs/local-aws.md.
 */
export function isRetired(recipeName: string): boolean {
  return /^aws-hrnn(?:-metadata|-coldstart)?$/.test(recipeName);
}

const WITHOUT_HPO: readonly string[] = [
  'aws-popularity-count',
  'aws-trending-now',
  'aws-next-best-action',
  'aws-item-affinity',
  'aws-item-attribute-affinity',
];

export function refusesHpo(recipeName: string): boolean {
  return WITHOUT_HPO.includes(recipeName);
}

/** True if the recipe compares texts of items. Then the schema of Items needs a field with `"itemName": true` and a textual field. */
export function comparesTexts(recipeName: string): boolean {
  return recipeName === 'aws-semantic-similarity';
}

const RELATED_ITEMS: readonly string[] = [
  'aws-similar-items',
  'aws-sims',
  'aws-semantic-similarity',
  'aws-ecomm-frequently-bought-together',
  'aws-ecomm-customers-who-viewed-x-also-viewed',
  'aws-vod-because-you-watched-x',
  'aws-vod-more-like-x',
];

/** True if the recipe's filters may use `CurrentItem`. */
export function relatesItems(recipeName: string): boolean {
  return RELATED_ITEMS.includes(recipeName);
}

export function refusesInteractionsFilters(recipeName: string): boolean {
  return recipeName === 'aws-item-attribute-affinity';
}

/** True if the recipe recommends actions. Filters for such a recipe use `ActionID`. */
export function recommendsActions(recipeName: string): boolean {
  return recipeName === 'aws-next-best-action';
}

/** True if the recipe selects users, for batch segment jobs. */
export function listsUsers(recipeName: string): boolean {
  return /^aws-item-(?:attribute-)?affinity$/.test(recipeName);
}
