import { type Datum, datumOf, LIMITS, type MetricIdentity, NO_UNIT } from './metric';

export interface EmbeddedMetric {
  readonly identity: MetricIdentity;
  readonly datum: Datum;
}

/** Reason why a log line is not a valid embedded metric document. CloudWatch ignores the metrics of such a line, and the writer gets no error. */
export class EmbeddedMetricError extends Error {
  override readonly name = 'EmbeddedMetricError';
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads the metrics from a log line in CloudWatch's embedded metric format. Returns an empty list for other lines.
 * @param now current time in epoch milliseconds, which limits the document's timestamp
 * @throws EmbeddedMetricError if the document breaks the format or its limits
 */
export function embeddedMetrics(line: string, now: number): readonly EmbeddedMetric[] {
  const document = parse(line);
  const metadata = document?._aws;
  if (document === undefined || metadata === undefined) return [];
  const { Timestamp: timestamp, CloudWatchMetrics: directives } = object(metadata, '_aws');
  if (!Number.isInteger(timestamp)) throw new EmbeddedMetricError('_aws.Timestamp must be a whole number.');
  const at = Number(timestamp);
  if (at < now - LIMITS.past || at > now + LIMITS.future) {
    throw new EmbeddedMetricError(`_aws.Timestamp ${at} is more than 14 days old or more than 2 hours ahead.`);
  }
  return list(directives, '_aws.CloudWatchMetrics').flatMap((directive) =>
    metricsOf(object(directive, 'A directive'), document, at),
  );
}

/** Parses a JSON object that contains `_aws`. Returns undefined for any other line, even for other JSON, because it is an ordinary log line. */
function parse(line: string): Json | undefined {
  if (!line.startsWith('{') || !line.includes('"_aws"')) return undefined;
  try {
    return JSON.parse(line) as Json;
  } catch {
    return undefined;
  }
}

function metricsOf(directive: Json, document: Json, at: number): readonly EmbeddedMetric[] {
  const { Namespace: namespace } = directive;
  if (typeof namespace !== 'string' || namespace === '') throw new EmbeddedMetricError('Namespace must be text.');
  const metrics = list(directive.Metrics, 'Metrics');
  if (metrics.length > LIMITS.metricsInDirective) {
    throw new EmbeddedMetricError(
      `A directive has ${metrics.length} metrics; at most ${LIMITS.metricsInDirective} are allowed.`,
    );
  }
  const dimensionSets = list(directive.Dimensions, 'Dimensions').map((names) => dimensionsOf(names, document));
  return metrics.flatMap((metric) => {
    const { Name: name, Unit: unit = NO_UNIT } = object(metric, 'A metric');
    const datum = datumOf(at, String(unit), valuesOf(document, String(name)));
    return dimensionSets.map((dimensions) => ({
      identity: { namespace, name: String(name), dimensions },
      datum,
    }));
  });
}

function dimensionsOf(names: unknown, document: Json): MetricIdentity['dimensions'] {
  const set = list(names, 'Dimensions').map(String);
  if (set.length > LIMITS.dimensions) {
    throw new EmbeddedMetricError(`A dimension set has ${set.length} names; at most ${LIMITS.dimensions} are allowed.`);
  }
  return set.map((name) => {
    const value = document[name];
    if (typeof value !== 'string' || value === '' || value.length > 1024) {
      throw new EmbeddedMetricError(`Dimension '${name}' must be a member with text of 1 to 1024 characters.`);
    }
    return { Name: name, Value: value };
  });
}

function valuesOf(document: Json, name: string): readonly number[] {
  const value = document[name];
  const values = Array.isArray(value) ? value : [value];
  if (values.length === 0 || values.length > LIMITS.valuesInEmbeddedMetric || !values.every(Number.isFinite)) {
    throw new EmbeddedMetricError(
      `Metric '${name}' must be a member with a number or a list of 1 to ${LIMITS.valuesInEmbeddedMetric} numbers.`,
    );
  }
  return values as readonly number[];
}

function list(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new EmbeddedMetricError(`${name} must be a list.`);
  return value;
}

function object(value: unknown, where: string): Json {
  if (typeof value !== 'object' || value === null) throw new EmbeddedMetricError(`${where} must be an object.`);
  return value as Json;
}
