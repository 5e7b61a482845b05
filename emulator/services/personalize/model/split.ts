import { hash } from '../hash';
import { at, type Histories, partOf } from './histories';

/** Training set and test set of an evaluation. */
export interface Split {
  readonly training: Histories;
  /** First events of the users in the test set. */
  readonly input: Histories;
  /** Last events of these users. */
  readonly wanted: Histories;
}

/**
 * The test set has a tenth of the users. The newest tenth of a test user's events is to be predicted. If the user has a
 * single event, no event is to be predicted.
 */
const TENTH = 10;

/** The newest fifth of a user's events is left out of the training of segments. A user's only event is not left out. */
const FIFTH = 5;

/**
 * Splits by users. "The training set consists of 90% of your users and their interactions data." Of the other users,
 * "the oldest 90% of each user's data" is the input, and the newest 10 % is to be predicted (developer guide,
 * "Evaluating a solution version", read 2026-11-29). AWS selects the test users at random. Here, the ids with the
 * smallest hashes are selected, so that the same data give the same metrics.
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

/** Splits by events, for recipes of user segments: "The training set consists of 80% of each user's interactions data" (same page). */
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
