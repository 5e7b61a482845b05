import { type CloudWatchClient, type MetricDataQuery, paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import {
  REQUEST_METRICS_NAMESPACE,
  requestMetrics,
  SERVING_TYPES,
  type ServingType,
} from '../../personalize/request-metrics';

export interface Served {
  readonly type: ServingType;
  readonly arn: string;
}

/** Requests to one resource in a lookback period. */
export interface Requests {
  readonly count: number;
  /** Requests per second in the busiest five minutes. */
  readonly peak: number;
  /** Start of the last five-minute period with a request. */
  readonly last?: Date;
}

/** Length of a CloudWatch period in seconds. CloudWatch keeps data points of this length for 63 days. */
export const PERIOD = 300;

/** Limits of one GetMetricData request. Source: API reference, 2026-11. */
const MAX_QUERIES = 500;
const MAX_DATAPOINTS = 100_800;

/** Number of requests in each five-minute period. Keys are the start of the period in milliseconds since 1970. */
export type Counts = ReadonlyMap<number, number>;

/**
 * Number of requests to each resource, by the resource's ARN. A resource without data points had no requests, because
 * Personalize sends no data points for periods without requests ("Won't get metric data for idle campaigns", AWS's sample
 * amazon-personalize-monitor).
 * @throws Error if CloudWatch does not answer completely
 */
export async function countsOf(
  cloudWatch: CloudWatchClient,
  served: readonly Served[],
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<ReadonlyMap<string, Counts>> {
  const queries = served.flatMap(({ type, arn }) =>
    requestMetrics(type).map((name) => ({ arn, query: queryOf(name, SERVING_TYPES[type].dimension, arn) })),
  );
  const counts = new Map(served.map(({ arn }) => [arn, new Map<number, number>()]));
  // CloudWatch refuses a range without length. A month has such a range in its first second.
  if (to.getTime() - from.getTime() < 1000) return counts;
  const periods = Math.ceil((to.getTime() - from.getTime()) / (PERIOD * 1000));
  const size = Math.max(1, Math.min(MAX_QUERIES, Math.floor(MAX_DATAPOINTS / periods)));
  for (let start = 0; start < queries.length; start += size) {
    const chunk = queries.slice(start, start + size);
    const MetricDataQueries = chunk.map(({ query }, index): MetricDataQuery => ({ Id: `q${index}`, ...query }));
    const pages = paginateGetMetricData({ client: cloudWatch }, { MetricDataQueries, StartTime: from, EndTime: to });
    for await (const { MetricDataResults: results = [] } of pages) {
      for (const { Id = '', StatusCode: status, Timestamps: times = [], Values: values = [] } of results) {
        // PartialData means that the rest of the data is on the next page.
        if (status !== 'Complete' && status !== 'PartialData') throw new Error(`CloudWatch answered ${status}.`);
        const ofArn = counts.get(chunk[Number(Id.slice(1))]?.arn ?? '');
        for (const [index, time] of times.entries())
          ofArn?.set(time.getTime(), (ofArn.get(time.getTime()) ?? 0) + (values[index] ?? 0));
      }
    }
  }
  return counts;
}

/** Requests to each resource in the lookback period, summed up from {@link countsOf}, by the resource's ARN. */
export async function requestsOf(...input: Parameters<typeof countsOf>): Promise<ReadonlyMap<string, Requests>> {
  return new Map([...(await countsOf(...input))].map(([arn, counts]) => [arn, sumOf(counts)]));
}

function queryOf(MetricName: string, Name: string, Value: string): Omit<MetricDataQuery, 'Id'> {
  const Metric = { Namespace: REQUEST_METRICS_NAMESPACE, MetricName, Dimensions: [{ Name, Value }] };
  return { MetricStat: { Metric, Period: PERIOD, Stat: 'Sum' } };
}

function sumOf(byTime: Counts): Requests {
  const busy = [...byTime].filter(([, requests]) => requests > 0);
  const last = Math.max(...busy.map(([time]) => time));
  return {
    count: busy.reduce((sum, [, requests]) => sum + requests, 0),
    peak: Math.max(0, ...busy.map(([, requests]) => requests)) / PERIOD,
    ...(busy.length > 0 && { last: new Date(last) }),
  };
}
