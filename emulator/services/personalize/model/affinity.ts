import type { Catalog } from './catalog';
import { at } from './histories';
import type { Model, Query } from './model';
import { orderBy } from './popularity';
import { similarityOf } from './similarity';
import { vectorsOf } from './vectors';

/** Model that ranks users by their affinity to an item: how much weight a user's events give to this item and to similar ones. */
export function itemAffinityModel(catalog: Catalog): Model {
  const { start, item, score } = similarityOf(catalog.histories);
  const model = segments(catalog, ({ itemId = '' }, values) => {
    const number = catalog.numberOf(itemId);
    if (number === undefined) return;
    values[number] = 1;
    for (let place = at(start, number); place < at(start, number + 1); place += 1)
      values[at(item, place)] = at(score, place);
  });
  return { ...model, knows: (itemId) => catalog.numberOf(itemId) !== undefined };
}

/** Model that ranks users by their affinity to the items that a query describes. */
export function attributeAffinityModel(catalog: Catalog): Model {
  return segments(catalog, ({ isInSegment = () => false }, values) => {
    for (const number of catalog.popularity.order) if (isInSegment(catalog.idOf(number))) values[number] = 1;
  });
}

/** @param value function that writes the weight of each item, from 0 to 1, into `values` */
function segments(catalog: Catalog, value: (query: Query, values: Float64Array) => void): Model {
  const { users, items } = catalog.histories;
  const { start, item, weight } = vectorsOf(catalog.histories);
  return {
    *rank(query) {
      const values = new Float64Array(items.length);
      value(query, values);
      const affinity = new Float64Array(users.length);
      for (let user = 0; user < users.length; user += 1) {
        let [sum, squares] = [0, 0];
        for (let each = at(start, user); each < at(start, user + 1); each += 1) {
          sum += at(weight, each) * at(values, at(item, each));
          squares += at(weight, each) ** 2;
        }
        // `orderBy` leaves out scores of 0, which only users without events get. All others get at least the smallest
        // positive number.
        affinity[user] = squares === 0 ? 0 : sum / Math.sqrt(squares) + Number.MIN_VALUE;
      }
      for (const number of orderBy(affinity)) yield { id: users[number] ?? '' };
    },
  };
}
