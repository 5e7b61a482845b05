import { allowedDifference, type Change, type Promotion, type PromotionRule } from '../../parameter-file/promotion';
import type { Verdict } from '../../record-table/version-decisions';

/** Offline metrics by name. */
export type Metrics = Readonly<Record<string, number>>;

/** Personalize rounds metrics to 4 decimals, and sums of decimal fractions are not exact. */
const TOLERANCE = 1e-9;

/**
 * The verdict on each limit of the rules.
 * @param serving metrics of the version that serves; undefined if there is none: then only absolute limits count
 */
export function judge(promotion: Promotion, candidate: Metrics, serving: Metrics | undefined): readonly Verdict[] {
  return promotion.rules.flatMap((rule) => verdictsOn(rule, promotion, candidate[rule.metric], serving));
}

export function isPassed(verdicts: readonly Verdict[]): boolean {
  return verdicts.every(({ passed }) => passed);
}

function verdictsOn(
  { metric, minimum, maximum, maximumDrop, maximumRise }: PromotionRule,
  { onMissingMetrics }: Promotion,
  candidate: number | undefined,
  served: Metrics | undefined,
): readonly Verdict[] {
  const serving = served?.[metric];
  const values = { metric, ...(candidate !== undefined && { candidate }), ...(serving !== undefined && { serving }) };
  const limit = (rule: string, isFulfilled: (value: number) => boolean): Verdict => ({
    ...values,
    rule,
    passed: candidate === undefined ? onMissingMetrics === 'promote' : isFulfilled(candidate),
  });
  const change = (rule: string, change: Change, sign: 1 | -1): readonly Verdict[] => {
    if (served === undefined) return [];
    if (serving === undefined) return [{ ...values, rule, passed: onMissingMetrics === 'promote' }];
    const allowed = allowedDifference(change, serving) + TOLERANCE;
    return [limit(rule, (value) => sign * (value - serving) <= allowed)];
  };
  return [
    ...(minimum === undefined ? [] : [limit(`at least ${minimum}`, (value) => value >= minimum)]),
    ...(maximum === undefined ? [] : [limit(`at most ${maximum}`, (value) => value <= maximum)]),
    ...(maximumDrop === undefined ? [] : change(`drops by at most ${maximumDrop}`, maximumDrop, -1)),
    ...(maximumRise === undefined ? [] : change(`rises by at most ${maximumRise}`, maximumRise, 1)),
  ];
}
