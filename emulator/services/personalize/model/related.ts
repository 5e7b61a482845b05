import type { Row } from '../data/dataset-contents';
import type { Catalog } from './catalog';
import { at } from './histories';
import type { Model } from './model';
import { orderBy } from './popularity';
import { type SimilarityOptions, similarityOf } from './similarity';

interface RelatedOptions extends SimilarityOptions {
  /** True if related items are found by metadata for an item without interactions. Default: false. */
  readonly byMetadata?: boolean;
}

/**
 * Model that recommends items that are similar to the query's item, and then popular items. Two items are similar if
 * they have users in common. "When there isn't sufficient user behavior data for an item or the item ID isn't found,
 * SIMS recommends popular items" (developer guide, "SIMS recipe", read 2026-11-29).
 */
export function relatedModel(catalog: Catalog, { byMetadata = false, ...options }: RelatedOptions = {}): Model {
  const { start, item } = similarityOf(catalog.histories, options);
  const related = (id: string): Iterable<number> => {
    const number = catalog.numberOf(id);
    if (number !== undefined) return item.subarray(start[number], start[number + 1]);
    const row = byMetadata ? catalog.rows.get(id) : undefined;
    return row === undefined ? [] : alike(row, catalog);
  };
  return {
    *rank({ itemId = '' }) {
      for (const number of catalog.thenPopular(related(itemId), itemId)) yield { id: catalog.idOf(number) };
    },
  };
}

/**
 * Returns the items with interactions that have values in common with a row. Items with more common values come first. If the numbers of
 * common values are equal, the more popular item comes first.
 */
function alike(row: Row, catalog: Catalog): readonly number[] {
  const { items } = catalog.histories;
  const { users } = catalog.popularity;
  const maxUsers = users.reduce((max, count) => Math.max(max, count), 0);
  const scores = new Float64Array(items.length);
  const wanted = [...row].flatMap(([column, values]) =>
    values === null ? [] : [[column, values.split('|')] as const],
  );
  for (const number of catalog.popularity.order) {
    const other = catalog.rows.get(catalog.idOf(number));
    let shared = 0;
    for (const [column, values] of wanted) {
      const others = other?.get(column)?.split('|') ?? [];
      shared += values.filter((value) => others.includes(value)).length;
    }
    if (shared > 0) scores[number] = shared + at(users, number) / (maxUsers + 1);
  }
  return orderBy(scores);
}
