import type { Catalog } from './catalog';
import { at, type Histories } from './histories';
import type { Candidate, Model, PastEvent, Query } from './model';
import { round } from './model';
import { orderBy } from './popularity';
import { similarityOf } from './similarity';

/** Maximum number of a user's events that affect the scores. The newest events are used. */
const MAX_EVENTS = 50;

/**
 * Each event's weight is multiplied by a factor. The newest event has factor 1, and each older event has `DECAY` times the factor of the next
 * newer event.
 */
const DECAY = 0.9;

/**
 * Exponent of popularity: the score of a similar item is multiplied by (its number of users) ** exponent. Of two equally similar items, the
 * more popular item gets the higher score.
 */
const POPULARITY = 0.25;

/** Number of decimals to which scores are rounded. */
const DIGITS = 7;

/**
 * Model that recommends the items in the user's newest events and similar items, and then popular items. For a user
 * without events, it recommends popular items. Scores add up to 1.
 */
export class PersonalModel implements Model {
  private readonly similarity: ReturnType<typeof similarityOf>;
  private readonly returns: number;
  private readonly usersOfAll: number;

  constructor(private readonly catalog: Catalog) {
    this.similarity = similarityOf(catalog.histories);
    this.returns = shareOfReturns(catalog.histories);
    this.usersOfAll = catalog.popularity.users.reduce((sum, each) => sum + each, 0);
  }

  /** True for items with interactions. Other items are only recommended by exploration, or ranked last if they are in `inputList`. */
  knows(id: string): boolean {
    return this.catalog.numberOf(id) !== undefined;
  }

  rank({ history, inputList }: Query): Iterable<Candidate> {
    return inputList === undefined ? this.recommend(history) : this.order(history, inputList);
  }

  private *recommend(history: readonly PastEvent[]): Iterable<Candidate> {
    const { users, order } = this.catalog.popularity;
    const { scores, scored } = this.score(history);
    const similar = orderBy(scores, scored);
    // After the similar items come the other items, the most popular first. Their scores are lower than the score of
    // the last similar item, and proportional to their numbers of users.
    const min = similar.length === 0 ? 1 : at(scores, similar.at(-1) ?? 0);
    const unit = min / (at(users, order[0] ?? 0) + 1);
    let total = unit * this.usersOfAll;
    for (const number of similar) total += at(scores, number) - unit * at(users, number);
    for (const number of this.catalog.thenPopular(similar)) {
      const score = at(scores, number) || unit * at(users, number);
      yield { id: this.catalog.idOf(number), score: round(score / total, DIGITS) };
    }
  }

  /** Orders the items of `inputList`. Items without interactions come last, in the order of `inputList`. */
  private order(history: readonly PastEvent[], inputList: readonly string[]): readonly Candidate[] {
    const { scores } = this.score(history);
    const { users, order } = this.catalog.popularity;
    const max = at(users, order[0] ?? 0) + 1;
    const scored = [...new Set(inputList)].map((id) => {
      const number = this.catalog.numberOf(id);
      // Popularity breaks ties.
      return { id, score: number === undefined ? 0 : at(scores, number) + (1e-6 * at(users, number)) / max };
    });
    const total = scored.reduce((sum, { score }) => sum + score, 0);
    const part = (score: number) => (total === 0 ? 1 / scored.length : score / total);
    return scored
      .sort((one, other) => other.score - one.score)
      .map(({ id, score }) => ({ id, score: round(part(score), DIGITS) }));
  }

  /**
   * Returns a score for each item. The score is 0 if the item is neither in the user's history nor similar to an item
   * of the history. Items in the user's history together get a fixed part of the total score, and the other items get
   * the rest. The fixed part is the share of events in the training data that repeat an item: see `shareOfReturns`.
   */
  private score(history: readonly PastEvent[]): Scores {
    const { start, item, score } = this.similarity;
    const scores = new Float64Array(this.catalog.histories.items.length);
    const scored: number[] = [];
    const add = (number: number, value: number) => {
      const before = at(scores, number);
      if (before === 0) scored.push(number);
      scores[number] = before + value;
    };
    const seen = new Set<number>();
    let factor = 1;
    for (const { item: id, weight } of history.slice(-MAX_EVENTS).reverse()) {
      const number = this.catalog.numberOf(id);
      if (number === undefined) continue;
      seen.add(number);
      add(number, factor * weight);
      for (let place = at(start, number); place < at(start, number + 1); place += 1)
        add(at(item, place), factor * weight * at(score, place));
      factor *= DECAY;
    }
    const { users } = this.catalog.popularity;
    let [had, others] = [0, 0];
    for (const number of scored) {
      if (seen.has(number)) had += at(scores, number);
      else {
        scores[number] = at(scores, number) * at(users, number) ** POPULARITY;
        others += at(scores, number);
      }
    }
    const [toSeen, toOthers] = [share(this.returns, had), share(1 - this.returns, others)];
    for (const number of scored) scores[number] = at(scores, number) * (seen.has(number) ? toSeen : toOthers);
    return { scores, scored };
  }
}

/** Scores of all items, and the numbers of the items whose score may be above 0. In a large catalog, these are only few items. */
interface Scores {
  readonly scores: Float64Array;
  readonly scored: readonly number[];
}

/** Returns the factor by which `sum` must be multiplied to get `of`; 0 if `sum` is 0. */
function share(of: number, sum: number): number {
  return sum === 0 ? 0 : of / sum;
}

/**
 * Returns the share of events whose item had already occurred in the same user's history. Only events in the newer half
 * of each history are counted.
 */
function shareOfReturns({ users, items, start, item }: Histories): number {
  const met = new Int32Array(items.length).fill(-1);
  let [returns, events] = [0, 0];
  for (let user = 0; user < users.length; user += 1) {
    const half = (at(start, user) + at(start, user + 1)) / 2;
    for (let event = at(start, user); event < at(start, user + 1); event += 1) {
      if (event >= half) events += 1;
      if (event >= half && met[at(item, event)] === user) returns += 1;
      met[at(item, event)] = user;
    }
  }
  return events === 0 ? 0 : returns / events;
}
