import type { Context } from '../context';
import { invalidInput } from '../errors';
import { appliedFilter, type FilterRequest } from '../filtering/applied-filter';
import type { FilterSubject } from '../filtering/filter';
import type { Target } from './target';

export interface Promotion extends FilterRequest {
  readonly name?: string;
  readonly percentPromotedItems?: number;
}

/** Promotion as applied to one list of recommendations. */
export interface Promoted {
  readonly name: string;
  readonly places: number;
  readonly isPromoted: (id: string) => boolean;
}

/**
 * Checks the promotion of a request, and computes how many places of the list it takes and which ids it promotes.
 * Returns undefined if the request has no promotion.
 * @param count length of the list
 * @throws ServiceError InvalidInputException if a member of the promotion is missing, or if its filter cannot be used;
 * ResourceNotFoundException if its filter does not exist
 */
export function promotedBy(
  promotion: Promotion | undefined,
  count: number,
  subject: FilterSubject,
  { datasetGroupArn, recipe }: Target,
  context: Context,
): Promoted | undefined {
  if (promotion === undefined) return undefined;
  const { name, percentPromotedItems, filterArn } = promotion;
  const missing = Object.entries({ name, percentPromotedItems, filterArn }).find(([, value]) => value === undefined);
  if (missing !== undefined) throw invalidInput(`promotions[0] lacks ${missing[0]}, which a promotion needs.`);
  return {
    name: name ?? '',
    places: Math.round((count * (percentPromotedItems ?? 0)) / 100),
    isPromoted: appliedFilter(promotion, subject, datasetGroupArn, recipe.name, context),
  };
}

/**
 * Spreads promoted items evenly over a list. The places of promoted items are unconfirmed: `personalize-promoted-places` in
 * docs/local-aws.md.
 */
export function spread<T>(others: readonly T[], promoted: readonly T[], count: number): readonly T[] {
  const list: T[] = [];
  let [taken, next] = [0, 0];
  while (list.length < count && (taken < promoted.length || next < others.length)) {
    const isDue = taken < promoted.length && (taken + 1) * count <= (list.length + 1) * promoted.length;
    const one = isDue || next === others.length ? promoted[taken++] : others[next++];
    list.push(one as T);
  }
  return list;
}
