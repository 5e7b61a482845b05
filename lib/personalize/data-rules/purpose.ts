import { DATASET_TYPES, type DatasetType } from '../dataset-types';
import { isTrainable, type SchemaField } from '../schema';

/** A dataset, and how the dataset group uses its data. */
export interface DatasetPurpose {
  readonly datasetType: DatasetType;
  /** Fields in the order of the columns. */
  readonly fields: readonly SchemaField[];
  readonly importMode: 'FULL' | 'INCREMENTAL';
  /**
   * Selections of events, one for each solution or recommender that is trained on interactions. A selection is a list of filters: a
   * training uses the events that pass at least one filter.
   */
  readonly trainings: readonly (readonly EventFilter[])[];
  /** Event types in the expressions of the dataset group's filters. */
  readonly filtered: readonly FilteredEventType[];
  /** True if trainings also use data of earlier imports, or of an event tracker. */
  readonly hasMoreData: boolean;
  /** Names of the recipes with which the dataset group is trained. */
  readonly recipes: readonly string[];
}

/**
 * Filter for events of one type whose EVENT_VALUE is at least a threshold. Without a type, events of all types pass. Without a
 * threshold, events with any value pass.
 */
export type EventFilter = Pick<SolutionEvents, 'eventType'> & { eventValueThreshold?: string | number | undefined };

/** Event type in the expression of a filter. */
export interface FilteredEventType {
  readonly filterName: string;
  readonly eventType: string;
}

/** Request for a solution. The members `eventType` and `solutionConfig` select the events of the solution's trainings. */
export type SolutionEvents = Partial<import('@aws-sdk/client-personalize').CreateSolutionCommandInput>;

const WITH_METADATA: readonly DatasetType[] = ['INTERACTIONS', 'ITEMS', 'USERS'];

/**
 * Metadata columns of users, items and interactions: columns that models may be trained with, and whose names are neither
 * required nor reserved in custom dataset groups.
 */
export function metadataOf({ datasetType, fields }: DatasetPurpose) {
  const { required, reserved } = DATASET_TYPES[datasetType].fields.CUSTOM;
  const names = new Set([...required, ...reserved].map(({ name }) => name));
  const isMetadata = (field: SchemaField) => isTrainable(field) && !names.has(field.name);
  return WITH_METADATA.includes(datasetType) ? fields.filter(isMetadata) : [];
}

/** Text such as ` of type 'Buy' or of type 'Click'`. Trainings with the same text have the same events. */
export function describeEvents(filters: readonly EventFilter[]): string {
  const texts = filters.map(({ eventType, eventValueThreshold: threshold = '' }) => {
    const type = eventType ? ` of type '${eventType}'` : '';
    return threshold === '' ? type : `${type} with an EVENT_VALUE of at least ${threshold}`;
  });
  return texts.join(' or');
}

/**
 * Selections of events whose rows are counted: the selections of trainings, and one selection for each event type in the
 * filters. The keys are texts from {@link describeEvents}.
 */
export function countedEvents({ trainings, filtered }: DatasetPurpose): ReadonlyMap<string, readonly EventFilter[]> {
  const selections = [...trainings, ...filtered.map(({ eventType }) => [{ eventType }])];
  return new Map(selections.map((filters) => [describeEvents(filters), filters]));
}

/**
 * True if the filter accepts an event. Personalize ignores case in event types.
 * @param type value of EVENT_TYPE in the row, or ''
 * @param value value of EVENT_VALUE in the row, or ''
 */
export function isEvent({ eventType, eventValueThreshold = '' }: EventFilter, type: string, value: string) {
  const isOfType = !eventType || type.toLowerCase() === eventType.toLowerCase();
  if (!isOfType || eventValueThreshold === '') return isOfType;
  return Number(value || Number.NaN) >= Number(eventValueThreshold);
}
