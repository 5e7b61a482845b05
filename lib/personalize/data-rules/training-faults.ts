import { plural, printable } from '../../text/format';
import { DATASET_TYPES, isReserved } from '../dataset-types';
import { RECIPES } from '../recipes';
import type { SchemaField } from '../schema';
import { broken } from './broken';
import { categoryFaults } from './category-faults';
import type { Fault, Findings } from './findings';
import { describeEvents, metadataOf } from './purpose';
import { type DataRule, FILLED_PERCENT, FILLED_TEXT_PERCENT, MAX_EVENT_TYPES } from './rules';

/**
 * Names of columns, which a training may refuse as values of EVENT_TYPE. AWS does not document which of these names are
 * refused: see `personalize-event-types` in docs/local-aws.md.
 */
const { required, reserved } = DATASET_TYPES.INTERACTIONS.fields.CUSTOM;
const RESERVED_NAMES = [...required, ...reserved].map(({ name }) => name);
/** Number of days by which clocks may differ. */
const CLOCKS = 1;

/**
 * Faults that do not fail an import. But trainings on the imported data may fail or use less of the data, or filters may have no effect.
 * @param found findings in all rows of a dataset that is not empty
 */
export function trainingFaults(found: Findings, now: Date): Fault[] {
  const { oldest, newest, distinct, rows, nulls, events, counts } = found;
  const { datasetType, fields, recipes, trainings, filtered, hasMoreData } = found.purpose;
  const isTrained = datasetType === 'INTERACTIONS' && trainings.length > 0;
  const types = distinct.EVENT_TYPE.count();
  const hasTypes = isTrained && fields.some(({ name }) => name === 'EVENT_TYPE');
  const reservedTypes = RESERVED_NAMES.filter((name) => distinct.EVENT_TYPE.has(name));
  const isSegmented = isTrained && recipes.some((name) => RECIPES.get(name)?.recipeType === 'USER_SEGMENTATION');
  const latest = now.getTime() / 1000 + CLOCKS * 86_400;
  const filled = ({ name }: SchemaField) => (100 * (rows - (nulls[name] ?? 0))) / rows;
  const isSparse = (field: SchemaField) => filled(field) < (field.textual ? FILLED_TEXT_PERCENT : FILLED_PERCENT);
  const sparse = (isText: boolean) =>
    metadataOf(found.purpose)
      .filter((field) => field.textual === isText && isSparse(field))
      .map((field) => `Column ${field.name} has values in ${filled(field).toFixed(1)} % of the rows.`);
  const missing = filtered.filter(({ eventType }) => events[describeEvents([{ eventType }])] === 0);
  const faults = broken<DataRule>({
    'event-type-count':
      hasTypes &&
      types > MAX_EVENT_TYPES &&
      `${plural(types, 'event type')}; a training fails with more than ${MAX_EVENT_TYPES}.`,
    'event-type-names':
      hasTypes &&
      (types === 0 ? nulls.EVENT_TYPE === rows : reservedTypes.length === types) &&
      'Every EVENT_TYPE is empty or the name of a column. A training refuses such data.',
    'same-timestamp':
      isSegmented && oldest === newest && 'All rows have the same TIMESTAMP. User segmentation fails with such data.',
    'future-timestamp':
      newest > latest &&
      isReserved(datasetType, 'TIMESTAMP') &&
      counts['timestamp-seconds'] === undefined &&
      `The newest TIMESTAMP is ${found.summary.to ?? newest}, which is in the future. The time now is ${now.toISOString()}.`,
    'filtered-event-type': missing.map(
      ({ filterName, eventType }) =>
        `No row is of event type '${printable(eventType)}', which filter '${filterName}' names.${hasMoreData ? ' Such events may still arrive.' : ''}`,
    ),
    'filled-column': sparse(false),
    'filled-text': sparse(true),
  });
  return [...faults, ...categoryFaults(found)];
}
