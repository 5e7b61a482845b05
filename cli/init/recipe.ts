import type { DatasetType, Domain } from '../../personalize/dataset-types';
import { RECIPES, type Recipe } from '../../personalize/recipes';
import { WrongUsage } from '../failure';

export interface ChosenRecipe {
  readonly recipe: Recipe;
  readonly reason: string;
}

const BY_USER = 'recommends items to each user';

/**
 * The recipe that is asked for, or the one that the data suggests.
 * @throws WrongUsage if there is none
 */
export function chooseRecipe(datasets: readonly DatasetType[], name?: string, domain?: Domain): ChosenRecipe {
  const [suggested, why] = suggestion(datasets, domain);
  const recipe = RECIPES.get(name ?? suggested);
  if (recipe === undefined)
    throw new WrongUsage(`Recipe '${name}' not found.`, `Known: ${[...RECIPES.keys()].join(', ')}.`);
  if (domain !== undefined && recipe.domain !== undefined && recipe.domain !== domain)
    throw new WrongUsage(`Recipe '${name}' is of domain ${recipe.domain}, not ${domain}.`);
  const missing = recipe.needs.filter((dataset) => !datasets.includes(dataset));
  if (missing.length > 0)
    throw new WrongUsage(
      `Recipe '${recipe.name}' needs csv of ${missing.join(' and ').toLowerCase()}, which were not found.`,
      'Add them, or choose another recipe with --recipe.',
    );
  return { recipe, reason: name === undefined ? `It ${why}; --recipe chooses another.` : 'You chose it.' };
}

function suggestion(
  datasets: readonly DatasetType[],
  domain: Domain | undefined,
): readonly [name: string, why: string] {
  if (domain === 'ECOMMERCE') return ['aws-ecomm-recommended-for-you', BY_USER];
  if (domain === 'VIDEO_ON_DEMAND')
    return datasets.includes('ITEMS')
      ? ['aws-vod-top-picks', BY_USER]
      : ['aws-vod-most-popular', 'needs no items, of which there are no csv'];
  return ['aws-user-personalization-v2', BY_USER];
}
