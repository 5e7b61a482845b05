import { at, type Histories } from './histories';

export interface Popularity {
  /** Number of users who have an event with the item, by item. */
  readonly users: Float64Array;
  /** Items with at least one user, the most popular first. */
  readonly order: readonly number[];
}

/**
 * Computes the popularity of items: "The most popular items are the items with the most interactions data from unique users" (developer
 * guide, "Popularity-Count recipe", read 2026-11-29).
 */
export function popularityOf({ users, items, start, item }: Histories): Popularity {
  const counts = new Float64Array(items.length);
  const counted = new Int32Array(items.length).fill(-1);
  for (let user = 0; user < users.length; user += 1) {
    for (let event = at(start, user); event < at(start, user + 1); event += 1) {
      const number = at(item, event);
      if (counted[number] === user) continue;
      counted[number] = user;
      counts[number] = at(counts, number) + 1;
    }
  }
  return { users: counts, order: orderBy(counts) };
}

/**
 * Returns the numbers with a score above 0, the highest score first. Numbers with equal scores are in ascending order.
 * @param numbers numbers to consider. Default: all
 */
export function orderBy(scores: Float64Array, numbers: Iterable<number> = scores.keys()): readonly number[] {
  const found: number[] = [];
  for (const number of numbers) if (at(scores, number) > 0) found.push(number);
  return found.sort((one, other) => at(scores, other) - at(scores, one) || one - other);
}
