import { allowedDifference, PROMOTION_LIMITS, type Promotion } from '../../parameter-file/promotion';
import { present } from '../../record-table/item';
import type { Verdict } from '../../record-table/version-decisions';

/** Offline metrics by name. */
export type Metrics = Readonly<Record<string, number>>;

/** Personalize rounds metrics to 4 decimals, and sums of decimal fractions are not exact. */
const TOLERANCE = 1e-9;

/**
 * The verdict on each limit of the rules.
 * @param served metrics of the serving version; if undefined, every value passes a relative limit
 */
export function judge(promotion: Promotion, candidate: Metrics, served: Metrics | undefined): readonly Verdict[] {
  return promotion.rules.flatMap(({ metric, ...rule }) => {
    const [value, serving] = [candidate[metric], served?.[metric]];
    return PROMOTION_LIMITS.flatMap(({ limit, words, sign, isRelative }) => {
      const { [limit]: allowed } = rule;
      if (allowed === undefined) return [];
      let passed = promotion.onMissingMetrics === 'promote' || (isRelative && served === undefined);
      const from = isRelative ? serving : 0;
      if (value !== undefined && from !== undefined) {
        const most = isRelative ? allowedDifference(allowed, from) + TOLERANCE : sign * Number(allowed);
        passed = sign * (value - from) <= most;
      }
      return [{ metric, ...present({ candidate: value, serving }), rule: `${words} ${allowed}`, passed }];
    });
  });
}
