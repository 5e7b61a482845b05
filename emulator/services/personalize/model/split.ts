import { hash } from '../hash';
import { at, type Histories, partOf } from './histories';

/** Training set and test set of an evaluation. */
export interface Split {
  readonly training: Histories;
  /** Earlier events of the users in the test set, from which the model predicts. */
  readonly input: Histories;
  /** Later events of the users in the test set, which the model must predict. */
  readonly wanted: Histories;
}

/**
 * Divisor of `splitUsers`. A tenth of the users is in the test set. The model must predict the newest tenth of a test
 * user's events. If a test user has a single event, the model does not have to predict it.
 */
const TENTH = 10;

/**
 * Divisor of `splitEvents`. The newest fifth of each user's events is not in the training set. But if a user has a single event, this event
 * is in the training set.
 */
const FIFTH = 5;

/**
 * Splits histories by users. "The training set consists of 90% of your users and their interactions data." The other
 * users are the test set: "the oldest 90% of each user's data" is the input, and the model must predict the newest 10 %
 * (developer guide, "Evaluating a solution version", read 2026-11-29). AWS selects the test users at random. The
 * emulator selects the users whose ids have the smallest hashes, so that the same data always give the same metrics.
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

/**
 * Splits the events of each user, for recipes of user segments: "The training set consists of 80% of each user's interactions data"
 * (developer guide, "Evaluating a solution version", read 2026-11-29).
 */
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
