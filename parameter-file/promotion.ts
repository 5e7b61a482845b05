import type { PromotionSection } from './sections';

/** Which versions of a solution are promoted, so that they serve: the section with its defaults filled in. */
export type Promotion = Required<PromotionSection>;

/** What a metric must fulfil; absent limits are not checked. */
export type PromotionRule = Promotion['rules'][number];

/** A difference of a metric: absolute, or a percentage of the serving version's value, such as `10%`. */
export type Change = NonNullable<PromotionRule['maximumDrop']>;

/** Members of a rule that limit the metric. */
export const LIMITS_OF_RULE = ['minimum', 'maximum', 'maximumDrop', 'maximumRise'] as const;

export function promotionOf(section: PromotionSection): Promotion {
  return { rules: [], approval: 'automatic', onMissingMetrics: 'hold', ...section };
}

/** @returns the absolute difference that a change allows at a value of the serving version */
export function allowedDifference(change: Change, serving: number): number {
  return typeof change === 'number' ? change : (Number.parseFloat(change) / 100) * Math.abs(serving);
}
