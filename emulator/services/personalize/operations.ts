import { RESOURCE_TYPES } from '../../../lib/personalize/resource-types';
import type { Input } from '../../core/service';
import { AutomaticTraining } from './automatic-training';
import { Catalog } from './catalog';
import type { Context } from './context';
import type { EmulatedType } from './emulated-type';
import { inUse } from './errors';
import { modelMetrics } from './metrics';
import { recipeOf } from './recipe-of';
import type { Resource } from './resource';
import { Resources } from './resources';
import { isActive } from './statuses';
import { addTags, listTags, removeTags, type Tag, taggable } from './tags';
import { batchInferenceJob, batchSegmentJob } from './types/batch-jobs';
import { campaign, syncCampaigns } from './types/campaign';
import { dataDeletionJob } from './types/data-deletion-job';
import { datasetKind, datasetTypeOf } from './types/dataset';
import { datasetGroup } from './types/dataset-group';
import { datasetImportJob } from './types/dataset-import-job';
import { actionTracker, eventTracker } from './types/event-tracker';
import { filter } from './types/filter';
import { listAttributionMetrics, metricAttribution, updateMetricAttribution } from './types/metric-attribution';
import { recommender, startRecommender, stopRecommender } from './types/recommender';
import { schema } from './types/schema';
import { solutionKind } from './types/solution';
import { solutionVersionKind, stopTraining, versionDraft } from './types/solution-version';

/** Runs an operation. Returns its output; undefined if AWS returns an empty body. */
type Operation = (input: Input) => unknown;

/** Returns all operations of the management API that the emulator implements, by name. */
export function operations(context: Context): ReadonlyMap<string, Operation> {
  const training = new AutomaticTraining(context, (solution) => trainAutomatically(solution, versions, context));
  const versions = new Resources(
    solutionVersionKind((version) => syncCampaigns(version, context)),
    context,
  );
  const trackers = new Resources(eventTracker, context);
  const kinds: readonly EmulatedType[] = [
    datasetGroup,
    schema,
    datasetKind((dataset) => trackActions(dataset, trackers, context)),
    datasetImportJob,
    filter,
    metricAttribution,
    solutionKind((solution) => training.follow(solution)),
    campaign,
    batchInferenceJob,
    batchSegmentJob,
    recommender,
    dataDeletionJob,
  ];
  return new Map([
    ...kinds.flatMap((kind) => lifeOf(kind.type, new Resources(kind, context))),
    ...lifeOf('solutionVersion', versions),
    ...lifeOf('eventTracker', trackers),
    ...tagOperations(context),
    ['ListMetricAttributionMetrics', (input) => listAttributionMetrics(input, context)],
    ['UpdateMetricAttribution', (input) => updateMetricAttribution(input, context)],
    ...modelOperations(context),
    ...catalogOperations(new Catalog(context)),
  ]);
}

function lifeOf(type: EmulatedType['type'], resources: Resources): [string, Operation][] {
  const names = RESOURCE_TYPES[type];
  const found: [string | undefined, Operation][] = [
    [names.create, (input) => resources.create(input)],
    [names.describe, (input) => resources.describe(input)],
    [names.list, (input) => resources.list(input)],
    [names.update, (input) => resources.update(input)],
    [names.delete, (input) => resources.delete(input)],
  ];
  return found.flatMap(([name, operation]) => (name === undefined ? [] : [[name, operation]]));
}

function trackActions(dataset: Resource, trackers: Resources, context: Context): void {
  if (datasetTypeOf(dataset) !== 'ACTION_INTERACTIONS' || context.variants.has('personalize-action-tracker')) return;
  trackers.add(actionTracker(dataset, context));
}

function trainAutomatically(solution: Resource, versions: Resources, context: Context): void {
  const draft = versionDraft(solution, context, { trainingMode: 'FULL', trainingType: 'AUTOMATIC' });
  context.quotas.assertQuota(context.store, 'solutionVersion', draft.members);
  versions.add(draft);
}

function tagOperations({ store }: Context): [string, Operation][] {
  return [
    [
      'TagResource',
      ({ resourceArn, tags }) => {
        addTags(taggable(store, String(resourceArn)).tags, tags as Tag[]);
        return {};
      },
    ],
    [
      'UntagResource',
      ({ resourceArn, tagKeys }) => {
        removeTags(taggable(store, String(resourceArn)).tags, tagKeys as string[]);
        return {};
      },
    ],
    ['ListTagsForResource', ({ resourceArn }) => ({ tags: listTags(taggable(store, String(resourceArn)).tags) })],
  ];
}

function modelOperations(context: Context): [string, Operation][] {
  const version = (input: Input) => context.store.get('solutionVersion', String(input.solutionVersionArn));
  const recommenderOf = (input: Input) => context.store.get('recommender', String(input.recommenderArn));
  return [
    ['StopSolutionVersionCreation', (input) => stopTraining(version(input), context)],
    ['GetSolutionMetrics', (input) => solutionMetrics(version(input), context)],
    [
      'StopRecommender',
      (input) => {
        stopRecommender(recommenderOf(input), context);
        return { recommenderArn: input.recommenderArn };
      },
    ],
    [
      'StartRecommender',
      (input) => {
        startRecommender(recommenderOf(input), context);
        return { recommenderArn: input.recommenderArn };
      },
    ],
  ];
}

/**
 * Returns the output of GetSolutionMetrics.
 * @throws ServiceError ResourceInUseException if the version is not ACTIVE. This error is unconfirmed: `personalize-version-in-progress` in
 * docs/local-aws.md
 */
function solutionMetrics(version: Resource, context: Context): unknown {
  if (!isActive(version.status)) {
    throw inUse(`Solution version ${version.arn} has no metrics while its status is ${version.status}.`);
  }
  const metrics = { ...modelMetrics(context, version, recipeOf(version)), ...fixedMetricsOf(version, context) };
  const reported = Object.entries(metrics).filter(([, value]) => value !== undefined);
  return { solutionVersionArn: version.arn, metrics: Object.fromEntries(reported) };
}

/** Returns the metrics that the caller of the local AWS has set for the training of this version, by name. */
function fixedMetricsOf(
  { arn, members }: Resource,
  { store, fixedMetrics }: Context,
): Readonly<Record<string, number | undefined>> {
  const solutionArn = String(members.solutionArn);
  const trainings = store.list('solutionVersion', { solutionArn });
  const oldestFirst = [...trainings].sort((one, other) => one.createdAt - other.createdAt);
  const training = oldestFirst.findIndex((other) => other.arn === arn) + 1;
  return fixedMetrics.of(solutionArn.slice(solutionArn.lastIndexOf('/') + 1), training);
}

function catalogOperations(catalog: Catalog): [string, Operation][] {
  return [
    ['ListRecipes', (input) => catalog.listRecipes(input)],
    ['DescribeRecipe', (input) => catalog.describeRecipe(input)],
    ['DescribeAlgorithm', (input) => catalog.describeAlgorithm(input)],
    ['DescribeFeatureTransformation', (input) => catalog.describeFeatureTransformation(input)],
  ];
}
