import { plural } from '../text';
import { broken } from './broken';
import type { Fault, Findings } from './findings';
import { DATA_LIMITS, type DataRule } from './rules';
import type { DatasetPurpose, EventFilter, Statistics } from './statistics';

/** Adds what is wrong with all files together. */
export function addDatasetFaults(found: Findings): void {
  const { bytes, purpose, isComplete, statistics } = found;
  const max = purpose.importMode === 'FULL' ? DATA_LIMITS.fullImport : DATA_LIMITS.incrementalImport;
  const [have, quota] = [bytes, max].map((each) => `${(each / 1e9).toFixed(1)} GB`);
  const message = `The files have ${have}; the quota of an import is ${quota}, unless AWS has raised it.`;
  if (bytes > max) found.add({ rule: 'import-size', message });
  if (isComplete) for (const fault of datasetFaults(statistics, purpose)) found.add(fault);
}

/** Columns of interactions that do not count as optional ones. */
const REQUIRED = 3;
/**
 * Of the limit of returning users, from which on a sample proves nothing: it has 4,096 users or more, so 40 or more at a limit of 1 %,
 * whose number varies by 16 % from sample to sample (standard deviation).
 */
const NEAR = 0.5;

/** What is wrong with all rows of a dataset together. */
export function datasetFaults(statistics: Statistics, purpose: DatasetPurpose): readonly Fault[] {
  const { datasetType, fields, trainings, hasMoreData } = purpose;
  const { rows, passing, distinct } = statistics;
  const { actions, actionEvents, eventTypesAndColumns, interactions } = DATA_LIMITS;
  const { returningUsers, returningUsersPercent } = DATA_LIMITS;
  const has = (type: DatasetPurpose['datasetType']) => datasetType === type && rows > 0;
  const isTrained = has('INTERACTIONS') && rows >= interactions;
  const known = distinct.ACTION_ID.size;
  const [types, columns] = [distinct.EVENT_TYPE.size, fields.length - REQUIRED];
  // Trainings with the same events have the same problem.
  const events = [
    ...new Map(trainings.map((filters, index) => [filters.map(filterText).join(' or'), passing[index] ?? 0])),
  ];
  const [users, returning] = [distinct.USER_ID.size, distinct.USER_ID.sizeFrom(2)];
  const percent = users === 0 ? 0 : (100 * returning) / users;
  const isSure = distinct.USER_ID.isExact || percent < NEAR * returningUsersPercent;
  // Other data may add what is missing.
  const severity = hasMoreData ? 'warning' : 'error';
  const severities: Readonly<Partial<Record<DataRule, Fault['severity']>>> = {
    'minimum-events': severity,
    'minimum-users': isSure ? severity : 'warning',
  };
  const faults = broken<DataRule>({
    'no-rows': rows === 0 && 'The files have no rows besides the header.',
    'actions-considered':
      has('ACTIONS') && known > actions && `${known} actions, a model considers at most ${actions}.`,
    'action-scores':
      has('ACTION_INTERACTIONS') &&
      rows < 2 * actionEvents &&
      !hasMoreData &&
      `${plural(rows, 'row')}: no action can have a score, which takes ${actionEvents} interactions of type Taken and ${actionEvents} others.`,
    'event-types':
      has('INTERACTIONS') &&
      types > 0 &&
      types + columns > eventTypesAndColumns &&
      `${plural(types, 'event type')} and ${plural(columns, 'optional column')} are more than ${eventTypesAndColumns} together.`,
    'minimum-interactions':
      has('INTERACTIONS') &&
      rows < interactions &&
      `${plural(rows, 'row')}, an import of interactions needs at least ${interactions}.`,
    'minimum-events': events.map(
      ([text, count]) =>
        isTrained &&
        count < interactions &&
        `${plural(count, 'event')}${text}, a training needs at least ${interactions}.`,
    ),
    'minimum-users':
      isTrained &&
      events.length > 0 &&
      (returning < returningUsers || percent < returningUsersPercent) &&
      `${plural(returning, 'user')} with two or more interactions (${percent.toFixed(1)} % of all users), a training needs at least ${returningUsers}, and ${returningUsersPercent} % of all users.${isSure ? '' : ' The numbers are from a sample.'}`,
  });
  return faults.map((fault) => ({ severity: severities[fault.rule], ...fault }));
}

function filterText({ eventType, threshold }: EventFilter): string {
  const type = eventType === undefined ? '' : ` of type '${eventType}'`;
  return threshold === undefined ? type : `${type} with an EVENT_VALUE of at least ${threshold}`;
}
