import type { Clock } from '../../core/clock';
import { type Operations, operation } from '../../core/emulated-service';
import { pageOf } from '../../core/paging';
import { requiredText } from '../../core/protocols/input';
import { type Input, ServiceError } from '../../core/service';
import { type Datum, type Dimension, datumOf, LIMITS, type MetricIdentity, NO_UNIT } from './metric';
import type { MetricFilter, MetricStore } from './metric-store';
import { aggregate, type Periods, statistic } from './statistics';

/** Maximum number of datapoints that GetMetricStatistics returns. */
const MAX_DATAPOINTS = 1440;
/** Number of metrics on a page of ListMetrics. */
const PAGE_SIZE = 500;

/** Limits of one GetMetricData call. Source: API reference, 2026-11. */
const DATA_LIMITS = { queries: 500, datapoints: 100_800 } as const;

/**
 * Shortest periods of old data. If a time range begins more than `olderThan` milliseconds ago, GetMetricData returns data only for periods
 * that are a multiple of `period` seconds. Source: API reference, GetMetricData, 2026-11.
 */
const SHORTEST_PERIODS = [
  { olderThan: 63 * 86_400_000, period: 3600 },
  { olderThan: 15 * 86_400_000, period: 300 },
] as const;

/** Personalize metrics with Sum as the only statistic. Source: Personalize's developer guide, "CloudWatch metrics", read 2026-11-26. */
const SUM_ONLY = ['GetRecommendations', 'GetPersonalizedRanking'];

/** An entry of `MetricData` in PutMetricData. */
interface MetricData {
  readonly MetricName: string;
  readonly Dimensions?: readonly Dimension[];
  readonly Timestamp?: unknown;
  readonly Value?: number | string;
  readonly Values?: readonly (number | string)[];
  readonly Counts?: readonly (number | string)[];
  readonly StatisticValues?: Readonly<Record<'SampleCount' | 'Sum' | 'Minimum' | 'Maximum', number | string>>;
  readonly Unit?: string;
}

interface MetricDataQuery {
  readonly Id: string;
  readonly Label?: string;
  readonly Expression?: string;
  readonly ReturnData?: boolean | string;
  readonly MetricStat?: {
    readonly Metric: Input;
    readonly Period: number | string;
    readonly Stat: string;
    readonly Unit?: string;
  };
}

export class MetricOperations {
  readonly operations: Operations = {
    PutMetricData: operation(
      [
        'Namespace',
        'MetricData.MetricName',
        'MetricData.Dimensions.*',
        'MetricData.Timestamp',
        'MetricData.Value',
        'MetricData.StatisticValues.*',
        'MetricData.Values',
        'MetricData.Counts',
        'MetricData.Unit',
      ],
      (input) => this.putMetricData(input),
    ),
    ListMetrics: operation(['Namespace', 'MetricName', 'Dimensions.*', 'NextToken'], (input) =>
      this.listMetrics(input),
    ),
    GetMetricData: operation(
      [
        'MetricDataQueries.Id',
        'MetricDataQueries.MetricStat.*',
        'MetricDataQueries.Label',
        'MetricDataQueries.ReturnData',
        'StartTime',
        'EndTime',
        'ScanBy',
      ],
      (input) => this.getMetricData(input),
    ),
    GetMetricStatistics: operation(
      ['Namespace', 'MetricName', 'Dimensions.*', 'StartTime', 'EndTime', 'Period', 'Statistics', 'Unit'],
      (input) => this.getMetricStatistics(input),
    ),
  };

  constructor(
    private readonly store: MetricStore,
    private readonly clock: Clock,
  ) {}

  private putMetricData(input: Input): void {
    const namespace = requiredText(input, 'Namespace', 'MissingParameter');
    if (namespace.startsWith('AWS/')) {
      throw new ServiceError(
        'InvalidParameterValue',
        'The value AWS/ for parameter Namespace is invalid: only AWS services write to namespaces that begin with AWS/.',
      );
    }
    const data = (input.MetricData ?? []) as readonly MetricData[];
    if (data.length > LIMITS.metricsInRequest) {
      throw new ServiceError(
        'InvalidParameterValue',
        `MetricData has ${data.length} members; at most ${LIMITS.metricsInRequest} are allowed.`,
      );
    }
    const metrics = data.map((one) => ({
      identity: identityOf({ ...one, Namespace: namespace }),
      datum: this.datum(one),
    }));
    for (const { identity, datum } of metrics) this.store.put(identity, datum);
  }

