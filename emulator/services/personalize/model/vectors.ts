import { at, type Histories } from './histories';

/**
 * Vectors of users. A user's vector has the user's distinct items, each with a weight. This weight is the sum of the weights of the user's
 * events with the item.
 */
export interface Vectors {
  /** Index of each user's first item. The items of user `u` end before index `start[u + 1]`. */
  readonly start: Int32Array;
  readonly item: Int32Array;
  readonly weight: Float64Array;
}

/**
 * Maximum number of items of a user. The items of the newest events are used. Without this limit, the long history of a single robot could
 * take most of the computing time.
 */
const MAX_ITEMS = 200;

export function vectorsOf({ users, items, start, item, weight }: Histories): Vectors {
  const place = new Int32Array(items.length).fill(-1);
  const starts = new Int32Array(users.length + 1);
  const found: number[] = [];
  const weights: number[] = [];
  for (let user = 0; user < users.length; user += 1) {
    const from = found.length;
    for (let event = at(start, user + 1) - 1; event >= at(start, user); event -= 1) {
      const number = at(item, event);
      if (at(place, number) >= from) weights[at(place, number)] = (weights[at(place, number)] ?? 0) + at(weight, event);
      else if (found.length - from < MAX_ITEMS) {
        place[number] = found.push(number) - 1;
        weights.push(at(weight, event));
      }
    }
    starts[user + 1] = found.length;
  }
  return { start: starts, item: Int32Array.from(found), weight: Float64Array.from(weights) };
}

/**
 * Returns vectors of items instead of users: the users of each item, with the same weights. In the result, `start` is
 * indexed by item, and `item` has the numbers of users.
 * @param items number of items
 */
export function transposed({ start, item, weight }: Vectors, items: number): Vectors {
  const starts = new Int32Array(items + 1);
  for (const number of item) starts[number + 1] = at(starts, number + 1) + 1;
  for (let number = 0; number < items; number += 1) starts[number + 1] = at(starts, number + 1) + at(starts, number);
  const next = starts.slice();
  const users = new Int32Array(item.length);
  const weights = new Float64Array(item.length);
  for (let user = 0; user + 1 < start.length; user += 1) {
    for (let each = at(start, user); each < at(start, user + 1); each += 1) {
      const place = at(next, at(item, each));
      users[place] = user;
      weights[place] = at(weight, each);
      next[at(item, each)] = place + 1;
    }
  }
  return { start: starts, item: users, weight: weights };
}
