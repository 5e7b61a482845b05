import { Best } from './best';
import { at, type Histories } from './histories';
import { transposed, vectorsOf } from './vectors';

export interface SimilarityOptions {
  /** Minimum number of common users of two similar items. Default: 1. */
  readonly minUsers?: number;
  /**
   * Discount of popularity, from 0 to 1. With 0, popular items have the greatest advantage. With 0.5, the default, the similarity is the
   * cosine.
   */
  readonly popularityDiscount?: number;
}

/** Most similar items ("neighbors") of each item, the most similar first. */
export interface Similarity {
  /** Index of each item's first neighbor. The neighbors of item `i` end before index `start[i + 1]`. */
  readonly start: Int32Array;
  readonly item: Int32Array;
  readonly score: Float64Array;
}

/** Maximum number of neighbors of an item. */
const MAX_NEIGHBOURS = 100;

/**
 * Computes which items are similar because they have common users. Each item is a vector with one weight for each user. The similarity of
 * two items is the dot product of their vectors, divided by (the product of the vectors' lengths) ** (2 * discount).
 */
export function similarityOf(
  histories: Histories,
  { minUsers = 1, popularityDiscount = 0.5 }: SimilarityOptions = {},
): Similarity {
  const { items } = histories;
  const byUser = vectorsOf(histories);
  const byItem = transposed(byUser, items.length);
  const lengths = lengthsOf(byItem.start, byItem.weight);
  const scores = new Float64Array(items.length);
  const common = new Int32Array(items.length);
  const start = new Int32Array(items.length + 1);
  const neighbours: number[] = [];
  const kept: number[] = [];
  for (let item = 0; item < items.length; item += 1) {
    const touched: number[] = [];
    for (let place = at(byItem.start, item); place < at(byItem.start, item + 1); place += 1) {
      const user = at(byItem.item, place);
      const weight = at(byItem.weight, place);
      for (let each = at(byUser.start, user); each < at(byUser.start, user + 1); each += 1) {
        const other = at(byUser.item, each);
        if (other === item) continue;
        if (common[other] === 0) touched.push(other);
        common[other] = at(common, other) + 1;
        scores[other] = at(scores, other) + weight * at(byUser.weight, each);
      }
    }
    const best = new Best(MAX_NEIGHBOURS, scores);
    for (const other of touched) {
      scores[other] = at(scores, other) / (at(lengths, item) * at(lengths, other)) ** (2 * popularityDiscount);
      if (at(common, other) >= minUsers) best.add(other);
    }
    for (const other of best.sorted()) {
      neighbours.push(other);
      kept.push(at(scores, other));
    }
    start[item + 1] = neighbours.length;
    for (const other of touched) {
      scores[other] = 0;
      common[other] = 0;
    }
  }
  return { start, item: Int32Array.from(neighbours), score: Float64Array.from(kept) };
}

function lengthsOf(start: Int32Array, weight: Float64Array): Float64Array {
  const lengths = new Float64Array(start.length - 1);
  for (let number = 0; number < lengths.length; number += 1) {
    let sum = 0;
    for (let place = at(start, number); place < at(start, number + 1); place += 1) sum += at(weight, place) ** 2;
    lengths[number] = Math.sqrt(sum);
  }
  return lengths;
}
