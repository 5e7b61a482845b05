import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/parameter-file/json-value';
import { sectionsIn } from '../../lib/parameter-file/section-walk';
import { PARAMETER_FILE } from '../../lib/parameter-file/sections';
import { memberNames, operationOf } from '../../lib/personalize/api-model';
import { AUTO_TRAINING_RATE, SERVING_DEFAULTS, withoutDefaults } from '../../lib/personalize/default-members';
import { findRecipe } from '../../lib/personalize/recipes';
import { type DesiredType, RESOURCE_TYPES } from '../../lib/personalize/resource-types';
import type { Description } from '../../lib/reconciler/account/personalize-api';

/**
 * Default values of members. Source: Personalize's API reference (November 2026). One value differs:
 * `performAutoTraining` is false by default in parameter files.
 */
const DEFAULTS: Readonly<Partial<Record<DesiredType, JsonObject>>> = {
  datasetImportJob: { importMode: 'FULL', publishAttributionMetricsToS3: false },
  solution: {
    performHPO: false,
    performAutoML: false,
    performAutoTraining: false,
    performIncrementalUpdate: false,
    solutionConfig: { autoTrainingConfig: { schedulingExpression: AUTO_TRAINING_RATE } },
  },
  // Trainings are FULL until a version is ACTIVE. Later trainings have the mode of their schedule.
  solutionVersion: { trainingMode: 'FULL' },
  campaign: SERVING_DEFAULTS.campaign,
  batchInferenceJob: { batchInferenceJobMode: 'BATCH_INFERENCE', numResults: 25 },
  batchSegmentJob: { numResults: 25 },
  recommender: SERVING_DEFAULTS.recommender,
};

/** Default values of a resource's members in a parameter file. For a solution, they include the hyperparameters of its recipe. */
export function defaultsOf(type: DesiredType, { recipeArn }: Description): JsonObject {
  const defaults = DEFAULTS[type] ?? {};
  if (type !== 'solution' || !isJsonObject(defaults.solutionConfig)) return defaults;
  const known = Object.entries(findRecipe(String(recipeArn))?.hyperparameters ?? {});
  const algorithmHyperParameters = Object.fromEntries(known.map(([name, value]) => [name, String(value.default)]));
  return { ...defaults, solutionConfig: { ...defaults.solutionConfig, algorithmHyperParameters } };
}

/** The `serviceConfig` of a resource: members of its Create request, without tags, defaults and members that the workflow supplies. */
export function serviceConfigOf(type: DesiredType, description: Description): JsonObject {
  const supplied = [...sectionsIn(PARAMETER_FILE)].flatMap((section) =>
    section.kind === 'serviceConfig' && section.type === type ? Object.keys(section.supplied) : [],
  );
  const { input = '' } = operationOf(RESOURCE_TYPES[type].create);
  const members = memberNames(input).filter((member) => !supplied.includes(member) && member !== 'tags');
  const values = Object.fromEntries(members.map((member) => [member, description[member] as JsonValue | undefined]));
  return withFilterName(withoutDefaults(values, defaultsOf(type, description)) as JsonObject);
}

/** Replaces the ARN of a batch job's filter with the filter's name, so that the file also works in other accounts. */
function withFilterName({ filterArn, ...config }: JsonObject): JsonObject {
  return typeof filterArn === 'string'
    ? { filterName: filterArn.slice(filterArn.indexOf('/') + 1), ...config }
    : config;
}
