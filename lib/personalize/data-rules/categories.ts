import { Distinct } from './distinct';
import { type DatasetPurpose, metadataOf } from './purpose';

/**
 * Maximum number of distinct values that the counters of all columns keep in total. Packed, the values take 44 KB, so
 * they fit into one DynamoDB item with the counters of ids.
 */
const CAPACITY = 4096;
/** Maximum number of cached values of a column. The cache avoids splitting frequent values again and again. */
const SEEN = 1000;
/** Recipe that trains on all columns of the items that are not textual, also if they are not categorical. */
export const ATTRIBUTE_RECIPE = 'aws-item-attribute-affinity';

/** True for an items dataset if the dataset group uses {@link ATTRIBUTE_RECIPE}. */
export const isLearned = ({ datasetType, recipes }: DatasetPurpose) =>
  datasetType === 'ITEMS' && recipes.includes(ATTRIBUTE_RECIPE);

/** Counters of categories by column name, for the columns from {@link attributesOf}. */
export function categoryCounters(purpose: DatasetPurpose): Readonly<Record<string, Distinct>> {
  const names = attributesOf(purpose).map(({ name }) => name);
  const capacity = Math.floor(CAPACITY / Math.max(1, names.length));
  return Object.fromEntries(names.map((name) => [name, new Distinct('', capacity)]));
}

/**
 * Metadata columns whose values are counted, textual columns excepted: categorical columns or, if {@link isLearned}, all
 * columns.
 */
export function attributesOf(purpose: DatasetPurpose) {
  return metadataOf(purpose).filter(({ textual, categorical }) => !textual && (categorical || isLearned(purpose)));
}

/**
 * Creates a function that counts the categories in a value. In a value, categories are separated by `|`. The function
 * counts a cached value at most twice, because the rules only need to know if a category occurs more than once.
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
