import type { Edition, Group, MetricRule, PromotionSetting } from './scenario';

/** Metrics of the recipes that the simulation uses. Recipes for segments report other metrics. */
const METRICS = {
  ranking: ['coverage', 'normalized_discounted_cumulative_gain_at_25'],
  segments: ['coverage', 'recall_at_1_percent'],
} as const;

export function metricOf({ batch }: Pick<Group, 'batch'>, { metric }: Pick<MetricRule, 'metric'>): string {
  return METRICS[batch === 'segments' ? 'segments' : 'ranking'][metric];
}

export type Metrics = Readonly<Record<string, number>>;

/**
 * True if a version passes the rules. The calculation does not use the product's code.
 * @param serving metrics of the serving version; undefined if no version serves
 * @param baseline metrics of the solution that rules name in `over`. Empty if the metrics are unknown, undefined if no rule
 * names a solution
 */
export function passes(
  { rules, onMissingMetrics }: PromotionSetting,
  group: Pick<Group, 'batch'>,
  candidate: Metrics,
  serving: Metrics | undefined,
  baseline?: Metrics,
): boolean {
  return rules.every((rule) => {
    const name = metricOf(group, rule);
    const compared = isOverLast(rule) && baseline !== undefined ? baseline : serving;
    const [now, before] = [candidate[name], compared?.[name]];
    if (isRelative(rule) && compared === undefined) return true;
    if (now === undefined || (isRelative(rule) && before === undefined)) return onMissingMetrics === 'promote';
    return isWithin(rule, now, before ?? 0);
  });
}

/** True if the rule compares a version with another version. */
export function isRelative({ limit }: Pick<MetricRule, 'limit'>): boolean {
  return limit === 'maximumDrop' || limit === 'maximumRise' || limit === 'minimumRise';
}

/**
 * True if the rule compares a solution with the last solution of the file. The last solution itself is compared with its
 * own serving version.
 */
export function isOverLast(rule: MetricRule): boolean {
  return isRelative(rule) && rule.isOverLast === true;
}

/**
 * Returns the name of the other solution with which rules compare `solution`; undefined if there is no such rule.
 * @param solutions names of all solutions of the file
 */
export function baselineOf(
  { promotion }: Pick<Edition, 'promotion'>,
  solution: string,
  solutions: readonly string[],
): string | undefined {
  const last = solutions.at(-1);
  return last !== solution && promotion?.rules.some(isOverLast) ? last : undefined;
}

/** Tolerance for rounding errors. A change that equals its limit must pass. Values have four decimals. */
const EXACTNESS = 1e-8;

function isWithin({ limit, isPercentage, value }: MetricRule, now: number, before: number): boolean {
  const allowed = isPercentage ? value * before : value;
  if (limit === 'minimum') return now >= value;
  if (limit === 'maximum') return now <= value;
  if (limit === 'minimumRise') return now - before - allowed > -EXACTNESS;
  const change = limit === 'maximumDrop' ? before - now : now - before;
  return change - allowed < EXACTNESS;
}

/**
 * Returns the promotion section of a parameter file.
 * @param baseline name of the solution that rules compare with, if any
 */
export function promotionSection(
  { rules, reminds, ...settings }: PromotionSetting,
  group: Pick<Group, 'batch'>,
  baseline: string | undefined,
): object {
  const written = rules.map((rule) => ({
    metric: metricOf(group, rule),
    [rule.limit]: rule.isPercentage ? `${Math.round(rule.value * 100)}%` : rule.value,
    ...(baseline !== undefined && isOverLast(rule) && { over: baseline }),
  }));
  return { ...settings, ...(reminds && { remindAfter: '1 day' }), rules: written };
}
