import type { DatasetTypeInfo, Domain } from '../../lib/personalize/dataset-types';
import { RECIPES } from '../../lib/personalize/recipes';
import { WrongUsage } from '../failure';

type Datasets = readonly { readonly info: DatasetTypeInfo }[];

/**
 * Chooses the requested recipes or, if none are requested, the recipe that the domain and the data suggest. Also returns
 * the reason as text.
 * @throws WrongUsage if a recipe is unknown
 */
export function chooseRecipes(datasets: Datasets, names?: readonly string[], domain?: Domain) {
  const [suggested, why] = suggestion(datasets, domain);
  const recipes = [...new Set(names ?? [suggested])].map((name) => {
    const recipe = RECIPES.get(name);
    if (recipe !== undefined) return recipe;
    throw new WrongUsage(`Recipe '${name}' not found.`, `Known: ${[...RECIPES.keys()].join(', ')}.`);
  });
  return {
    recipes,
    reason: names === undefined ? `This recipe ${why}. --recipe chooses other recipes.` : 'As given by --recipe.',
  };
}

function suggestion(datasets: Datasets, domain?: Domain): readonly [name: string, why: string] {
  if (domain === 'VIDEO_ON_DEMAND' && !datasets.some(({ info }) => info.datasetType === 'ITEMS'))
    return ['aws-vod-most-popular', 'needs no items, and there are no csv with items'];
  const names = { ECOMMERCE: 'aws-ecomm-recommended-for-you', VIDEO_ON_DEMAND: 'aws-vod-top-picks' };
  return [domain === undefined ? 'aws-user-personalization-v2' : names[domain], 'recommends items to each user'];
}
