import type { Context } from '../context';
import { invalidInput } from '../errors';
import { LiveData } from '../live-data';
import { fieldsOf } from '../types/dataset';
import type { Target } from './target';

export type MetadataColumns = Readonly<Record<string, readonly string[]>>;

/** "The maximum number of columns you can provide is 10": API reference, GetRecommendations, read 2026-11-29. */
const MAX_COLUMNS = 10;

/**
 * Returns a function that gives the metadata of an item in the requested columns. If the request has no columns, the function gives
 * undefined.
 * @throws ServiceError InvalidInputException if the campaign or recommender is not configured to return metadata, or if the request has
 * a key other than ITEMS, unknown columns, or more than `MAX_COLUMNS` columns
 */
export function metadataOf(
  columns: MetadataColumns | undefined,
  { resource, answer, config, datasetGroupArn }: Target,
  context: Context,
): (itemId: string) => Readonly<Record<string, string>> | undefined {
  if (columns === undefined) return () => undefined;
  if (config.enableMetadataWithRecommendations !== true && !answer.hasMetadata) {
    throw invalidInput(
      `metadataColumns is given, but the configuration of ${resource.arn} does not set enableMetadataWithRecommendations to true.`,
    );
  }
  const items = context.dataset(datasetGroupArn, 'ITEMS');
  const known = items === undefined ? [] : fieldsOf(items, context).map(({ name }) => name);
  for (const [type, names] of Object.entries(columns)) {
    if (type.toUpperCase() !== 'ITEMS') throw invalidInput(`metadataColumns has the key '${type}', it must be ITEMS.`);
    const unknown = names.find((name) => !known.includes(name));
    if (unknown !== undefined) {
      throw invalidInput(
        `metadataColumns has '${unknown}', which is not a column of Items: its columns are ${known.join(', ') || 'none'}.`,
      );
    }
    if (names.length > MAX_COLUMNS) {
      throw invalidInput(`metadataColumns has ${names.length} columns, at most ${MAX_COLUMNS} are possible.`);
    }
  }
  const live = new LiveData(datasetGroupArn, context);
  const wanted = Object.values(columns).flat();
  return (itemId) => {
    const row = live.record('ITEMS', itemId)?.row;
    const cells = wanted.flatMap((name) => {
      const cell = row?.get(name);
      return typeof cell === 'string' ? [[name, cell] as const] : [];
    });
    return Object.fromEntries(cells);
  };
}
