import type { Catalog } from './catalog';
import type { Model } from './model';

/** Model that recommends the same items to all users: the most popular items first. */
export function popularModel(catalog: Catalog): Model {
  return {
    *rank() {
      for (const number of catalog.popularity.order) yield { id: catalog.idOf(number) };
    },
  };
}
