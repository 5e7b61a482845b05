/** Checks of a solution's training settings against its recipe and the schemas of its dataset group. */

import type { CreateSolutionRequest, HPOConfig } from '@aws-sdk/client-personalize';
import { hyperparameterFault, type Recipe } from '../../../../lib/personalize/recipes';
import type { SchemaField } from '../../../../lib/personalize/schema';
import type { Context } from '../context';
import { invalidInput } from '../errors';
import { AUTO_TRAINING_DAYS, HPO_TRAININGS } from '../limits';
import { comparesTexts, refusesHpo } from '../recipe-facts';
import type { ValidatedInput } from '../validated-input';
import { fieldsOf } from './dataset';

type Request = ValidatedInput<CreateSolutionRequest>;

/**
 * Checks a solution's training settings.
 * @param recipe recipe of the solution; undefined if AutoML chooses the recipe
 * @throws ServiceError InvalidInputException if a setting is invalid
 */
export function assertSolutionConfig(
  request: Request,
  recipe: Recipe | undefined,
  datasetGroupArn: string,
  context: Context,
): void {
  const { solutionConfig: config = {}, eventType, performHPO = false, performIncrementalUpdate = false } = request;
  const fields = (datasetType: string): SchemaField[] | undefined => {
    const dataset = context.dataset(datasetGroupArn, datasetType);
    return dataset === undefined ? undefined : fieldsOf(dataset, context);
  };
  assertAutoTrainingConfig(config.autoTrainingConfig);
  assertEventColumns(request, fields('INTERACTIONS'));
  assertTrainingColumns(config.trainingDataConfig?.excludedDatasetColumns);
  assertHpoJobs(config.hpoConfig?.hpoResourceConfig);
  if (recipe === undefined) return;
  const refuse = (what: string) => invalidInput(`${what} is not possible with recipe ${recipe.name}.`);
  if (performIncrementalUpdate && !recipe.incrementalUpdate) throw refuse('performIncrementalUpdate');
  if (config.eventsConfig !== undefined && !recipe.eventsConfig) throw refuse('eventsConfig');
  if (config.eventsConfig !== undefined && eventType !== undefined) {
    throw invalidInput('Only one of eventType and eventsConfig can be given.');
  }
  if (performHPO && refusesHpo(recipe.name)) throw refuse('performHPO');
  if (comparesTexts(recipe.name)) assertItemTexts(recipe, fields('ITEMS'));
  assertHyperparameters(config.algorithmHyperParameters ?? {}, recipe.name, recipe.hyperparameters);
  assertHyperparameters(config.featureTransformationParameters ?? {}, recipe.name, recipe.featureParameters);
  if (performHPO) assertRanges(config.hpoConfig?.algorithmHyperParameterRanges, recipe);
  if (config.optimizationObjective?.itemAttribute !== undefined) {
    if (!recipe.objective) throw refuse('optimizationObjective');
    assertObjective(config.optimizationObjective.itemAttribute, fields('ITEMS'));
  }
}

export function assertAutoTrainingConfig(
  config: { readonly schedulingExpression?: string | undefined } | undefined,
): void {
  if (config?.schedulingExpression === undefined) return;
  const days = trainingIntervalDays(config.schedulingExpression);
  const { min, max } = AUTO_TRAINING_DAYS;
  if (days < min || days > max) {
    throw invalidInput(`schedulingExpression is '${config.schedulingExpression}', it must be ${min} to ${max} days.`);
  }
}

/**
 * Returns the number of days in a schedule of automatic training.
 * @param expression expression of the form `rate(N days)`
 */
export function trainingIntervalDays(expression: string): number {
  return Number(/\d+/.exec(expression)?.[0] ?? Number.NaN);
}

function assertEventColumns(
  { eventType, solutionConfig: config = {} }: Request,
  interactions: readonly SchemaField[] | undefined,
): void {
  if (interactions === undefined) return;
  const columns = interactions.map(({ name }) => name);
  const assertColumn = (column: string, user: string) => {
    if (columns.includes(column)) return;
    throw invalidInput(`${user} needs a column ${column} in the Interactions schema, which has ${columns.join(', ')}.`);
  };
  if (eventType !== undefined) assertColumn('EVENT_TYPE', 'eventType');
  if (config.eventsConfig !== undefined) assertColumn('EVENT_TYPE', 'eventsConfig');
  const ofTypes = (config.eventsConfig?.eventParametersList ?? []).map((event) => event.eventValueThreshold);
  if ([config.eventValueThreshold, ...ofTypes].some((threshold) => threshold !== undefined))
    assertColumn('EVENT_VALUE', 'eventValueThreshold');
}

