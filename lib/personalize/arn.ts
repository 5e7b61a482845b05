/** ARNs of Amazon Personalize, in the format that the service uses. */

import type { DatasetType } from './dataset-types';
import type { ResourceType } from './resource-types';

/** Partition, region and account of resources. */
export interface Scope {
  /** Partition, e.g. `aws`, `aws-cn`. */
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

/**
 * The word before the first slash in an ARN's resource part. Solutions and solution versions have the same prefix, but
 * the ARN of a version has a second slash.
 */
export const ARN_PREFIXES = {
  datasetGroup: 'dataset-group',
  schema: 'schema',
  dataset: 'dataset',
  datasetImportJob: 'dataset-import-job',
  eventTracker: 'event-tracker',
  filter: 'filter',
  metricAttribution: 'metric-attribution',
  solution: 'solution',
  solutionVersion: 'solution',
  campaign: 'campaign',
  batchInferenceJob: 'batch-inference-job',
  batchSegmentJob: 'batch-segment-job',
  recommender: 'recommender',
  dataDeletionJob: 'data-deletion-job',
} as const satisfies Record<ResourceType, string>;

/** Last part of the `solutionVersionArn` that makes a campaign follow the newest version of a solution. */
export const LATEST_VERSION = '$LATEST';

function arn({ partition, region, accountId }: Scope, type: ResourceType, path: string): string {
  return `arn:${partition}:personalize:${region}:${accountId}:${ARN_PREFIXES[type]}/${path}`;
}

/** Builds ARNs that end in the resource's name. */
const named = (type: ResourceType) => (scope: Scope, name: string) => arn(scope, type, name);

export const datasetGroupArn = named('datasetGroup');
export const schemaArn = named('schema');
export const filterArn = named('filter');
export const metricAttributionArn = named('metricAttribution');
export const solutionArn = named('solution');
export const campaignArn = named('campaign');
export const recommenderArn = named('recommender');

/** ARN of an event tracker, which ends in 8 random hexadecimal characters instead of the tracker's name. */
export const eventTrackerArn = named('eventTracker');

/** ARN of a dataset, which ends in the dataset's type instead of the dataset's name. */
export function datasetArn(scope: Scope, datasetGroupName: string, datasetType: DatasetType): string {
  return arn(scope, 'dataset', `${datasetGroupName}/${datasetType}`);
}

type JobType = 'datasetImportJob' | 'batchInferenceJob' | 'batchSegmentJob' | 'dataDeletionJob';

export function jobArn(scope: Scope, type: JobType, jobName: string): string {
  return arn(scope, type, jobName);
}

/** @param id 8 random hexadecimal characters, from the service */
export function solutionVersionArn(scope: Scope, solutionName: string, id: string): string {
  return arn(scope, 'solutionVersion', `${solutionName}/${id}`);
}

/** ARN of a recipe. Recipes belong to AWS, so the ARN has neither region nor account. */
export function recipeArn(scope: Pick<Scope, 'partition'>, name: string): string {
  return `arn:${scope.partition}:personalize:::recipe/${name}`;
}

/** The name in the ARN of a recipe; undefined for any other ARN. */
export function recipeName(recipe: string): string | undefined {
  return /^arn:[a-z\d-]+:personalize:::recipe\/([^/]+)$/.exec(recipe)?.[1];
}

export interface ParsedArn extends Scope {
  /** Prefix such as `dataset-import-job`, `recipe`. */
  readonly prefix: string;
  /** The text after the first slash, split at further slashes: `['my-solution', '702e0792']`. */
  readonly path: readonly string[];
  /** Undefined for AWS's own resources (recipes, algorithms) and for types that this project does not use. */
  readonly type: ResourceType | undefined;
}

/** The parts of an ARN of Personalize; undefined for any other text. */
export function parsePersonalizeArn(text: string): ParsedArn | undefined {
  const match = /^arn:([a-z\d-]+):personalize:([^:]*):([^:]*):([a-z-]+)\/(.+)$/.exec(text);
  if (match === null) return undefined;
  const [, partition = '', region = '', accountId = '', prefix = '', rest = ''] = match;
  const path = rest.split('/');
  return { partition, region, accountId, prefix, path, type: resourceType(prefix, path.length) };
}

function resourceType(prefix: string, depth: number): ResourceType | undefined {
  if (prefix === ARN_PREFIXES.solution) return depth === 1 ? 'solution' : 'solutionVersion';
  const types = Object.keys(ARN_PREFIXES) as ResourceType[];
  return types.find((type) => ARN_PREFIXES[type] === prefix);
}

/**
 * ARN of the solution to which a version belongs. The version's ARN may also end in `/$LATEST`.
 * @throws Error if `versionArn` is not the ARN of a solution version
 */
export function solutionOfVersion(versionArn: string): string {
  const parsed = parsePersonalizeArn(versionArn);
  const [name, id, ...more] = parsed?.path ?? [];
  if (parsed?.type !== 'solutionVersion' || name === undefined || id === undefined || more.length > 0) {
    throw new Error(`'${versionArn}' is not the ARN of a solution version.`);
  }
  return solutionArn(parsed, name);
}
