import type { DatasetType } from '../dataset-types';
import type { SchemaField } from '../schema';
import { plural } from '../text';
import { DATA_LIMITS } from './rules';
import type { EventFilter, Statistics } from './statistics';
import type { Fault, Violations } from './violations';

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

/** Adds what is wrong with all files together. @param bytes of all files @param isComplete whether every row was read */
export function addDatasetFaults(
  violations: Violations,
  statistics: Statistics,
  purpose: DatasetPurpose,
  { bytes, isComplete }: { readonly bytes: number; readonly isComplete: boolean },
): void {
  for (const fault of sizeFaults(bytes, purpose)) violations.add(fault);
  if (isComplete) for (const fault of datasetFaults(statistics, purpose)) violations.add(fault);
}

function* sizeFaults(bytes: number, { importMode }: DatasetPurpose): Generator<Fault> {
  const max = importMode === 'FULL' ? DATA_LIMITS.fullImport : DATA_LIMITS.incrementalImport;
  const [have, quota] = [bytes, max].map((each) => `${(each / 1e9).toFixed(1)} GB`);
  const message = `The files have ${have}; the quota of an import is ${quota}, unless AWS has raised it.`;
  if (bytes > max) yield { rule: 'import-size', message };
}

/** What is wrong with all rows of a dataset together. */
export function* datasetFaults(statistics: Statistics, purpose: DatasetPurpose): Generator<Fault> {
  const { datasetType, fields, trainings, hasMoreData } = purpose;
  const { rows, distinct } = statistics;
  if (rows === 0) yield { rule: 'no-rows', message: 'The files have no rows besides the header.' };
  const { actions, actionEvents } = DATA_LIMITS;
  if (datasetType === 'ACTIONS' && distinct.ACTION_ID.size > actions) {
    const message = `${distinct.ACTION_ID.size} actions, a model considers at most ${actions}.`;
    yield { rule: 'actions-considered', message };
  }
  if (datasetType === 'ACTION_INTERACTIONS' && rows > 0 && rows < 2 * actionEvents && !hasMoreData) {
    const message = `${plural(rows, 'row')}: no action can have a score, which takes ${actionEvents} interactions of type Taken and ${actionEvents} others.`;
    yield { rule: 'action-scores', message };
  }
  if (rows === 0 || datasetType !== 'INTERACTIONS') return;
  const { eventTypesAndColumns: max, interactions: min } = DATA_LIMITS;
  const [types, columns] = [distinct.EVENT_TYPE.size, fields.length - REQUIRED];
  if (types > 0 && types + columns > max) {
    const text = `${plural(types, 'event type')} and ${plural(columns, 'optional column')} are more than ${max} together.`;
    yield { rule: 'event-types', message: text };
  }
  if (rows < min) {
    const text = `${plural(rows, 'row')}, an import of interactions needs at least ${min}.`;
    yield { rule: 'minimum-interactions', message: text };
    return;
  }
  // Other data may add what is missing.
  const severity = hasMoreData ? 'warning' : 'error';
  for (const message of eventProblems(statistics, trainings)) yield { rule: 'minimum-events', message, severity };
  const problem = trainings.length > 0 ? usersProblem(statistics) : undefined;
  if (problem !== undefined)
    yield { rule: 'minimum-users', message: problem.message, severity: problem.isSure ? severity : 'warning' };
}

/** Trainings with the same events have the same problem. */
function eventProblems({ passing }: Statistics, trainings: readonly EventFilter[]): ReadonlySet<string> {
  const min = DATA_LIMITS.interactions;
  const problems = trainings.flatMap((filter, index) => {
    const count = passing[index] ?? 0;
    return count < min ? [`${plural(count, 'event')}${filterText(filter)}, a training needs at least ${min}.`] : [];
  });
  return new Set(problems);
}

function filterText({ eventType, threshold, anyOf }: EventFilter): string {
  if (anyOf !== undefined) return anyOf.map(filterText).join(' or');
  const type = eventType === undefined ? '' : ` of type '${eventType}'`;
  return threshold === undefined ? type : `${type} with an EVENT_VALUE of at least ${threshold}`;
}

/**
 * Of the limit, from which on a sample proves nothing: it has 4,096 users or more, so 40 or more at a limit of 1 %, whose number varies
 * by 16 % from sample to sample (standard deviation).
 */
const NEAR = 0.5;

/** @returns whether the numbers prove the problem, too */
function usersProblem({ distinct: { USER_ID } }: Statistics) {
  const [users, returning] = [USER_ID.size, USER_ID.sizeFrom(2)];
  const { returningUsers, returningUsersPercent } = DATA_LIMITS;
  const percent = users === 0 ? 0 : (100 * returning) / users;
  if (returning >= returningUsers && percent >= returningUsersPercent) return undefined;
  const isSure = USER_ID.isExact || percent < NEAR * returningUsersPercent;
  const message = `${plural(returning, 'user')} with two or more interactions (${percent.toFixed(1)} % of all users), a training needs at least ${returningUsers}, and ${returningUsersPercent} % of all users.`;
  return { message: isSure ? message : `${message} The numbers are from a sample.`, isSure };
}
