export interface Dimension {
  readonly Name: string;
  readonly Value: string;
}

/** Identity of a metric: the same name with other dimensions is another metric. */
export interface MetricIdentity {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly Dimension[];
}

/** Summary of a metric's values at one time. */
export interface Datum {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly unit: string;
  readonly sampleCount: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
}

/** Limits. Sources: API reference of PutMetricData, specification of the embedded metric format. */
export const LIMITS = {
  dimensions: 30,
  valuesInEmbeddedMetric: 100,
  metricsInDirective: 100,
  metricsInRequest: 1000,
  /** Milliseconds that data may lie in the past, and in the future. */
  past: 14 * 86_400_000,
  future: 2 * 3_600_000,
} as const;

export const NO_UNIT = 'None';

/** @param counts how often each value was seen; once by default */
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

/** Returns a text that identifies a metric, whatever the order of its dimensions. */
export function keyOf({ namespace, name, dimensions }: MetricIdentity): string {
  return JSON.stringify([namespace, name, ...dimensions.map(({ Name, Value }) => [Name, Value]).sort()]);
}
