import type { Row } from '../data/dataset-contents';
import { at } from './histories';
import type { Model } from './model';

/**
 * Model that ranks items by how similar their texts are to the texts of the query's item. Similarity is the cosine of
 * the texts' tf-idf vectors. Items that have no word in common with the query's item come last.
 * @param rows metadata by item id
 * @param columns names of the columns that contain texts
 */
export function textModel(rows: ReadonlyMap<string, Row>, columns: readonly string[]): Model {
  const ids = [...rows.keys()].sort();
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const words = ids.map((id) => countsOf(columns.map((column) => rows.get(id)?.get(column) ?? '').join(' ')));
  const documents = new Map<string, number>();
  for (const counts of words) for (const word of counts.keys()) documents.set(word, (documents.get(word) ?? 0) + 1);
  const weightOf = (word: string, count: number) =>
    count * (Math.log((1 + ids.length) / (1 + (documents.get(word) ?? 0))) + 1);
  const postings = new Map<string, { readonly item: number; readonly weight: number }[]>();
  for (const [item, counts] of words.entries()) {
    const weights = [...counts].map(([word, count]) => [word, weightOf(word, count)] as const);
    const length = Math.sqrt(weights.reduce((sum, [, weight]) => sum + weight ** 2, 0));
    for (const [word, weight] of weights) {
      const list = postings.get(word) ?? [];
      postings.set(word, list);
      list.push({ item, weight: weight / length });
    }
  }
  return {
    *rank({ itemId = '' }) {
      const own = numbers.get(itemId);
      const scores = new Float64Array(ids.length);
      for (const word of own === undefined ? [] : (words[own]?.keys() ?? [])) {
        const list = postings.get(word) ?? [];
        const mine = list.find(({ item }) => item === own)?.weight ?? 0;
        for (const { item, weight } of list) scores[item] = at(scores, item) + mine * weight;
      }
      const order = Array.from(ids.keys()).sort((one, other) => at(scores, other) - at(scores, one) || one - other);
      for (const number of order) if (number !== own) yield { id: ids[number] ?? '' };
    },
  };
}

function countsOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
