import type { DatasetType } from '../dataset-types';
import type { SchemaField } from '../schema';
import { plural } from '../text';
import { DATA_LIMITS } from './rules';
import type { EventFilter, Statistics } from './statistics';
import type { Fault } from './violations';

/** What the data of a dataset is for. */
export interface DatasetPurpose {
  readonly datasetType: DatasetType;
  /** In the order of the columns. */
  readonly fields: readonly SchemaField[];
  readonly importMode: 'FULL' | 'INCREMENTAL';
  /** The events of each training with the interactions. */
  readonly trainings: readonly EventFilter[];
  /** Whether trainings have other data too: of earlier imports, or of an event tracker. */
  readonly hasMoreData: boolean;
}

/** Columns of interactions that do not count as optional ones. */
const REQUIRED = 3;

/**
 * What is wrong with the rows of a dataset together.
 * @param isComplete whether they are all its rows
 */
export function* datasetFaults(
  statistics: Statistics,
  purpose: DatasetPurpose,
  bytes: number,
  isComplete: boolean,
): Generator<Fault> {
  const { importMode, datasetType } = purpose;
  const max = importMode === 'FULL' ? DATA_LIMITS.fullImport : DATA_LIMITS.incrementalImport;
  if (bytes > max) {
    const text = `The files have ${gigabytes(bytes)}; the quota of ${importMode === 'FULL' ? 'a full' : 'an incremental'} import is ${gigabytes(max)}, unless AWS has raised it.`;
    yield { rule: 'import-size', message: text };
  }
  if (!isComplete) return;
  if (statistics.rows === 0) yield { rule: 'no-rows', message: 'The files have no rows besides the header.' };
  else if (datasetType === 'INTERACTIONS') yield* interactionFaults(statistics, purpose);
}

function* interactionFaults(statistics: Statistics, { fields, trainings, hasMoreData }: DatasetPurpose) {
  const types = statistics.distinct('eventTypes')?.size ?? 0;
  const columns = fields.length - REQUIRED;
  if (types > 0 && types + columns > DATA_LIMITS.eventTypesAndColumns) {
    const text = `${plural(types, 'event type')} and ${plural(columns, 'optional column')} are more than ${DATA_LIMITS.eventTypesAndColumns} together.`;
    yield { rule: 'event-types', message: text } satisfies Fault;
  }
  const min = DATA_LIMITS.interactions;
  if (statistics.rows < min) {
    const text = `${plural(statistics.rows, 'row')}, an import of interactions needs at least ${min}.`;
    yield { rule: 'minimum-interactions', message: text } satisfies Fault;
    return;
  }
  // Other data may add what is missing.
  const severity = hasMoreData ? ({ severity: 'warning' } as const) : {};
  for (const message of trainingProblems(statistics, trainings, min))
    yield { rule: 'minimum-events', message, ...severity } satisfies Fault;
  const users = usersProblem(statistics);
  if (trainings.length > 0 && users !== undefined)
    yield { rule: 'minimum-users', message: users, ...severity } satisfies Fault;
}

function trainingProblems(
  { passing }: Statistics,
  trainings: readonly EventFilter[],
  min: number,
): ReadonlySet<string> {
  const problems = trainings.flatMap(({ eventType, threshold }, index) => {
    const count = passing[index] ?? 0;
    const type = eventType === undefined ? '' : ` of type '${eventType}'`;
    const value = threshold === undefined ? '' : ` with an EVENT_VALUE of at least ${threshold}`;
    return count < min ? [`${plural(count, 'event')}${type}${value}, a training needs at least ${min}.`] : [];
  });
  return new Set(problems);
}

function usersProblem(statistics: Statistics): string | undefined {
  const users = statistics.distinct('users');
  const returning = users?.sizeFrom(2) ?? 0;
  const percent = (100 * returning) / (users?.size ?? 0);
  const { returningUsers, returningUsersPercent } = DATA_LIMITS;
  if (returning >= returningUsers && percent >= returningUsersPercent) return undefined;
  return `${plural(returning, 'user')} with two or more interactions (${percent.toFixed(1)} % of all users), a training needs at least ${returningUsers}, and ${returningUsersPercent} % of all users.`;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
