/** Data and settings of the training of a solution version or recommender. */

import type { DatasetType } from '../../../lib/personalize/dataset-types';
import type { Recipe } from '../../../lib/personalize/recipes';
import { isTrainable, type SchemaField } from '../../../lib/personalize/schema';
import { configuredFields } from './configured-columns';
import type { Context } from './context';
import type { EventFilter } from './model/event-filter';
import type { Objective } from './model/objective';
import type { TrainingSettings } from './model/train';
import { type Resource, textMember } from './resource';
import type { Sources } from './sources';
import { contentsOf, eventFilters } from './training';
import { fieldsSince } from './types/dataset';

const TYPES: readonly DatasetType[] = ['INTERACTIONS', 'ITEMS', 'USERS', 'ACTIONS', 'ACTION_INTERACTIONS'];

/**
 * Trains a model with the current data.
 * @param base for a training with mode UPDATE: the solution version whose full training is updated
 */
export function trainModel(trained: Resource, recipe: Recipe, context: Context, base?: Resource): void {
  const training = { sources: sourcesOf(trained, context), settings: trainingSettings(trained, recipe, context) };
  context.models.train(trained, training, base);
}

function sourcesOf(trained: Resource, context: Context): Sources {
  const group = textMember(trained, 'datasetGroupArn');
  return new Map(
    TYPES.flatMap((type) => {
      const contents = contentsOf(group, type, context);
      if (contents === undefined) return [];
      return [[type, { contents, columns: columnsOf(type, trained, context).map(({ name }) => name) }] as const];
    }),
  );
}

interface TrainingConfig {
  readonly algorithmHyperParameters?: Readonly<Record<string, string>>;
  readonly featureTransformationParameters?: Readonly<Record<string, string>>;
  readonly optimizationObjective?: Objective;
}

function trainingSettings(trained: Resource, recipe: Recipe, context: Context): TrainingSettings {
  const { algorithmHyperParameters, featureTransformationParameters, optimizationObjective } = configOf(trained);
  return {
    recipe: recipe.name,
    filters: filtersOf(trained, recipe),
    parameters: { ...algorithmHyperParameters, ...featureTransformationParameters },
    textColumns: columnsOf('ITEMS', trained, context)
      .filter(({ textual, itemName }) => textual || itemName)
      .map(({ name }) => name),
    ...(optimizationObjective && { objective: optimizationObjective }),
  };
}

function filtersOf(trained: Resource, { eventType, domain }: Recipe): readonly EventFilter[] {
  if (domain === undefined) return eventFilters(trained);
  return [eventType === undefined ? {} : { eventType }];
}

/** Returns the columns of a dataset that a model is trained with. */
function columnsOf(type: DatasetType, trained: Resource, context: Context): readonly SchemaField[] {
  const dataset = context.dataset(textMember(trained, 'datasetGroupArn'), type);
  if (dataset === undefined) return [];
  const fields = fieldsSince(dataset, configuredAt(trained, context), context);
  return configuredFields(type, fields, trained).filter((field) => isTrainable(field) || field.itemName);
}

/**
 * Returns when the columns of a training were chosen, in epoch milliseconds. For a solution version, this is the creation of its solution.
 * For a recommender, this is the recommender's own creation.
 */
function configuredAt({ type, members, createdAt }: Resource, { store }: Context): number {
  return type === 'solutionVersion' ? store.get('solution', String(members.solutionArn)).createdAt : createdAt;
}

function configOf({ members }: Resource): TrainingConfig {
  return (members.solutionConfig ?? members.recommenderConfig ?? {}) as TrainingConfig;
}
