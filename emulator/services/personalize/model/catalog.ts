import type { Row } from '../data/dataset-contents';
import type { Histories } from './histories';
import { type Popularity, popularityOf } from './popularity';

/** Items of a training. The number of an item is its index in `histories.items`. A catalog converts numbers to ids, and ids to numbers. */
export class Catalog {
  readonly popularity: Popularity;
  private readonly numbers: ReadonlyMap<string, number>;

  /** @param rows metadata by item id, with the columns that the training uses */
  constructor(
    readonly histories: Histories,
    readonly rows: ReadonlyMap<string, Row> = new Map(),
  ) {
    this.popularity = popularityOf(histories);
    this.numbers = new Map(this.popularity.order.map((number) => [this.idOf(number), number]));
  }

  /** Returns the number of an item; undefined if the item has no interactions. */
  numberOf(id: string): number | undefined {
    return this.numbers.get(id);
  }

  idOf(number: number): string {
    return this.histories.items[number] ?? '';
  }

  /** Yields the items of `first`, and after them all other items, the most popular first. The item with the id `except` is left out. */
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
