import { findRecipe } from '../../lib/personalize/recipes';
import { RESOURCE_TYPES, type ResourceType } from '../../lib/personalize/resource-types';
import type { Aws, CallInTransit } from './aws';
import type { Random } from './random';

type Members = Readonly<Record<string, unknown>>;

/** A member that a later release of AWS could add to any structure. */
const ADDED = { addedByService: { since: 'later' } };

/**
 * Changes answers as AWS may change them at any time: adds defaults that the client omitted, adds unknown members, and
 * reorders lists. A client that compares a changed answer with its own request must still find no difference. Affects
 * Describe and List of Personalize, and Get and List of schedules and schedule groups. Calls from inside the local AWS
 * are affected only if a role makes them.
 */
export function answerVerbosely(aws: Aws): void {
  const random = aws.random.fork('verbose answers');
  aws.reshapeAnswers((call, output) => (isRead(call) ? reshaped(call, output as Members, random) : output));
}

function isRead({ service, call, caller, overWire }: CallInTransit): boolean {
  const isClient = overWire || caller.kind === 'role';
  const isCompared =
    (service === 'personalize' && /^(Describe|List)/.test(call.operation)) ||
    (service === 'scheduler' && /^(Get|List)Schedule/.test(call.operation));
  return isClient && isCompared;
}

function reshaped({ service, call: { operation } }: CallInTransit, output: Members, random: Random): unknown {
  const filled = service === 'scheduler' ? fillSchedule(operation, output) : fillResource(operation, output);
  return disordered(filled, random);
}

/** Copies a value with every list shuffled. */
function disordered(value: unknown, random: Random): unknown {
  if (Array.isArray(value)) return shuffled(value, random).map((element) => disordered(element, random));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const members = Object.entries(value).map(([name, member]) => [name, disordered(member, random)]);
  return Object.fromEntries(members);
}

function shuffled(list: readonly unknown[], random: Random): readonly unknown[] {
  const rest = [...list];
  return list.map(() => rest.splice(random.integer(0, rest.length - 1), 1)[0]);
}

/**
 * Defaults of members that a client may omit, by resource type. Source: Personalize's API reference, November 2026. It is a guess that
 * Describe shows these defaults.
 */
const DEFAULTS: Readonly<Partial<Record<ResourceType, (resource: Members) => Members>>> = {
  solution: ({ performAutoTraining, recipeArn }) => ({
    solutionConfig: {
      ...ADDED,
      algorithmHyperParameters: hyperparameters(recipeArn),
      featureTransformationParameters: {},
      trainingDataConfig: { excludedDatasetColumns: {} },
      ...(performAutoTraining === true && { autoTrainingConfig: { schedulingExpression: 'rate(7 days)' } }),
    },
  }),
  campaign: () => ({
    campaignConfig: {
      ...ADDED,
      itemExplorationConfig: {},
      enableMetadataWithRecommendations: false,
      syncWithLatestSolutionVersion: false,
    },
  }),
  recommender: () => ({
    recommenderConfig: {
      ...ADDED,
      itemExplorationConfig: {},
      trainingDataConfig: { excludedDatasetColumns: {} },
      enableMetadataWithRecommendations: false,
    },
  }),
  datasetImportJob: () => ({ importMode: 'FULL', publishAttributionMetricsToS3: false }),
  batchInferenceJob: () => ({
    numResults: 25,
    batchInferenceJobConfig: { ...ADDED, itemExplorationConfig: {} },
  }),
  batchSegmentJob: () => ({ numResults: 25 }),
};

function hyperparameters(recipeArn: unknown): Readonly<Record<string, string>> {
  const known = Object.entries(findRecipe(String(recipeArn))?.hyperparameters ?? {});
  return Object.fromEntries(known.map(([name, parameter]) => [name, String(parameter.default)]));
}

function fillResource(operation: string, output: Members): Members {
  const types = Object.keys(RESOURCE_TYPES) as ResourceType[];
  const type = types.find((each) => RESOURCE_TYPES[each].describe === operation);
  if (type === undefined) return { ...output, ...ADDED };
  const { describeMember } = RESOURCE_TYPES[type];
  const resource = output[describeMember] as Members;
  const defaults = { ...ADDED, ...DEFAULTS[type]?.(resource) };
  return { ...output, [describeMember]: filledIn(resource, defaults) };
}

function fillSchedule(operation: string, output: Members): Members {
  if (operation !== 'GetSchedule') return { ...output, ...ADDED };
  const inner = { ...ADDED, RetryPolicy: ADDED, DeadLetterConfig: ADDED };
  return filledIn(output, { ...ADDED, Description: '', FlexibleTimeWindow: ADDED, Target: inner });
}

/** Adds the defaults at every depth; existing members keep their values. */
function filledIn(value: Members, defaults: Members): Members {
  const added = Object.entries(defaults).map(([name, standard]) => {
    const own = value[name];
    return [name, isMembers(own) && isMembers(standard) ? filledIn(own, standard) : (own ?? standard)];
  });
  return { ...value, ...Object.fromEntries(added) };
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
