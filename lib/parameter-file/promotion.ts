import type { PromotionSection } from './sections';

/** The section `promotion` of a parameter file, with defaults: rules that decide which versions of a solution serve. */
export type Promotion = Required<Omit<PromotionSection, 'remindAfter'>> & Pick<PromotionSection, 'remindAfter'>;

/**
 * Limits that a promotion rule may set. `sign` is 1 for an upper bound, -1 for a lower bound of the metric. A relative
 * limit bounds how far the metric rises (`direction` 1) or drops (`direction` -1) from its value for the serving version
 * or, if the rule has `over`, for the newest version of another solution.
 */
export const PROMOTION_LIMITS = [
  { limit: 'minimum', words: 'at least', sign: -1, direction: 1, isRelative: false },
  { limit: 'maximum', words: 'at most', sign: 1, direction: 1, isRelative: false },
  { limit: 'minimumRise', words: 'at least', sign: -1, direction: 1, isRelative: true },
  { limit: 'maximumDrop', words: 'at most', sign: -1, direction: -1, isRelative: true },
  { limit: 'maximumRise', words: 'at most', sign: 1, direction: 1, isRelative: true },
] as const;

type PromotionLimit = (typeof PROMOTION_LIMITS)[number];

/** A limit in words: `at least 0.1`, `drops by at most 10%`, `at least 20% above 'shop-popularity'`. */
export function limitText({ words, direction, isRelative }: PromotionLimit, allowed: number | string, over?: string) {
  const text = `${words} ${allowed}`;
  if (!isRelative) return text;
  if (over !== undefined) return `${text} ${direction > 0 ? 'above' : 'below'} '${over}'`;
  return `${direction > 0 ? 'rises' : 'drops'} by ${text}`;
}

export function promotionOf(section: PromotionSection): Promotion {
  return { rules: [], approval: 'automatic', onMissingMetrics: 'hold', ...section };
}

/**
 * Absolute difference that a promotion rule allows or demands between two values of a metric.
 * @param change absolute difference, or a percentage of `from` such as `10%`
 * @param from value of the version that the new version is compared with
 */
export function allowedDifference(change: number | string, from: number): number {
  return typeof change === 'number' ? change : (Number.parseFloat(change) / 100) * Math.abs(from);
}
