import type { DatasetTypeInfo, Domain } from '../../personalize/dataset-types';
import { RECIPES } from '../../personalize/recipes';
import { WrongUsage } from '../failure';

type Datasets = readonly { readonly info: DatasetTypeInfo }[];

/** The recipe that is asked for, or the one that the data suggests, and why. @throws WrongUsage if it is unknown */
export function chooseRecipe(datasets: Datasets, name?: string, domain?: Domain) {
  const [suggested, why] = suggestion(datasets, domain);
  const recipe = RECIPES.get(name ?? suggested);
  if (recipe === undefined)
    throw new WrongUsage(`Recipe '${name}' not found.`, `Known: ${[...RECIPES.keys()].join(', ')}.`);
  return { recipe, reason: name === undefined ? `It ${why}; --recipe chooses another.` : 'You chose it.' };
}

function suggestion(datasets: Datasets, domain?: Domain): readonly [name: string, why: string] {
  if (domain === 'VIDEO_ON_DEMAND' && !datasets.some(({ info }) => info.datasetType === 'ITEMS'))
    return ['aws-vod-most-popular', 'needs no items, of which there are no csv'];
  const names = { ECOMMERCE: 'aws-ecomm-recommended-for-you', VIDEO_ON_DEMAND: 'aws-vod-top-picks' };
  return [domain === undefined ? 'aws-user-personalization-v2' : names[domain], 'recommends items to each user'];
}
