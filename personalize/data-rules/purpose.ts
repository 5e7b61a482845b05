import type { DatasetType } from '../dataset-types';
import type { SchemaField } from '../schema';

/** What the data of a dataset is for. */
export interface DatasetPurpose {
  readonly datasetType: DatasetType;
  /** In the order of the columns. */
  readonly fields: readonly SchemaField[];
  readonly importMode: 'FULL' | 'INCREMENTAL';
  /** The events of each training with the interactions: those that pass any of its filters. */
  readonly trainings: readonly (readonly EventFilter[])[];
  /** Whether trainings have other data too: of earlier imports, or of an event tracker. */
  readonly hasMoreData: boolean;
  /** Names of the recipes that the dataset group is trained with. */
  readonly recipes: readonly string[];
}

/** Events of one type with at least this EVENT_VALUE; without them, all events. */
export type EventFilter = Pick<SolutionEvents, 'eventType'> & { eventValueThreshold?: string | number | undefined };

/** Members of a request for a solution; some select the events of its trainings. */
export type SolutionEvents = Partial<import('@aws-sdk/client-personalize').CreateSolutionCommandInput>;

/** ` of type 'Buy' or of type 'Click'`; trainings with the same text have the same events. */
export function describeEvents(filters: readonly EventFilter[]): string {
  const texts = filters.map(({ eventType, eventValueThreshold: threshold = '' }) => {
    const type = eventType ? ` of type '${eventType}'` : '';
    return threshold === '' ? type : `${type} with an EVENT_VALUE of at least ${threshold}`;
  });
  return texts.join(' or');
}

/** Whether an event passes. Personalize compares event types without regard to case. @param type and value as in the row, or '' */
export function isEvent({ eventType, eventValueThreshold = '' }: EventFilter, type: string, value: string) {
  const isOfType = !eventType || type.toLowerCase() === eventType.toLowerCase();
  if (!isOfType || eventValueThreshold === '') return isOfType;
  return Number(value || Number.NaN) >= Number(eventValueThreshold);
}
