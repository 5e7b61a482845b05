import type { PromotionSection } from './sections';

/** Rules by which versions of a solution are promoted, so that they serve: the section with its defaults. */
export type Promotion = Required<Omit<PromotionSection, 'remindAfter'>> & Pick<PromotionSection, 'remindAfter'>;

/** Members of a rule that limit its metric: from above (sign 1) or below, absolutely or by the difference to the serving version. */
export const PROMOTION_LIMITS = [
  { limit: 'minimum', words: 'at least', sign: -1, isRelative: false },
  { limit: 'maximum', words: 'at most', sign: 1, isRelative: false },
  { limit: 'maximumDrop', words: 'drops by at most', sign: -1, isRelative: true },
  { limit: 'maximumRise', words: 'rises by at most', sign: 1, isRelative: true },
] as const;

export function promotionOf(section: PromotionSection): Promotion {
  return { rules: [], approval: 'automatic', onMissingMetrics: 'hold', ...section };
}

/**
 * The absolute difference of a metric that a rule allows.
 * @param change absolute, or a percentage of the serving version's value, such as `10%`
 * @param serving value of the serving version
 */
export function allowedDifference(change: number | string, serving: number): number {
  return typeof change === 'number' ? change : (Number.parseFloat(change) / 100) * Math.abs(serving);
}
