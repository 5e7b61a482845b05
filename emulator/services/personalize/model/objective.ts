import type { Row } from '../data/dataset-contents';
import { type Candidate, type Model, round } from './model';

/** Objective for which a solution is optimized, in addition to relevance. */
export interface Objective {
  /** Numeric column of the items. Items with higher values are preferred. */
  readonly itemAttribute: string;
  /** OFF, LOW, MEDIUM or HIGH. Default: OFF. */
  readonly objectiveSensitivity?: string;
}

/**
 * Exponents by sensitivity. The greater the exponent, the more the objective counts compared with relevance. The guide gives only the order
 * of the sensitivities ("Optimizing a solution for an additional objective", read 2026-11-29). Relevance scores differ only a little
 * between items, so small exponents are enough.
 */
const POWERS: Readonly<Record<string, number>> = { LOW: 0.1, MEDIUM: 0.3, HIGH: 1 };

/** Number of decimals of scores. */
const DIGITS = 7;

/**
 * Returns a model that prefers items with higher values of the objective. The given model's score of each item is multiplied by a power of the
 * item's share in `sharesOf`. Then the scores are scaled, so that they add up to 1. If there is no objective, or its sensitivity is OFF, the
 * given model is returned.
 */
export function withObjective(model: Model, items: ReadonlyMap<string, Row>, objective: Objective | undefined): Model {
  const power = POWERS[objective?.objectiveSensitivity ?? 'OFF'];
  if (objective === undefined || power === undefined) return model;
  const shares = sharesOf(items, objective.itemAttribute);
  return {
    rank(query) {
      const weighted = Array.from(model.rank(query), ({ id, score = 0 }): Required<Candidate> => {
        return { id, score: score * (shares.get(id) ?? 0) ** power };
      });
      const total = weighted.reduce((sum, { score }) => sum + score, 0) || 1;
      return weighted
        .sort((one, other) => other.score - one.score)
        .map(({ id, score }) => ({ id, score: round(score / total, DIGITS) }));
    },
    ...(model.knows && { knows: model.knows.bind(model) }),
  };
}

/**
 * Returns, for each item, the share of items that have the same or a lower value. Unlike the values, these shares have no unit and lie
 * between 0 and 1.
 */
function sharesOf(items: ReadonlyMap<string, Row>, attribute: string): ReadonlyMap<string, number> {
  const values = Array.from(items, ([id, row]) => ({ id, value: Number(row.get(attribute) ?? 0) }));
  const order = values.map(({ value }) => value).sort((one, other) => one - other);
  const rank = new Map(order.map((value, index) => [value, index + 1]));
  return new Map(values.map(({ id, value }) => [id, (rank.get(value) ?? 0) / values.length]));
}