  private datum(data: MetricData): Datum {
    const at = data.Timestamp === undefined ? this.clock.now() : timeOf(data.Timestamp, 'Timestamp');
    const unit = data.Unit ?? NO_UNIT;
    const { StatisticValues: set } = data;
    checkDatum(data, at, this.clock.now());
    if (set !== undefined) {
      const sums = { sampleCount: Number(set.SampleCount), sum: Number(set.Sum) };
      return { at, unit, ...sums, minimum: Number(set.Minimum), maximum: Number(set.Maximum) };
    }
    const values = (data.Values ?? (data.Value === undefined ? [] : [data.Value])).map(Number);
    if (values.length === 0 || !values.every(Number.isFinite)) {
      throw new ServiceError('InvalidParameterValue', `Metric ${data.MetricName} needs a number in Value or Values.`);
    }
    return datumOf(at, unit, values, data.Counts?.map(Number));
  }

  private listMetrics(input: Input): unknown {
    const { Namespace: namespace, MetricName: name, Dimensions: dimensions = [], NextToken: token = '0' } = input;
    const found = this.store.find({
      ...(namespace !== undefined && { namespace: String(namespace) }),
      ...(name !== undefined && { name: String(name) }),
      dimensions: dimensions as MetricFilter['dimensions'],
    });
    const { page, next } = pageOf(found, {
      token,
      size: PAGE_SIZE,
      invalidToken: (text) => new ServiceError('InvalidParameterValue', `The NextToken '${text}' is not valid.`),
    });
    return {
      Metrics: page.map((metric) => ({
        Namespace: metric.namespace,
        MetricName: metric.name,
        Dimensions: metric.dimensions,
      })),
      ...(next !== undefined && { NextToken: next }),
    };
  }

  private getMetricData(input: Input): unknown {
    const queries = (input.MetricDataQueries ?? []) as readonly MetricDataQuery[];
    if (queries.length === 0 || queries.length > DATA_LIMITS.queries) {
      throw new ServiceError('ValidationError', `${queries.length} queries; 1 to ${DATA_LIMITS.queries} are allowed.`);
    }
    const newestFirst = input.ScanBy !== 'TimestampAscending';
    const results = queries
      .filter(({ ReturnData: wanted }) => String(wanted ?? true) === 'true')
      .map((query) => this.result(query, input, newestFirst));
    if (results.reduce((sum, { Values: values }) => sum + values.length, 0) > DATA_LIMITS.datapoints) {
      const message = `the local CloudWatch does not implement pages of more than ${DATA_LIMITS.datapoints} data points.`;
      throw new ServiceError('ValidationError', message);
    }
    return { MetricDataResults: results, Messages: [] };
  }

  private result(query: MetricDataQuery, input: Input, newestFirst: boolean) {
    const { Id: id, Label: label, MetricStat: wanted } = query;
    if (wanted === undefined) {
      throw new ServiceError('ValidationError', `Query '${id}': the local CloudWatch does not implement expressions.`);
    }
    const identity = identityOf(wanted.Metric);
    if (identity.namespace === 'AWS/Personalize' && SUM_ONLY.includes(identity.name) && wanted.Stat !== 'Sum') {
      throw new ServiceError('ValidationError', `Query '${id}': ${identity.name} supports the statistic Sum only.`);
    }
    const periods = periodsOf({ ...input, Period: wanted.Period });
    const age = this.clock.now() - periods.start;
    const shortest = SHORTEST_PERIODS.find(({ olderThan }) => age > olderThan)?.period ?? 1;
    const isKept = Number(wanted.Period) % shortest === 0;
    const points = isKept ? aggregate(this.store.data(identity, wanted.Unit), periods) : [];
    const ordered = newestFirst ? points.toReversed() : points;
    return {
      Id: id,
      Label: label ?? identity.name,
      Timestamps: ordered.map(({ at }) => new Date(at)),
      Values: ordered.map(statistic(wanted.Stat)),
      StatusCode: 'Complete',
    };
  }

