/** Metric whose value the caller of the local AWS sets for solution versions. */
export interface FixedMetric {
  readonly solution: string;
  readonly metric: string;
  /** Value to report; undefined to leave the metric out. */
  readonly value: number | undefined;
  /** Number of the solution's training, from 1. Default: every training. */
  readonly training?: number;
}

/**
 * Metrics that the caller has set. A metric for one training overrides a metric for every training. Otherwise, the
 * metric that was set last counts.
 */
export class FixedMetrics {
  private readonly metrics: FixedMetric[] = [];
  private readonly reported = new Set<FixedMetric>();

  add(metric: FixedMetric): void {
    this.metrics.push(metric);
  }

  /** @param training number of the version among the versions of its solution, from 1 */
  of(solution: string, training: number): Readonly<Record<string, number | undefined>> {
    const own = this.metrics.filter((each) => each.solution === solution);
    const values = [undefined, training].flatMap((wanted) => own.filter((each) => each.training === wanted));
    for (const each of values) this.reported.add(each);
    return Object.fromEntries(values.map(({ metric, value }) => [metric, value]));
  }

  /** Metrics that no training has used. */
  unused(): readonly FixedMetric[] {
    return this.metrics.filter((each) => !this.reported.has(each));
  }
}
