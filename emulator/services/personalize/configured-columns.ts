import type { DatasetType } from '../../../lib/personalize/dataset-types';
import type { SchemaField } from '../../../lib/personalize/schema';
import type { Resource } from './resource';

interface Configuration {
  readonly trainingDataConfig?: {
    readonly excludedDatasetColumns?: Columns;
    readonly includedDatasetColumns?: Columns;
  };
}

/** Names of columns, by dataset type. Dataset types may be in upper or lower case. */
type Columns = Readonly<Record<string, readonly string[]>>;

/** Returns the fields of a dataset that a solution or recommender is trained with, according to its configuration. */
export function configuredFields(
  type: DatasetType,
  fields: readonly SchemaField[],
  { members }: Resource,
): readonly SchemaField[] {
  const { trainingDataConfig = {} } = (members.solutionConfig ?? members.recommenderConfig ?? {}) as Configuration;
  const excluded = columnsIn(trainingDataConfig.excludedDatasetColumns, type) ?? [];
  const included = columnsIn(trainingDataConfig.includedDatasetColumns, type);
  return fields.filter(({ name }) => !excluded.includes(name) && (included === undefined || included.includes(name)));
}

function columnsIn(columns: Columns | undefined, type: DatasetType): readonly string[] | undefined {
  return Object.entries(columns ?? {}).find(([name]) => name.toUpperCase() === type)?.[1];
}
