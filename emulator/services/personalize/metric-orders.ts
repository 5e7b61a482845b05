/** Metric that a solution version is to report. */
export interface MetricOrder {
  readonly solution: string;
  readonly metric: string;
  /** Value to report; undefined to leave the metric out. */
  readonly value: number | undefined;
  /** Number of the solution's training, from 1. Default: every training. */
  readonly training?: number;
}

/** Metrics that the caller of the local AWS has set. The newest order for a training counts; orders for every training come last. */
export class MetricOrders {
  private readonly orders: MetricOrder[] = [];
  private readonly reported = new Set<MetricOrder>();

  order(order: MetricOrder): void {
    this.orders.push(order);
  }

  /** @param training number of the version among the versions of its solution, from 1 */
  of(solution: string, training: number): Readonly<Record<string, number | undefined>> {
    const own = this.orders.filter((order) => order.solution === solution);
    const values = [undefined, training].flatMap((wanted) => own.filter((order) => order.training === wanted));
    for (const order of values) this.reported.add(order);
    return Object.fromEntries(values.map(({ metric, value }) => [metric, value]));
  }

  /** Orders that no training has used. */
  outstanding(): readonly MetricOrder[] {
    return this.orders.filter((order) => !this.reported.has(order));
  }
}
