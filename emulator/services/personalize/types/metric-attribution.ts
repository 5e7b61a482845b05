import type { CreateMetricAttributionRequest, UpdateMetricAttributionRequest } from '@aws-sdk/client-personalize';
import { metricAttributionArn } from '../../../../lib/personalize/arn';
import { type Input, ServiceError } from '../../../core/service';
import { assertMaySend } from '../attribution/attributions';
import { type Metric, summedColumn } from '../attribution/report';
import type { Context } from '../context';
import type { EmulatedType } from '../emulated-type';
import { alreadyExists, CreationFailure, inUse, invalidInput } from '../errors';
import type { Resource } from '../resource';
import { isActive } from '../statuses';
import type { ValidatedInput } from '../validated-input';
import { fieldsOf } from './dataset';

/**
 * Maximum number of metrics of a metric attribution. This is a service quota that is not adjustable. Source: developer guide, "Quotas",
 * November 2026.
 */
const MAX_METRICS = 10;

export const metricAttribution: EmulatedType = {
  type: 'metricAttribution',

  draft(input, context) {
    const { name, datasetGroupArn, metrics } = input as unknown as ValidatedInput<CreateMetricAttributionRequest>;
    context.active('CreateMetricAttribution', 'datasetGroup', datasetGroupArn);
    // The emulator refuses a second metric attribution in a dataset group with ResourceAlreadyExistsException. It is
    // unconfirmed which error AWS returns: `personalize-second-tracker` in docs/local-aws.md.
    const [other] = context.store.list('metricAttribution', { datasetGroupArn });
    if (other !== undefined) throw alreadyExists(other.arn);
    assertComputable(metrics, datasetGroupArn, context);
    return { arn: metricAttributionArn(context.scope, name), name, members: {} };
  },

  creation(resource, context) {
    return {
      work() {
        try {
          assertMaySend(resource, context);
        } catch (error) {
          throw error instanceof ServiceError ? new CreationFailure(error.message) : error;
        }
        return {};
      },
    };
  },
};

/**
 * Lists the metrics of a metric attribution. An unknown ARN gives InvalidInputException, because this operation does not declare
 * ResourceNotFoundException.
 */
export function listAttributionMetrics({ metricAttributionArn: arn }: Input, { store }: Context): unknown {
  const found = store.lookUp(String(arn));
  if (found?.type !== 'metricAttribution') throw invalidInput(`The metric attribution ${arn} does not exist.`);
  return { metrics: found.members.metrics };
}

/**
 * Updates the metrics and the output of a metric attribution. AWS documents neither how the status shows an update, nor
 * whether one update may replace a metric: `personalize-attribution-metrics` in docs/local-aws.md.
 */
export function updateMetricAttribution(input: Input, context: Context): unknown {
  const { metricAttributionArn: arn, ...changes } = input as unknown as ValidatedInput<UpdateMetricAttributionRequest>;
  const attribution = context.store.get('metricAttribution', String(arn));
  if (!isActive(attribution.status)) throw inUse(`${arn} cannot be updated while its status is ${attribution.status}.`);
  const strict = context.variants.has('personalize-attribution-metrics');
  const removed = new Set(changes.removeMetrics);
  const present = attribution.members.metrics as readonly Metric[];
  const kept = present.filter(({ metricName }) => !removed.has(metricName));
  const added = changes.addMetrics ?? [];
  const taken = new Set((strict ? present : kept).map(({ metricName }) => metricName));
  const again = added.find(({ metricName }) => taken.has(metricName));
  if (again !== undefined) throw alreadyExists(`${arn}/${again.metricName}`);
  if (kept.length + added.length > MAX_METRICS)
    throw invalidInput(`A metric attribution has at most ${MAX_METRICS} metrics.`);
  assertComputable(added, String(attribution.members.datasetGroupArn), context);
  Object.assign(attribution.members, {
    metrics: [...kept, ...added],
    ...(changes.metricsOutputConfig && { metricsOutputConfig: changes.metricsOutputConfig }),
    lastUpdatedDateTime: context.now(),
  });
  if (strict)
    context.lifecycle.move(attribution, 'metricAttribution', ['UPDATE PENDING', 'UPDATE IN_PROGRESS', 'ACTIVE']);
  return { metricAttributionArn: arn };
}

/**
 * Checks the expressions of metrics. SUM() needs a numeric column of Items or Item interactions. For a column of Items, data of Items must
 * have been imported (https://docs.aws.amazon.com/personalize/latest/dg/creating-metric-attribution.html, November 2026). The error is
 * unconfirmed: `personalize-malformed-input` in docs/local-aws.md.
 */
function assertComputable(metrics: readonly Metric[], datasetGroupArn: string, context: Context): void {
  for (const { expression } of metrics) {
    const summed = summedColumn(expression);
    if (summed === undefined) continue;
    const { dataset: name, column } = summed;
    const dataset = context.dataset(datasetGroupArn, name.toUpperCase());
    const isPossible = dataset !== undefined && (name === 'Interactions' || hasItems(name, dataset, context));
    const field = isPossible ? fieldsOf(dataset, context).find((each) => each.name === column) : undefined;
    if (field === undefined || field.types.includes('string') || field.types.includes('boolean'))
      throw invalidInput(`Invalid expression: ${expression}.`);
  }
}

function hasItems(name: string, { arn }: Resource, { contents }: Context): boolean {
  return name === 'Items' && contents.has(arn);
}
