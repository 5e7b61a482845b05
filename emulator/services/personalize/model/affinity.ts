import type { Catalog } from './catalog';
import { at } from './histories';
import type { Model, Query } from './model';
import { orderBy } from './popularity';
import { similarityOf } from './similarity';
import { vectorsOf } from './vectors';

/**
 * Model that ranks users by their affinity to an item. The affinity of a user is computed from the weights of the user's events with this
 * item and with similar items: see `segments`.
 */
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

/** Model that ranks users by their affinity to a group of items: the items for which the query's `isInSegment` returns true. */
export function attributeAffinityModel(catalog: Catalog): Model {
  return segments(catalog, ({ isInSegment = () => false }, values) => {
    for (const number of catalog.popularity.order) if (isInSegment(catalog.idOf(number))) values[number] = 1;
  });
}

/**
 * Returns a model that ranks users by affinity. The affinity is the dot product of the user's vector and the values of the items, divided by
 * the length of the user's vector.
 * @param value function that writes a value from 0 to 1 for each item into `values`
 */
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
        // `orderBy` leaves out scores of 0. Only users without events get a score of 0; the addition makes every other
        // score positive.
        affinity[user] = squares === 0 ? 0 : sum / Math.sqrt(squares) + Number.MIN_VALUE;
      }
      for (const number of orderBy(affinity)) yield { id: users[number] ?? '' };
    },
  };
}
