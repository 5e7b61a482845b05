export interface Dimension {
  readonly Name: string;
  readonly Value: string;
}

/** Identity of a metric. Metrics with the same name but different dimensions are different metrics. */
export interface MetricIdentity {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly Dimension[];
}

/** Summary of a metric's values at one time. */
export interface Datum {
  /** Time of the values, in epoch milliseconds. */
  readonly at: number;
  readonly unit: string;
  readonly sampleCount: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** Limits of metrics. Sources: API reference of PutMetricData, specification of the embedded metric format. */
export const LIMITS = {
  dimensions: 30,
  valuesInEmbeddedMetric: 100,
  metricsInDirective: 100,
  metricsInRequest: 1000,
  /** Maximum age of data, in milliseconds. */
  past: 14 * 86_400_000,
  /** Maximum distance of data into the future, in milliseconds. */
  future: 2 * 3_600_000,
} as const;

export const NO_UNIT = 'None';

/** @param counts number of times that each value was observed. Default: 1 for each value */
export function datumOf(at: number, unit: string, values: readonly number[], counts: readonly number[] = []): Datum {
  const weighted = values.map((value, index) => ({ value, count: counts[index] ?? 1 }));
  return {
    at,
    unit,
    sampleCount: weighted.reduce((total, { count }) => total + count, 0),
    sum: weighted.reduce((total, { value, count }) => total + value * count, 0),
    minimum: Math.min(...values),
    maximum: Math.max(...values),
  };
}

/** Returns a text that identifies a metric. The order of the dimensions does not matter. */
export function keyOf({ namespace, name, dimensions }: MetricIdentity): string {
  return JSON.stringify([namespace, name, ...dimensions.map(({ Name, Value }) => [Name, Value]).sort()]);
}
