import { at, type Histories } from './histories';

/** Distinct items of each user. An item's weight is the sum of the weights of its events. */
export interface Vectors {
  /** The items of user `u` are those from `start[u]` to before `start[u + 1]`. */
  readonly start: Int32Array;
  readonly item: Int32Array;
  readonly weight: Float64Array;
}

/** Number of a user's newest items that count. Without this limit, one robot's history could take most of the time. */
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
 * Returns the users of each item, in the same form.
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
