import type { InteractionLog } from '../data/interaction-log';
import { type EventFilter, weightOf } from './event-filter';

/**
 * Events of all users, grouped by user. The events of a user are in order of time, the oldest first. Users and items
 * are numbers: indexes into `users` and `items`, which are in alphabetical order.
 */
export interface Histories {
  readonly users: readonly string[];
  readonly items: readonly string[];
  /** Index of each user's first event. The events of user `u` end before index `start[u + 1]`. */
  readonly start: Int32Array;
  readonly item: Int32Array;
  /** Weight of each event, greater than 0. */
  readonly weight: Float64Array;
  /** Time of each event, in epoch seconds. */
  readonly time: Float64Array;
}

/**
 * Returns the events of a log to which the filters give a weight above 0: see `weightOf`.
 * @param until epoch seconds; only events before this time are returned. Default: no limit
 */
export function historiesOf(
  log: InteractionLog,
  filters: readonly EventFilter[],
  until = Number.POSITIVE_INFINITY,
): Histories {
  const chosen: number[] = [];
  const weights = new Float64Array(log.length);
  for (let row = 0; row < log.length; row += 1) {
    const type = log.types.texts[log.type[row] ?? -1];
    weights[row] = weightOf(filters, type, log.value[row] ?? Number.NaN);
    if (at(weights, row) > 0 && at(log.time, row) < until) chosen.push(row);
  }
  return byUser(chosen, log, weights);
}

/**
 * Returns histories with only a part of each user's events.
 * @param take returns the range of a user's events to keep: index `from` is included, index `to` is not. Index 0 is the
 * user's oldest event
 */
export function partOf(
  all: Histories,
  take: (user: number, events: number) => readonly [from: number, to: number],
): Histories {
  const start = new Int32Array(all.users.length + 1);
  const kept: number[] = [];
  for (let user = 0; user < all.users.length; user += 1) {
    const first = at(all.start, user);
    const [from, to] = take(user, at(all.start, user + 1) - first);
    for (let event = from; event < to; event += 1) kept.push(first + event);
    start[user + 1] = kept.length;
  }
  const { users, items } = all;
  return {
    users,
    items,
    start,
    item: Int32Array.from(kept, (event) => at(all.item, event)),
    weight: Float64Array.from(kept, (event) => at(all.weight, event)),
    time: Float64Array.from(kept, (event) => at(all.time, event)),
  };
}

/** Returns the element at an index that exists. */
export function at(array: Int32Array | Float64Array, index: number): number {
  return array[index] as number;
}

function byUser(rows: readonly number[], log: InteractionLog, weights: Float64Array): Histories {
  const [users, userAt] = alphabetical(log.users.texts, log.user);
  const [items, itemAt] = alphabetical(log.items.texts, log.item);
  const start = new Int32Array(users.length + 1);
  for (const row of rows) start[userAt(row) + 1] = at(start, userAt(row) + 1) + 1;
  for (let user = 0; user < users.length; user += 1) start[user + 1] = at(start, user + 1) + at(start, user);
  const next = start.slice();
  const order = new Int32Array(rows.length);
  for (const row of rows) {
    const user = userAt(row);
    order[at(next, user)] = row;
    next[user] = at(next, user) + 1;
  }
  for (let user = 0; user < users.length; user += 1)
    order.subarray(start[user], start[user + 1]).sort((one, other) => log.compare(one, other));
  return {
    users,
    items,
    start,
    item: order.map(itemAt),
    weight: Float64Array.from(order, (row) => at(weights, row)),
    time: Float64Array.from(order, (row) => at(log.time, row)),
  };
}

/**
 * Returns the ids in alphabetical order, which makes the result independent of the order of rows. Also returns a function that gives the
 * position of a row's id in this order.
 * @param ids ids in the order of their numbers
 * @param numbers number of the id in each row
 */
function alphabetical(ids: readonly string[], numbers: Int32Array): readonly [string[], (row: number) => number] {
  const order = Array.from(ids.keys()).sort((one, other) => ((ids[one] ?? '') < (ids[other] ?? '') ? -1 : 1));
  const places = new Int32Array(ids.length);
  for (const [place, number] of order.entries()) places[number] = place;
  return [order.map((number) => ids[number] ?? ''), (row) => at(places, at(numbers, row))];
}
