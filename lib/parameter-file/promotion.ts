import type { PromotionSection } from './sections';

/** Which versions of a solution are promoted, so that they serve: the section with its defaults filled in. */
export type Promotion = Required<Omit<PromotionSection, 'remindAfter'>> & Pick<PromotionSection, 'remindAfter'>;

/** Members of a rule that limit its metric, from above (sign 1) or below, and whether by the difference to the version that serves. */
export const LIMITS = [
  { limit: 'minimum', words: 'at least', sign: -1, isRelative: false },
  { limit: 'maximum', words: 'at most', sign: 1, isRelative: false },
  { limit: 'maximumDrop', words: 'drops by at most', sign: -1, isRelative: true },
  { limit: 'maximumRise', words: 'rises by at most', sign: 1, isRelative: true },
] as const;

export function promotionOf(section: PromotionSection): Promotion {
  return { rules: [], approval: 'automatic', onMissingMetrics: 'hold', ...section };
}

/**
 * The absolute difference of a metric that a change allows at a value of the serving version.
 * @param change absolute too, or a percentage of that value, such as `10%`
 */
export function allowedDifference(change: number | string, serving: number): number {
  return typeof change === 'number' ? change : (Number.parseFloat(change) / 100) * Math.abs(serving);
}
