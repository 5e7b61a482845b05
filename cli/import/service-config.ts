import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type JsonObject, type JsonValue } from '../../parameter-file/json-value';
import { sectionAt } from '../../parameter-file/sections';
import { memberNames, operationOf } from '../../personalize/api-model';
import { RESOURCE_TYPES, type ResourceType } from '../../personalize/resource-types';
import type { Description } from '../../resources/personalize-api';

/** Where the parameter file has the settings of each type. */
const SECTIONS = {
  datasetGroup: '/datasetGroup/serviceConfig',
  schema: '/datasets/interactions/schema/serviceConfig',
  dataset: '/datasets/interactions/dataset/serviceConfig',
  datasetImportJob: '/datasets/serviceConfig',
  eventTracker: '/eventTracker/serviceConfig',
  filter: '/filters/0/serviceConfig',
  solution: '/solutions/0/serviceConfig',
  solutionVersion: '/solutions/0/serviceConfig/solutionVersion',
  campaign: '/solutions/0/campaigns/0/serviceConfig',
  batchInferenceJob: '/solutions/0/batchInferenceJobs/0/serviceConfig',
  batchSegmentJob: '/solutions/0/batchSegmentJobs/0/serviceConfig',
  recommender: '/recommenders/0/serviceConfig',
} as const satisfies Record<ResourceType, string>;

/** What a resource gets that nobody has asked for anything else. Source: Personalize API reference; the parameter file's own for `performAutoTraining`. */
export const DEFAULTS: Readonly<Partial<Record<ResourceType, JsonObject>>> = {
  datasetImportJob: { importMode: 'FULL', publishAttributionMetricsToS3: false },
  solution: {
    performHPO: false,
    performAutoML: false,
    performAutoTraining: false,
    performIncrementalUpdate: false,
  },
  // A first version is always a full one; the mode of later ones is their schedule's.
  solutionVersion: { trainingMode: 'FULL' },
  campaign: { minProvisionedTPS: 1 },
  batchInferenceJob: { batchInferenceJobMode: 'BATCH_INFERENCE' },
  recommender: { recommenderConfig: { minRecommendationRequestsPerSecond: 1 } },
};

/** A resource's `serviceConfig`: the members of its Create request, but for what the workflow supplies and what are defaults. */
export function serviceConfig(type: ResourceType, description: Description): JsonObject {
  const section = sectionAt(SECTIONS[type]);
  const supplied = section?.kind === 'serviceConfig' ? section.supplied : {};
  const { input = '' } = operationOf(RESOURCE_TYPES[type].create);
  const members = memberNames(input).filter((member) => !(member in supplied) && member !== 'tags');
  const values = Object.fromEntries(
    members.map((member) => [member, description[member] as JsonValue | undefined]),
  );
  return withoutDefaults(values, DEFAULTS[type] ?? {});
}

/** Leaves out members that have their default, at every depth, and objects that are empty then. */
export function withoutDefaults(values: JsonObject, defaults: JsonObject): JsonObject {
  const kept: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(values)) {
    const own = defaults[name];
    if (value === undefined || value === null || isDeepStrictEqual(value, own)) continue;
    const inner = isJsonObject(value) ? withoutDefaults(value, isJsonObject(own) ? own : {}) : value;
    if (!isJsonObject(inner) || Object.keys(inner).length > 0) kept[name] = inner;
  }
  return kept;
}
