import type { Group, MetricRule, PromotionSetting } from './scenario';

/** Metrics of the recipes that the simulation uses. Recipes for segments report others. */
const METRICS = {
  ranking: ['coverage', 'normalized_discounted_cumulative_gain_at_25'],
  segments: ['coverage', 'recall_at_1_percent'],
} as const;

export function metricOf({ batch }: Pick<Group, 'batch'>, { metric }: Pick<MetricRule, 'metric'>): string {
  return METRICS[batch === 'segments' ? 'segments' : 'ranking'][metric];
}

type Metrics = Readonly<Record<string, number>>;

/**
 * True if a version passes the rules. It is calculated here rather than by the product's code.
 * @param serving metrics of the version that serves; undefined if none does
 */
export function passes(
  { rules, onMissingMetrics }: PromotionSetting,
  group: Pick<Group, 'batch'>,
  candidate: Metrics,
  serving: Metrics | undefined,
): boolean {
  return rules.every((rule) => {
    const name = metricOf(group, rule);
    const [now, before] = [candidate[name], serving?.[name]];
    if (isRelative(rule) && serving === undefined) return true;
    if (now === undefined || (isRelative(rule) && before === undefined)) return onMissingMetrics === 'promote';
    return isWithin(rule, now, before ?? 0);
  });
}

/** True if the rule compares with the version that serves. */
export function isRelative({ limit }: Pick<MetricRule, 'limit'>): boolean {
  return limit === 'maximumDrop' || limit === 'maximumRise';
}

/** Tolerance for values of four decimals. A change that equals its limit is within it, whatever rounding does. */
const EXACTNESS = 1e-8;

function isWithin({ limit, isPercentage, value }: MetricRule, now: number, before: number): boolean {
  const allowed = isPercentage ? value * before : value;
  if (limit === 'minimum') return now >= value;
  if (limit === 'maximum') return now <= value;
  const change = limit === 'maximumDrop' ? before - now : now - before;
  return change - allowed < EXACTNESS;
}

/** Returns the section of a parameter file. */
export function promotionSection(
  { rules, reminds, ...settings }: PromotionSetting,
  group: Pick<Group, 'batch'>,
): object {
  const written = rules.map((rule) => ({
    metric: metricOf(group, rule),
    [rule.limit]: rule.isPercentage ? `${Math.round(rule.value * 100)}%` : rule.value,
  }));
  return { ...settings, ...(reminds && { remindAfter: '1 day' }), rules: written };
}
