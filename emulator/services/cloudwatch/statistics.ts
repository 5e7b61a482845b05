import { ServiceError } from '../../core/service';
import type { Datum } from './metric';

const STATISTICS: Readonly<Record<string, (datum: Datum) => number>> = {
  SampleCount: ({ sampleCount }) => sampleCount,
  Sum: ({ sum }) => sum,
  Average: ({ sum, sampleCount }) => sum / sampleCount,
  Minimum: ({ minimum }) => minimum,
  Maximum: ({ maximum }) => maximum,
};

/** @throws ServiceError for percentiles and other statistics that the local CloudWatch does not compute */
export function statistic(name: string): (datum: Datum) => number {
  const found = Object.hasOwn(STATISTICS, name) ? STATISTICS[name] : undefined;
  if (found === undefined) {
    throw new ServiceError(
      'InvalidParameterValue',
      `The local CloudWatch does not implement statistic '${name}'; it has: ${Object.keys(STATISTICS).join(', ')}.`,
    );
  }
  return found;
}

/** A time range, in epoch milliseconds, and the length of its periods, in milliseconds. The range ends before `end`. */
export interface Periods {
  readonly start: number;
  readonly end: number;
  readonly period: number;
}

/**
 * Aggregates data to one datum per period, sorted by time. The time of a datum is the start of its period. Periods without data are omitted. The
 * first period is the period that contains `start`; its data from before `start` count too.
 */
export function aggregate(data: readonly Datum[], { start, end, period }: Periods): readonly Datum[] {
  const firstPeriod = Math.floor(start / period) * period;
  const byPeriod = new Map<number, Datum>();
  for (const datum of data) {
    if (datum.at < firstPeriod || datum.at >= end) continue;
    const at = Math.floor(datum.at / period) * period;
    byPeriod.set(at, merge({ ...datum, at }, byPeriod.get(at)));
  }
  return [...byPeriod.values()].sort((a, b) => a.at - b.at);
}

function merge(one: Datum, other: Datum | undefined): Datum {
  if (other === undefined) return one;
  return {
    at: one.at,
    unit: one.unit,
    sampleCount: one.sampleCount + other.sampleCount,
    sum: one.sum + other.sum,
    minimum: Math.min(one.minimum, other.minimum),
    maximum: Math.max(one.maximum, other.maximum),
  };
}