  private getMetricStatistics(input: Input): unknown {
    const identity = identityOf(input);
    const names = (input.Statistics ?? []) as readonly string[];
    if (names.length === 0) {
      throw new ServiceError(
        'InvalidParameterCombination',
        'At least one of the parameters Statistics and ExtendedStatistics must be specified.',
      );
    }
    const periods = periodsOf(input);
    const datapoints = (periods.end - periods.start) / periods.period;
    if (datapoints > MAX_DATAPOINTS) {
      throw new ServiceError(
        'InvalidParameterCombination',
        `You have requested up to ${Math.ceil(datapoints)} datapoints, which exceeds the limit of ${MAX_DATAPOINTS}.`,
      );
    }
    const unit = input.Unit === undefined ? undefined : String(input.Unit);
    const points = aggregate(this.store.data(identity, unit), periods);
    return {
      Label: identity.name,
      Datapoints: points.map((point) => ({
        Timestamp: new Date(point.at),
        ...Object.fromEntries(names.map((name) => [name, statistic(name)(point)])),
        Unit: point.unit,
      })),
    };
  }
}

/** Maximum magnitude of a value. Source: API reference of MetricDatum, 2026-11. */
const LARGEST = 2 ** 360;
/** Milliseconds that a datum's time may lie in the past (`OLDEST`) or in the future (`NEWEST`). Source: API reference of MetricDatum, 2026-11. */
const OLDEST = 14 * 86_400_000;
const NEWEST = 2 * 3_600_000;

/** @throws ServiceError InvalidParameterCombination, InvalidParameterValue */
function checkDatum(data: MetricData, at: number, now: number): void {
  const { Value: value, Values: values, Counts: counts, StatisticValues: set } = data;
  const given = [value, values, set].filter((one) => one !== undefined).length;
  if (given > 1) {
    throw new ServiceError(
      'InvalidParameterCombination',
      `Metric ${data.MetricName} has more than one of Value, Values and StatisticValues.`,
    );
  }
  if (counts !== undefined && counts.length !== values?.length) {
    throw new ServiceError('InvalidParameterValue', `Metric ${data.MetricName} needs a Count for each of its Values.`);
  }
  const numbers = [value ?? [], values ?? [], Object.values(set ?? {})].flat().map(Number);
  const wrong = numbers.find((number) => Number.isNaN(number) || Math.abs(number) > LARGEST);
  if (wrong !== undefined) {
    throw new ServiceError('InvalidParameterValue', `The value ${wrong} for parameter MetricData is invalid.`);
  }
  if (at < now - OLDEST || at > now + NEWEST) {
    throw new ServiceError(
      'InvalidParameterValue',
      `The time of ${data.MetricName} must be from two weeks ago to two hours from now.`,
    );
  }
}

function identityOf(input: Input | MetricData): MetricIdentity {
  const named = input as Input;
  const dimensions = (named.Dimensions ?? []) as readonly Dimension[];
  if (dimensions.length > LIMITS.dimensions) {
    throw new ServiceError('InvalidParameterValue', `A metric has at most ${LIMITS.dimensions} dimensions.`);
  }
  return {
    namespace: requiredText(named, 'Namespace', 'MissingParameter'),
    name: requiredText(named, 'MetricName', 'MissingParameter'),
    dimensions,
  };
}

function periodsOf(input: Input): Periods {
  const seconds = Number(input.Period);
  const fits = [1, 5, 10, 30].includes(seconds) || (seconds > 0 && seconds % 60 === 0);
  if (!fits) {
    throw new ServiceError('InvalidParameterValue', `Period ${input.Period} must be 1, 5, 10, 30 or a multiple of 60.`);
  }
  const start = timeOf(input.StartTime, 'StartTime');
  const end = timeOf(input.EndTime, 'EndTime');
  if (end <= start) {
    throw new ServiceError('InvalidParameterValue', 'The parameter StartTime must be less than the parameter EndTime.');
  }
  return { start, end, period: seconds * 1000 };
}

/**
 * Returns a time of the input in epoch milliseconds.
 * @throws ServiceError InvalidParameterValue if the value is absent or not a time
 */
function timeOf(value: unknown, member: string): number {
  const time = new Date(typeof value === 'number' ? value * 1000 : (value as string | Date)).getTime();
  if (Number.isNaN(time)) throw new ServiceError('InvalidParameterValue', `${member} '${value}' is not a time.`);
  return time;
}
