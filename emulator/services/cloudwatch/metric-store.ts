import { type Datum, type Dimension, keyOf, type MetricIdentity } from './metric';

interface Metric extends MetricIdentity {
  readonly data: Datum[];
}

export interface MetricFilter {
  readonly namespace?: string;
  readonly name?: string;
  /**
   * Dimensions that a metric must have. The metric may have further dimensions. An entry without a value matches any value.
   */
  readonly dimensions: readonly { readonly Name: string; readonly Value?: string }[];
}

/** Stores metrics and their data. Metrics are listed in the order in which they were first stored. */
export class MetricStore {
  private readonly metrics = new Map<string, Metric>();

  put(identity: MetricIdentity, datum: Datum): void {
    const key = keyOf(identity);
    const metric = this.metrics.get(key) ?? { ...identity, data: [] };
    metric.data.push(datum);
    this.metrics.set(key, metric);
  }

  /** @param unit unit of the data to return. Default: data in all units */
  data(identity: MetricIdentity, unit?: string): readonly Datum[] {
    const data = this.metrics.get(keyOf(identity))?.data ?? [];
    return unit === undefined ? data : data.filter((datum) => datum.unit === unit);
  }

  find({ namespace, name, dimensions }: MetricFilter): readonly MetricIdentity[] {
    return [...this.metrics.values()].filter(
      (metric) =>
        (namespace === undefined || metric.namespace === namespace) &&
        (name === undefined || metric.name === name) &&
        dimensions.every((wanted) => metric.dimensions.some((dimension) => meets(dimension, wanted))),
    );
  }
}

function meets(dimension: Dimension, wanted: MetricFilter['dimensions'][number]): boolean {
  return dimension.Name === wanted.Name && (wanted.Value === undefined || dimension.Value === wanted.Value);
}