function assertTrainingColumns(excluded: Readonly<Record<string, readonly string[]>> | undefined): void {
  for (const [datasetType, columns] of Object.entries(excluded ?? {})) {
    if (columns.includes('EVENT_TYPE')) {
      throw invalidInput(`Column EVENT_TYPE of ${datasetType} cannot be excluded from training.`);
    }
  }
}

/** Checks the numbers of training jobs of a hyperparameter optimization. In the API, these numbers are strings. */
function assertHpoJobs(config: ValidatedInput<HPOConfig>['hpoResourceConfig']): void {
  for (const member of ['maxNumberOfTrainingJobs', 'maxParallelTrainingJobs'] as const) {
    const text = config?.[member];
    if (text === undefined) continue;
    const limit = HPO_TRAININGS[member];
    if (!/^\d+$/.test(text) || Number(text) < 1 || Number(text) > limit) {
      throw invalidInput(`${member} is '${text}', it must be a number from 1 to ${limit}.`);
    }
  }
}

/**
 * Checks ranges of hyperparameters. Each bound and each category must be a valid value of the hyperparameter, and the
 * lower bound must not exceed the upper bound. The name of a hyperparameter may have a prefix, as in the output of
 * Describe. The prefix ends at the last dot.
 */
function assertRanges(
  ranges: ValidatedInput<HPOConfig>['algorithmHyperParameterRanges'],
  { name: recipe, hyperparameters }: Recipe,
): void {
  for (const range of Object.values(ranges ?? {}).flat()) {
    const { name = '', ...members } = range ?? {};
    const parameter = name.slice(name.lastIndexOf('.') + 1);
    for (const value of Object.values(members).flat()) {
      assertHyperparameters({ [parameter]: value }, recipe, hyperparameters);
    }
    const { minValue = 0, maxValue = minValue } = members as { minValue?: number; maxValue?: number };
    if (minValue > maxValue) throw invalidInput(`The minValue of ${name} is ${minValue}, above its maxValue.`);
  }
}

function assertHyperparameters(
  given: Readonly<Record<string, string | number>>,
  name: string,
  hyperparameters: Recipe['hyperparameters'],
): void {
  if (hyperparameters === undefined) return;
  for (const [parameter, value] of Object.entries(given)) {
    const known = Object.hasOwn(hyperparameters, parameter) ? hyperparameters[parameter] : undefined;
    if (known === undefined) {
      const names = Object.keys(hyperparameters).join(', ') || 'none';
      throw invalidInput(`Recipe ${name} has no parameter ${parameter}, it has: ${names}.`);
    }
    const fault = hyperparameterFault(known, value);
    if (fault !== undefined) throw invalidInput(`Hyperparameter ${parameter} is '${value}', it must be ${fault}.`);
  }
}

/**
 * Checks that the schema of Items has a field for the item's name, and a textual field. AWS does not document when Personalize checks this:
 * `personalize-item-texts` in docs/local-aws.md.
 */
function assertItemTexts({ name }: Recipe, items: readonly SchemaField[] | undefined): void {
  if (items === undefined) return;
  const named = items.some(({ itemName, types }) => itemName && types.includes('string'));
  if (named && items.some(({ textual }) => textual)) return;
  throw invalidInput(
    `Recipe ${name} needs a string field with "itemName": true and a textual field in the Items schema.`,
  );
}

/** Avro's numeric types. */
const NUMERIC_TYPES: readonly string[] = ['int', 'long', 'float', 'double'];

function assertObjective(column: string, items: readonly SchemaField[] | undefined): void {
  if (items === undefined) throw invalidInput('optimizationObjective needs an Items dataset.');
  const field = items.find(({ name }) => name === column);
  const isNumeric = field?.types.every((type) => NUMERIC_TYPES.includes(type)) ?? false;
  if (field === undefined || field.nullable || !isNumeric) {
    throw invalidInput(
      `optimizationObjective names ${column}, which must be a numeric column of Items that does not allow null.`,
    );
  }
}
