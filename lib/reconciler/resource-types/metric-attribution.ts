import type { MetricAttribute } from '@aws-sdk/client-personalize';
import { covers } from '../../parameter-file/covers';
import { metricAttributionArn } from '../../personalize/arn';
import { parseAttributionExpression } from '../../personalize/attribution-expression';
import type { Description, Request } from '../account/personalize-api';
import { inGroup, type Step } from '../step';
import { type Difference, desiredMembers, differences } from './differences';
import { type FoundResource, findByArn, type NamedResource } from './resource-type';

export const metricAttribution: NamedResource = {
  type: 'metricAttribution',
  arnOf: ({ scope, resource }) => metricAttributionArn(scope, resource.name),
  find,
  neededDatasets: (step) => ['INTERACTIONS', ...summedItems(step)],
  neededData: summedItems,
  awaitsDatasets: true,
  createRequest: async (step) => ({ ...desiredMembers(step), ...inGroup(step), metricsOutputConfig: outputOf(step) }),
  differences: async (step, { arn, description }) => {
    const actual = { ...description, metrics: await step.personalize.attributionMetrics(arn) };
    const desired = { ...desiredMembers(step), ...inGroup(step), ...ownOutput(step, description) };
    return differences(desired, actual);
  },
  updatable: ['metrics', 'metricsOutputConfig'],
  updateRequest: (_step, { arn }, changes) => ({
    metricAttributionArn: arn,
    ...Object.fromEntries(changes.flatMap((change) => Object.entries(membersOf(change)))),
  }),
  resolution:
    'A dataset group has one metric attribution, and names of metric attributions are unique in an account and region: use the name of the one that exists, or delete it.',
};

/**
 * Finds the dataset group's only metric attribution. An attribution with another name than in the file is in conflict.
 */
async function find(step: Step): Promise<FoundResource | undefined> {
  const own = await findByArn(step, 'metricAttribution', metricAttribution.arnOf(step));
  if (own !== undefined) return own;
  const [other] = await step.personalize.list('metricAttribution', inGroup(step));
  return other && findByArn(step, 'metricAttribution', String(other.metricAttributionArn));
}

/**
 * Contains ITEMS if a metric sums a column of the items. For such a metric, the items dataset must have data (developer
 * guide, "Creating a metric attribution", November 2026).
 */
function summedItems({ resource }: Pick<Step, 'resource'>): readonly 'ITEMS'[] {
  const isOfItems = ({ expression = '' }: MetricAttribute) => {
    const parsed = parseAttributionExpression(expression);
    return parsed?.counts === false && parsed.dataset === 'ITEMS';
  };
  return (resource.request.metrics as unknown as readonly MetricAttribute[]).some(isOfItems) ? ['ITEMS'] : [];
}

function outputOf({ bucket, state, roleArn }: Step): Request {
  return { s3DataDestination: { path: bucket.attributionUri(state.datasetGroup.name) }, roleArn };
}

/**
 * Desired output; empty if the attribution has another output location. The attribution keeps that location, because
 * parameter files name no location.
 */
function ownOutput(step: Step, { metricsOutputConfig }: Description): Request {
  const own = outputOf(step);
  const actual = metricsOutputConfig as Request | undefined;
  return covers(actual?.s3DataDestination, own.s3DataDestination) ? { metricsOutputConfig: own } : {};
}

/**
 * Members of an update. One update removes a changed metric, and the next update adds it again. It is unconfirmed whether
 * one update may do both for the same metric name (`personalize-attribution-metrics` in docs/local-aws.md).
 */
function membersOf(change: Difference): Request {
  if (change.member !== 'metrics') return { [change.member]: change.desired };
  const actual = change.actual as readonly MetricAttribute[];
  const desired = change.desired as readonly MetricAttribute[];
  const names = new Set(actual.map(({ metricName }) => metricName));
  const addMetrics = desired.filter(({ metricName }) => !names.has(metricName));
  const removeMetrics = actual
    .filter((metric) => !desired.some((wanted) => covers(metric, wanted)))
    .map(({ metricName }) => metricName);
  return { ...(addMetrics.length > 0 && { addMetrics }), ...(removeMetrics.length > 0 && { removeMetrics }) };
}
