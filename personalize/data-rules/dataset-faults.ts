import type { DatasetType } from '../dataset-types';
import { plural } from '../text';
import { broken } from './broken';
import type { Findings } from './findings';
import { DATA_LIMITS, type DataRule } from './rules';

/** Columns of interactions that do not count as optional ones. */
const REQUIRED = 3;
/**
 * Of the limit of returning users, from which on a sample proves nothing: it has 4,096 users or more, so 40 or more at a limit of 1 %,
 * whose number varies by 16 % from sample to sample (standard deviation).
 */
const NEAR = 0.5;

/** Adds what is wrong with all files together; with their rows only if all were read. */
export function addDatasetFaults(found: Findings): void {
  const { rows, bytes, events, distinct } = found;
  const { datasetType, fields, importMode, hasMoreData } = found.purpose;
  const { actions, actionEvents, eventTypesAndColumns, interactions } = DATA_LIMITS;
  const { returningUsers, returningUsersPercent, fullImport, incrementalImport } = DATA_LIMITS;
  const has = (type: DatasetType) => found.isComplete && datasetType === type && rows > 0;
  const isTrained = has('INTERACTIONS') && rows >= interactions;
  const most = importMode === 'FULL' ? fullImport : incrementalImport;
  const known = distinct.ACTION_ID.number();
  const [types, columns] = [distinct.EVENT_TYPE.number(), fields.length - REQUIRED];
  const [users, returning] = [distinct.USER_ID.number(), distinct.USER_ID.number(2)];
  const percent = users === 0 ? 0 : (100 * returning) / users;
  const isSure = distinct.USER_ID.isExact || percent < NEAR * returningUsersPercent;
  // Other data may add what is missing.
  const isMild: Partial<Record<DataRule, boolean>> = {
    'minimum-events': hasMoreData,
    'minimum-users': hasMoreData || !isSure,
  };
  const faults = broken<DataRule>({
    'import-size':
      bytes > most &&
      `The files have ${gigabytes(bytes)}; the quota of an import is ${gigabytes(most)}, unless AWS has raised it.`,
    'no-rows': found.isComplete && rows === 0 && 'The files have no rows besides the header.',
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
    'minimum-events': Object.entries(events).map(
      ([text, count]) =>
        isTrained &&
        count < interactions &&
        `${plural(count, 'event')}${text}, a training needs at least ${interactions}.`,
    ),
    'minimum-users':
      isTrained &&
      Object.keys(events).length > 0 &&
      (returning < returningUsers || percent < returningUsersPercent) &&
      `${plural(returning, 'user')} with two or more interactions (${percent.toFixed(1)} % of all users), a training needs at least ${returningUsers}, and ${returningUsersPercent} % of all users.${isSure ? '' : ' The numbers are from a sample.'}`,
  });
  for (const fault of faults) found.add(isMild[fault.rule] ? { ...fault, severity: 'warning' } : fault);
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
