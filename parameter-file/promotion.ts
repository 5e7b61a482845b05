import type { PromotionSection } from './sections';

/** Which versions of a solution are promoted, so that they serve. */
export interface Promotion {
  readonly rules: readonly PromotionRule[];
  /** automatic: the rules decide. manual: they decide what is proposed. */
  readonly approval: 'automatic' | 'manual';
  /** What happens to a version for which a metric of a rule is not reported. */
  readonly onMissingMetrics: 'hold' | 'promote';
}

/** What a metric must fulfil; absent limits are not checked. */
export interface PromotionRule {
  readonly metric: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Compared with the version that serves. */
  readonly maximumDrop?: Change;
  readonly maximumRise?: Change;
}

/** A difference of a metric: absolute, or a percentage of the serving version's value, such as `10%`. */
export type Change = number | string;

/** Members of a rule that limit the metric. */
export const LIMITS_OF_RULE = ['minimum', 'maximum', 'maximumDrop', 'maximumRise'] as const;

/** The section with its defaults filled in. */
export function promotionOf({
  rules = [],
  approval = 'automatic',
  onMissingMetrics = 'hold',
}: PromotionSection): Promotion {
  return { rules, approval, onMissingMetrics };
}

/** @returns the absolute difference that a change allows at a value of the serving version */
export function allowedDifference(change: Change, serving: number): number {
  return typeof change === 'number' ? change : (Number.parseFloat(change) / 100) * Math.abs(serving);
}
