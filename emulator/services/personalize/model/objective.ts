import type { Row } from '../data/dataset-contents';
import { type Candidate, type Model, round } from './model';

/** What a solution is optimized for, besides relevance. */
export interface Objective {
  /** Numeric column of the items. */
  readonly itemAttribute: string;
  /** Default: OFF. */
  readonly objectiveSensitivity?: string;
}

/**
 * Exponents that say how much the objective counts, compared with relevance. The guide only gives their order ("Optimizing a solution for
 * an additional objective", read 2026-11-29). Scores of relevance differ by little, so small exponents are enough.
 */
const POWERS: Readonly<Record<string, number>> = { LOW: 0.1, MEDIUM: 0.3, HIGH: 1 };

/** Digits of scores. */
const DIGITS = 7;

/**
 * Returns a model that gives more weight to items with higher values of the objective. Its scores add up to 1. Without
 * an objective, or if the objective's sensitivity is OFF, returns the given model.
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

/** For each item, the share of items with an equal or lower value. The share does not depend on the values' unit. */
function sharesOf(items: ReadonlyMap<string, Row>, attribute: string): ReadonlyMap<string, number> {
  const values = Array.from(items, ([id, row]) => ({ id, value: Number(row.get(attribute) ?? 0) }));
  const order = values.map(({ value }) => value).sort((one, other) => one - other);
  const rank = new Map(order.map((value, index) => [value, index + 1]));
  return new Map(values.map(({ id, value }) => [id, (rank.get(value) ?? 0) / values.length]));
}
