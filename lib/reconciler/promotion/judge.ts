import { TOLERANCE } from '../../parameter-file/data-checks';
import { allowedDifference, limitText, PROMOTION_LIMITS, type Promotion } from '../../parameter-file/promotion';
import { present } from '../../record-table/item';
import type { BaselineVersion, Verdict } from '../../record-table/version-decisions';

/** Offline metrics by name. */
export type Metrics = Readonly<Record<string, number>>;

/** A version of another solution, and its metrics, with which rules compare a new version. */
export interface MeasuredBaseline extends Omit<BaselineVersion, 'value'> {
  readonly metrics: Metrics;
}

/**
 * Verdicts on a new version, one for each limit of the rules.
 * @param candidate metrics of the new version
 * @param served metrics of the serving version. If no version serves, these are undefined, and each limit that compares
 * with the serving version is passed
 * @param baselines versions of the solutions that rules name in `over`
 */
export function judge(
  promotion: Promotion,
  candidate: Metrics,
  served: Metrics | undefined,
  baselines: readonly MeasuredBaseline[] = [],
): readonly Verdict[] {
  return promotion.rules.flatMap(({ metric, over, ...rule }) => {
    const [value, serving] = [candidate[metric], served?.[metric]];
    const baseline = withValue(
      baselines.find(({ solution }) => solution === over),
      metric,
    );
    return PROMOTION_LIMITS.flatMap((limit) => {
      const { [limit.limit]: allowed } = rule;
      if (allowed === undefined) return [];
      const compared = limit.isRelative ? baseline : undefined;
      const isFirst = limit.isRelative && over === undefined && served === undefined;
      const from = limit.isRelative ? fromOf(compared, serving) : 0;
      const passed =
        value === undefined || from === undefined
          ? promotion.onMissingMetrics === 'promote' || isFirst
          : limit.sign * (value - from - limit.direction * allowedDifference(allowed, from)) <= TOLERANCE;
      const values = present({ candidate: value, serving, baseline: compared });
      return [{ metric, ...values, rule: limitText(limit, allowed, over), passed }];
    });
  });
}

function withValue(measured: MeasuredBaseline | undefined, metric: string): BaselineVersion | undefined {
  if (measured === undefined) return undefined;
  const { metrics, ...baseline } = measured;
  return { ...baseline, ...present({ value: metrics[metric] }) };
}

/** Value with which a relative limit compares; undefined if there is no value, or if the baseline was trained with other data. */
function fromOf(baseline: BaselineVersion | undefined, serving: number | undefined): number | undefined {
  if (baseline === undefined) return serving;
  return baseline.importedAt === undefined ? baseline.value : undefined;
}
