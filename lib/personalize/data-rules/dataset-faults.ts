import { plural, printable } from '../../text/format';
import type { DatasetType } from '../dataset-types';
import { broken } from './broken';
import type { Findings } from './findings';
import { describeEvents } from './purpose';
import {
  ACTION_EVENTS,
  type DataRule,
  IMPORT_BYTES,
  MAX_ACTIONS,
  MAX_EVENT_TYPES,
  MAX_EVENT_TYPES_AND_COLUMNS,
  MIN_INTERACTIONS,
  RETURNING_USERS,
  RETURNING_USERS_PERCENT,
} from './rules';
import { trainingFaults } from './training-faults';

/** Number of columns that all interactions have: USER_ID, ITEM_ID, TIMESTAMP. All other columns count as optional. */
const REQUIRED = 3;
/**
 * If the percentage of returning users in a sample is below this share of {@link RETURNING_USERS_PERCENT}, too few of all
 * users return. Reason: if exactly 1 % of all users return, a sample of at least 4,096 users has
 * about 40 returning users, with a standard deviation of 16 %. Fewer than 20 are then very unlikely.
 */
const NEAR = 0.5;

/**
 * Rules that new data can violate alone, but meet together with earlier imports or with events. If trainings use such
 * other data too, a violation is only a warning.
 */
const MET_BY_MORE_DATA: readonly DataRule[] = [
  'minimum-events',
  'minimum-users',
  'event-type-names',
  'same-timestamp',
  'item-attributes',
];

/** Adds the faults that concern all files together. Faults that depend on the rows are added only if all rows were read. */
export function addDatasetFaults(found: Findings, now: Date): void {
  const { rows, bytes, events, distinct } = found;
  const { datasetType, fields, importMode, trainings, hasMoreData } = found.purpose;
  const has = (type: DatasetType) => found.isComplete && datasetType === type && rows > 0;
  const isTrained = has('INTERACTIONS') && rows >= MIN_INTERACTIONS;
  const trainedOn = [...new Set(trainings.map(describeEvents))];
  const rare = trainedOn
    .map((text) => [text, events[text] ?? 0] as const)
    .filter(([, count]) => isTrained && count < MIN_INTERACTIONS);
  const max = IMPORT_BYTES[importMode];
  const known = distinct.ACTION_ID.count();
  const [types, columns] = [distinct.EVENT_TYPE.count(), fields.length - REQUIRED];
  const [users, returning] = [distinct.USER_ID.count(), distinct.USER_ID.count({ minTimes: 2 })];
  const percent = users === 0 ? 0 : (100 * returning) / users;
  const isSure = distinct.USER_ID.zeros === 0 || percent < NEAR * RETURNING_USERS_PERCENT;
  const warnings = new Set<DataRule>(hasMoreData ? MET_BY_MORE_DATA : []);
  if (!isSure) warnings.add('minimum-users');
  const faults = broken<DataRule>({
    'import-size':
      bytes > max &&
      `The files have ${gigabytes(bytes)}; the quota of an import is ${gigabytes(max)}, unless AWS has raised it.`,
    'no-rows': found.isComplete && rows === 0 && 'The files have no rows besides the header.',
    'actions-considered':
      has('ACTIONS') && known > MAX_ACTIONS && `${known} actions, a model considers at most ${MAX_ACTIONS}.`,
    'action-scores':
      has('ACTION_INTERACTIONS') &&
      rows < 2 * ACTION_EVENTS &&
      !hasMoreData &&
      `${plural(rows, 'row')}, too few for a score of an action, which needs ${ACTION_EVENTS} interactions of type Taken and ${ACTION_EVENTS} of other types.`,
    'event-types':
      has('INTERACTIONS') &&
      types > 0 &&
      types <= MAX_EVENT_TYPES &&
      types + columns > MAX_EVENT_TYPES_AND_COLUMNS &&
      `${plural(types, 'event type')} and ${plural(columns, 'optional column')} are more than ${MAX_EVENT_TYPES_AND_COLUMNS} together.`,
    'minimum-interactions':
      has('INTERACTIONS') &&
      rows < MIN_INTERACTIONS &&
      `${plural(rows, 'row')}, an import of interactions needs at least ${MIN_INTERACTIONS}.`,
    'minimum-events': rare.map(
      ([text, count]) => `${plural(count, 'event')}${printable(text)}; a training needs at least ${MIN_INTERACTIONS}.`,
    ),
    'minimum-users':
      isTrained &&
      trainings.length > 0 &&
      (returning < RETURNING_USERS || percent < RETURNING_USERS_PERCENT) &&
      `${plural(returning, 'user')} with two or more interactions (${percent.toFixed(1)} % of all users); a training needs at least ${RETURNING_USERS} such users, and at least ${RETURNING_USERS_PERCENT} % of all users.${isSure ? '' : ' The numbers are from a sample.'}`,
  });
  if (found.isComplete && rows > 0) faults.push(...trainingFaults(found, now));
  for (const fault of faults) found.add(warnings.has(fault.rule) ? { ...fault, severity: 'warning' } : fault);
}

const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
