/** What a solution version or recommender is trained with. */

import type { DatasetType } from '../../../personalize/dataset-types';
import type { Recipe } from '../../../personalize/recipes';
import { isTrainable, type SchemaField } from '../../../personalize/schema';
import type { Context } from './context';
import type { DatasetContents, Row } from './data/dataset-contents';
import { InteractionLog } from './data/interaction-log';
import type { EventFilter } from './model/event-filter';
import type { TrainingData, TrainingSettings } from './model/train';
import { type Resource, textMember } from './resource';
import { contentsOf, eventFilters } from './training';
import { fieldsSince } from './types/dataset';

const TYPES: readonly DatasetType[] = ['INTERACTIONS', 'ITEMS', 'USERS', 'ACTIONS', 'ACTION_INTERACTIONS'];

/** A dataset at the time of a training. */
export interface Source {
  readonly contents: DatasetContents;
  /** Names of the columns that count. */
  readonly columns: readonly string[];
}

export type Sources = ReadonlyMap<DatasetType, Source>;

export function sourcesOf(trained: Resource, context: Context): Sources {
  const group = textMember(trained, 'datasetGroupArn');
  return new Map(
    TYPES.flatMap((type) => {
      const contents = contentsOf(group, type, context);
      if (contents === undefined) return [];
      return [[type, { contents, columns: columnsOf(type, trained, context).map(({ name }) => name) }] as const];
    }),
  );
}

/** Equal for the same data and columns. */
export function fingerprintOf(sources: Sources): string {
  return JSON.stringify([...sources].map(([type, { contents, columns }]) => [type, contents.fingerprint, columns]));
}

export function trainingData(sources: Sources): TrainingData {
  const logOf = (type: DatasetType) => sources.get(type)?.contents.interactions ?? new InteractionLog();
  return {
    interactions: logOf('INTERACTIONS'),
    items: rowsOf(sources.get('ITEMS')),
    users: rowsOf(sources.get('USERS')),
    actions: sources.get('ACTIONS')?.contents.distinct('ACTION_ID') ?? [],
    actionInteractions: logOf('ACTION_INTERACTIONS'),
  };
}

/** Ids and times are no attributes. */
const NOT_COMPARED: readonly string[] = ['ITEM_ID', 'USER_ID', 'ACTION_ID', 'CREATION_TIMESTAMP'];

function rowsOf(source: Source | undefined): ReadonlyMap<string, Row> {
  const rows = new Map<string, Row>();
  const compared = source?.columns.filter((name) => !NOT_COMPARED.includes(name)) ?? [];
  for (const [id, { row }] of source?.contents.records ?? [])
    rows.set(id, new Map(compared.map((name) => [name, row.get(name) ?? null])));
  return rows;
}

interface TrainingConfig {
  readonly trainingDataConfig?: {
    readonly excludedDatasetColumns?: Columns;
    readonly includedDatasetColumns?: Columns;
  };
  readonly algorithmHyperParameters?: Readonly<Record<string, string>>;
  readonly featureTransformationParameters?: Readonly<Record<string, string>>;
}

type Columns = Readonly<Record<string, readonly string[]>>;

export function trainingSettings(trained: Resource, recipe: Recipe, context: Context): TrainingSettings {
  const { algorithmHyperParameters, featureTransformationParameters } = configOf(trained);
  return {
    recipe: recipe.name,
    filters: filtersOf(trained, recipe),
    parameters: { ...algorithmHyperParameters, ...featureTransformationParameters },
    textColumns: columnsOf('ITEMS', trained, context)
      .filter(({ textual, itemName }) => textual || itemName)
      .map(({ name }) => name),
  };
}

function filtersOf(trained: Resource, { eventType, domain }: Recipe): readonly EventFilter[] {
  if (domain === undefined) return eventFilters(trained);
  return [eventType === undefined ? {} : { eventType }];
}

/** Columns of a dataset that a model is trained with. */
function columnsOf(type: DatasetType, trained: Resource, context: Context): readonly SchemaField[] {
  const dataset = context.dataset(textMember(trained, 'datasetGroupArn'), type);
  if (dataset === undefined) return [];
  const { excludedDatasetColumns, includedDatasetColumns } = configOf(trained).trainingDataConfig ?? {};
  const excluded = columnsIn(excludedDatasetColumns, type) ?? [];
  const included = columnsIn(includedDatasetColumns, type);
  return fieldsSince(dataset, trained.createdAt, context).filter(
    (field) =>
      (isTrainable(field) || field.itemName) &&
      !excluded.includes(field.name) &&
      (included === undefined || included.includes(field.name)),
  );
}

/** The names of types may be in any case. */
function columnsIn(columns: Columns | undefined, type: DatasetType): readonly string[] | undefined {
  return Object.entries(columns ?? {}).find(([name]) => name.toUpperCase() === type)?.[1];
}

function configOf({ members }: Resource): TrainingConfig {
  return (members.solutionConfig ?? members.recommenderConfig ?? {}) as TrainingConfig;
}
