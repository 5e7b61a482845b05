import type { Row } from '../data/dataset-contents';
import type { Histories } from './histories';
import { type Popularity, popularityOf } from './popularity';

/** Items of a training, by number and by id. */
export class Catalog {
  readonly popularity: Popularity;
  private readonly numbers: ReadonlyMap<string, number>;

  /** @param rows metadata of items by their ids, in the columns that the training uses */
  constructor(
    readonly histories: Histories,
    readonly rows: ReadonlyMap<string, Row> = new Map(),
  ) {
    this.popularity = popularityOf(histories);
    this.numbers = new Map(this.popularity.order.map((number) => [this.idOf(number), number]));
  }

  /** @returns undefined for an item without interactions */
  numberOf(id: string): number | undefined {
    return this.numbers.get(id);
  }

  idOf(number: number): string {
    return this.histories.items[number] ?? '';
  }

  /** Yields the items of `first`, then the other items, the most popular first. Leaves out the item with the id `except`. */
  *thenPopular(first: Iterable<number>, except?: string): Iterable<number> {
    const seen = new Set<number>();
    const excluded = except === undefined ? undefined : this.numberOf(except);
    for (const list of [first, this.popularity.order]) {
      for (const number of list) {
        if (number === excluded || seen.has(number)) continue;
        seen.add(number);
        yield number;
      }
    }
  }
}
