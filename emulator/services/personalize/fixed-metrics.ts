/** Metric value that the caller of the local AWS sets. Solution versions report this value instead of the computed value. */
export interface FixedMetric {
  readonly solution: string;
  readonly metric: string;
  /** Value that solution versions report; undefined if they must not report the metric. */
  readonly value: number | undefined;
  /** Number of the training among the trainings of the solution, from 1. Default: all trainings. */
  readonly training?: number;
}

/**
 * Metrics that the caller has set. A value for one training overrides a value for all trainings. Otherwise, the value
 * that was set last applies.
 */
export class FixedMetrics {
  private readonly metrics: FixedMetric[] = [];
  private readonly reported = new Set<FixedMetric>();

  add(metric: FixedMetric): void {
    this.metrics.push(metric);
  }

  /**
   * Returns the set values that apply to a training, by metric name.
   * @param training number of the training among the trainings of the solution, from 1
   */
  of(solution: string, training: number): Readonly<Record<string, number | undefined>> {
    const own = this.metrics.filter((each) => each.solution === solution);
    const values = [undefined, training].flatMap((wanted) => own.filter((each) => each.training === wanted));
    for (const each of values) this.reported.add(each);
    return Object.fromEntries(values.map(({ metric, value }) => [metric, value]));
  }

  /** Returns the set metrics that have not applied to any training for which `of` was called. */
  unused(): readonly FixedMetric[] {
    return this.metrics.filter((each) => !this.reported.has(each));
  }
}
