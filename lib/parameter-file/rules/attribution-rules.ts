import { parseAttributionExpression } from '../../personalize/attribution-expression';
import { DATASET_TYPES } from '../../personalize/dataset-types';
import { joinPointer } from '../json-pointer';
import { isJsonObject, type JsonObject } from '../json-value';
import { fieldsOf, type Outline } from '../outline';
import { type Rule, type RuleViolation, violationAt } from './rule';

const NUMERIC = new Set(['int', 'long', 'float', 'double']);

/**
 * Rules of metric attributions. Source: https://docs.aws.amazon.com/personalize/latest/dg/creating-metric-attribution.html, November 2026.
 */
export const ATTRIBUTION_RULES: readonly Rule[] = [
  {
    name: 'attribution-interactions',
    severity: 'warning',
    demands: 'A metric attribution needs interactions with an EVENT_TYPE, in a file with "datasets".',
    *check(outline) {
      const { metricAttribution, hasDatasets } = outline;
      if (!metricAttribution || !hasDatasets) return;
      if (fieldsOf(outline, 'INTERACTIONS')?.some(({ name }) => name === 'EVENT_TYPE')) return;
      const { pointer: path, name: value } = metricAttribution;
      const message =
        'The metric attribution needs the field EVENT_TYPE of the interactions, which the file does not have.';
      yield { path, atKey: true, value, message, hint: 'Add EVENT_TYPE to datasets.interactions.' };
    },
  },
  {
    name: 'attribution-metric-names',
    demands: 'Names of metrics are unique.',
    *check(outline) {
      const names = new Set<unknown>();
      for (const { metric, violation } of metricsOf(outline)) {
        if (names.has(metric.metricName)) yield violation('metricName', `Another metric has this name.`);
        names.add(metric.metricName);
      }
    },
  },
  {
    name: 'attribution-expression',
    demands: 'A metric is SAMPLECOUNT(), or SUM() of a numeric field: SUM(Items.PRICE).',
    *check(outline) {
      for (const { metric, violation } of metricsOf(outline)) {
        const fault = typeof metric.expression === 'string' && faultOf(metric.expression, outline);
        if (fault) yield violation('expression', fault);
      }
    },
  },
  {
    name: 'attribution-metrics',
    severity: 'warning',
    demands: 'publishAttributionMetricsToS3 needs a metric attribution.',
    *check({ importConfig, metricAttribution }) {
      if (importConfig.publishAttributionMetricsToS3 !== true || metricAttribution) return;
      yield {
        path: '/datasets/serviceConfig/publishAttributionMetricsToS3',
        value: true,
        message: 'Nothing is published, because the file has no metric attribution that writes to S3.',
        hint: 'Add "metricAttribution", or leave publishAttributionMetricsToS3 out.',
      };
    },
  },
];

function* metricsOf({ metricAttribution }: Outline): Generator<{
  readonly metric: JsonObject;
  readonly violation: (member: string, message: string) => RuleViolation;
}> {
  const { metrics } = metricAttribution?.config ?? {};
  if (metricAttribution === undefined || !Array.isArray(metrics)) return;
  for (const [index, metric] of metrics.entries()) {
    if (!isJsonObject(metric)) continue;
    const pointer = joinPointer('/metrics', index);
    yield {
      metric,
      violation: (member, message) => violationAt(metricAttribution, joinPointer(pointer, member), { message }),
    };
  }
}

function faultOf(text: string, outline: Outline): string | undefined {
  const expression = parseAttributionExpression(text);
  if (expression === undefined) return 'This is not an expression of a metric attribution.';
  if (expression.counts) return undefined;
  const { dataset, column } = expression;
  const fields = fieldsOf(outline, dataset);
  const title = DATASET_TYPES[dataset].recordName;
  if (fields === undefined) return outline.hasDatasets ? `The file has no ${title} dataset.` : undefined;
  const field = fields.find(({ name }) => name === column);
  if (field === undefined) return `${title} has no field ${column}.`;
  return field.types.every((type) => NUMERIC.has(type)) ? undefined : `${column} of ${title} is no number.`;
}
