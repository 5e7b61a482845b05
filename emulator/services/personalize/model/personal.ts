import type { Catalog } from './catalog';
import { at, type Histories } from './histories';
import type { Candidate, Model, PastEvent, Query } from './model';
import { round } from './model';
import { orderBy } from './popularity';
import { similarityOf } from './similarity';

/** Number of a user's newest events that count. */
const MAX_EVENTS = 50;

/** Weight of an event, relative to the next newer event. */
const DECAY = 0.9;

/** Exponent of an item's number of users. Of equally similar items, the more popular one gets a higher score. */
const POPULARITY = 0.25;

/** Digits to which scores are rounded. */
const DIGITS = 7;

/**
 * Model that recommends items similar to those in the user's newest events. A user without events gets popular items.
 * Scores add up to 1.
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

  /** False for items without interactions, which are recommended by exploration only. */
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
    // The other items follow, the most popular first. Their scores are lower than the score of the last similar item,
    // and proportional to their numbers of users.
    const min = similar.length === 0 ? 1 : at(scores, similar.at(-1) ?? 0);
    const unit = min / (at(users, order[0] ?? 0) + 1);
    let total = unit * this.usersOfAll;
    for (const number of similar) total += at(scores, number) - unit * at(users, number);
    for (const number of this.catalog.thenPopular(similar)) {
      const score = at(scores, number) || unit * at(users, number);
      yield { id: this.catalog.idOf(number), score: round(score / total, DIGITS) };
    }
  }

  /** Orders items. Unknown items come last, in the given order. */
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
   * Score of each item; 0 without evidence for the item. Items in the user's history get a fixed part of the total
   * score, and the other items get the rest. The fixed part is the share of repeated items in the training's events.
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

/** Scores by item, and the items that have a score. In a large catalog, only few items have one. */
interface Scores {
  readonly scores: Float64Array;
  readonly scored: readonly number[];
}

/** Factor that scales `sum` to `of`. */
function share(of: number, sum: number): number {
  return sum === 0 ? 0 : of / sum;
}

/**
 * Share of events whose item already occurred earlier in the same history. Only the newer half of each history counts.
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
