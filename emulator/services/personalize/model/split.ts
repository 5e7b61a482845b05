import { at, type Histories, partOf } from './histories';

/** Histories that a model is trained with, and what it is asked and compared with afterwards. */
export interface Split {
  readonly training: Histories;
  /** What the users who are asked for have done first. */
  readonly input: Histories;
  /** What these users have done last. */
  readonly wanted: Histories;
}

/** One in so many users is not trained with, and so is one in so many of such a user's events. */
const TENTH = 10;

/** One in this many events of every user is left out of the training of segments. */
const FIFTH = 5;

/**
 * "The training set consists of 90% of your users and their interactions data [...] the oldest 90% of each user's data from the testing set as
 * input", compared with the newest 10 %: developer guide, "Evaluating a solution version", read 2026-11-29. Which users those are is random
 * there; here they are those whose ids have the smallest hashes, so that the same data have the same metrics.
 */
export function splitUsers(all: Histories): Split {
  const tested = testUsers(all);
  const newest = (events: number) => (events < 2 ? events : events - Math.ceil(events / TENTH));
  return {
    training: partOf(all, (user, events) => [0, tested.has(user) ? 0 : events]),
    input: partOf(all, (user, events) => [0, tested.has(user) ? newest(events) : 0]),
    wanted: partOf(all, (user, events) => (tested.has(user) ? [newest(events), events] : [0, 0])),
  };
}

/** "The training set consists of 80% of each user's interactions data": as above, for recipes of user segments. */
export function splitEvents(all: Histories): Split {
  const newest = (events: number) => (events < 2 ? events : events - Math.ceil(events / FIFTH));
  const training = partOf(all, (_user, events) => [0, newest(events)]);
  return { training, input: training, wanted: partOf(all, (_user, events) => [newest(events), events]) };
}

function testUsers({ users, start }: Histories): ReadonlySet<number> {
  const active = Array.from(users.keys()).filter((user) => at(start, user + 1) > at(start, user));
  const hashes = users.map(hash);
  const order = active.sort((one, other) => (hashes[one] ?? 0) - (hashes[other] ?? 0) || one - other);
  return new Set(order.slice(0, Math.max(1, Math.round(order.length / TENTH))));
}

/** FNV-1a of the UTF-16 code units, 32 bits, mixed once more: ids that differ in their last character would lie side by side. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}
