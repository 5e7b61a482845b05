import { Distinct } from './distinct';
import { type DatasetPurpose, metadataOf } from './purpose';

/**
 * Maximum number of values that are kept for all columns together. Packed, these values take 44 KB, so that they fit
 * into one DynamoDB item together with the counters of ids.
 */
const CAPACITY = 4096;
/** Maximum number of values of a column that are cached, so that they need not be split again. */
const SEEN = 1000;
/** Recipe that trains on the columns of the items. */
export const ATTRIBUTE_RECIPE = 'aws-item-attribute-affinity';

/** True for an items dataset if a recipe of the dataset group learns the values of items as attributes. */
export const isLearned = ({ datasetType, recipes }: DatasetPurpose) =>
  datasetType === 'ITEMS' && recipes.includes(ATTRIBUTE_RECIPE);

/** Counters of the columns whose categories matter, by the column's name. */
export function categoryCounters(purpose: DatasetPurpose): Readonly<Record<string, Distinct>> {
  const names = attributesOf(purpose).map(({ name }) => name);
  const capacity = Math.floor(CAPACITY / Math.max(1, names.length));
  return Object.fromEntries(names.map((name) => [name, new Distinct('', capacity)]));
}

/** Columns of metadata that are not textual. Numbers are included only if a recipe learns them as attributes. */
export function attributesOf(purpose: DatasetPurpose) {
  return metadataOf(purpose).filter(({ textual, categorical }) => !textual && (categorical || isLearned(purpose)));
}

/**
 * Creates a function that counts the categories of a value, which are separated by `|`. The function counts a cached
 * value at most twice, because only one thing matters: whether a category occurs more than once.
 */
export function categoryCounting(counter: Distinct): (value: string) => void {
  const seen = new Map<string, number>();
  return (value) => {
    const times = seen.get(value) ?? 0;
    if (times > 1) return;
    if (times > 0 || seen.size < SEEN) seen.set(value, times + 1);
    let from = 0;
    for (let end = value.indexOf('|'); end !== -1; end = value.indexOf('|', from)) {
      counter.add(value.slice(from, end));
      from = end + 1;
    }
    counter.add(from === 0 ? value : value.slice(from));
  };
}
