import {
  ALL_DATASETS,
  dataset,
  FIELDS,
  fileWithoutDatasets,
  filter,
  list,
  parameterFile,
  record,
} from '../sample-text';
import type { RuleCase } from './rule-case';

const filters = (...expressions: readonly string[]) => withDatasets(ALL_DATASETS, ...expressions);
const withDatasets = (datasets: readonly string[], ...expressions: readonly string[]) =>
  parameterFile({
    datasets,
    sections: [list('filters', ...expressions.map((expression, index) => filter(`f${index}`, expression)))],
  });

const ACTIONS = [...ALL_DATASETS, dataset('actions')];

const columns = (from: number, count: number) => Array.from({ length: count }, (_, index) => `C${from + index}`);
const manyColumns = [
  dataset(
    'items',
    record('Items', [...FIELDS.items, ...columns(0, 12).map((name) => `{"name": "${name}", "type": "int"}`)]),
  ),
];
const uses = (names: readonly string[]) =>
  `INCLUDE ItemID WHERE ${names.map((name) => `${name.startsWith('§') ? '§' : ''}Items.${name.replace('§', '')} > 1`).join(' AND ')}`;

export const FILTER_CASES: readonly RuleCase[] = [
  {
    rule: 'filter-field',
    what: 'an unknown field in a filter that is short enough in characters, but not in UTF-16 units',
    valid: filters(`INCLUDE ItemID WHERE Items.GENRES IN (\\"${'😀'.repeat(2000)}\\")`),
    invalid: filters(`INCLUDE ItemID WHERE §Items.GENRE IN (\\"${'😀'.repeat(2000)}\\")`),
  },
  {
    rule: 'filter-syntax',
    valid: filters('INCLUDE ItemID WHERE Items.GENRES IN (\\"a\\")'),
    invalid: filters('INCLUDE ItemID WHERE Items.GENRES IN §\\"a\\"'),
  },
  {
    rule: 'filter-dataset',
    what: 'a dataset that the file does not have',
    valid: filters('INCLUDE ItemID WHERE Items.YEAR > 1970'),
    invalid: withDatasets([dataset('interactions')], 'INCLUDE ItemID WHERE §Items.YEAR > 1970'),
  },
  {
    rule: 'filter-dataset',
    what: 'a file without datasets',
    severity: 'warning',
    valid: fileWithoutDatasets(list('filters')),
    invalid: fileWithoutDatasets(list('filters', filter('f', 'INCLUDE ItemID WHERE §Items.YEAR > 1970'))),
  },
  {
    rule: 'filter-automatic-field',
    what: 'EXPIRATION_TIMESTAMP in a file with actions',
    valid: withDatasets(ACTIONS, 'INCLUDE ActionID WHERE Actions.KIND IN (\\"a\\")'),
    invalid: withDatasets(ACTIONS, 'INCLUDE ActionID WHERE §Actions.EXPIRATION_TIMESTAMP > 1'),
  },
  {
    rule: 'filter-automatic-field',
    what: 'EXPIRATION_TIMESTAMP in a file without datasets',
    valid: fileWithoutDatasets(list('filters')),
    invalid: fileWithoutDatasets(
      list('filters', filter('f', 'EXCLUDE ActionID WHERE §Actions.EXPIRATION_TIMESTAMP > 5')),
    ),
  },
  {
    rule: 'filter-case',
    what: 'a target in another case',
    severity: 'warning',
    valid: filters('EXCLUDE ItemID WHERE ITEMS.YEAR > 1970'),
    invalid: filters('EXCLUDE §itemId WHERE Items.YEAR > 1970'),
  },
  {
    rule: 'filter-case',
    what: 'a field in another case',
    severity: 'warning',
    valid: filters('EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN (\\"Click\\")'),
    invalid: filters('EXCLUDE ItemID WHERE §Interactions.event_type IN (\\"Click\\")'),
  },
  {
    rule: 'filter-field',
    what: 'an unknown field',
    valid: filters('INCLUDE ItemID WHERE items.GENRES IN (\\"a\\", \\"b\\")'),
    invalid: filters('INCLUDE ItemID WHERE Items.GENRES IN (\\"a\\") AND §Items.GENRE IN (\\"b\\")'),
  },
  {
    rule: 'filter-field',
    what: 'a field that filters cannot use',
    valid: filters('INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN (\\"a\\")'),
    invalid: filters('INCLUDE ItemID WHERE §Interactions.EVENT_VALUE > 1'),
  },
  {
    rule: 'filter-field',
    what: 'a field that filters cannot use, in a file without datasets',
    valid: fileWithoutDatasets(list('filters')),
    invalid: fileWithoutDatasets(list('filters', filter('f', 'EXCLUDE ItemID WHERE §Interactions.EVENT_VALUE > 5'))),
  },
  {
    rule: 'filter-field-type',
    valid: filters('INCLUDE ItemID WHERE Items.PRICE <= $MAX'),
    invalid: filters('INCLUDE ItemID WHERE §Items.TITLE IN (\\"a\\")'),
  },
  {
    rule: 'filter-fields-limit',
    severity: 'warning',
    valid: withDatasets(manyColumns, uses(columns(0, 5))),
    invalid: withDatasets(manyColumns, uses([...columns(0, 5), '§C5'])),
  },
  {
    rule: 'filter-fields-group-limit',
    severity: 'warning',
    valid: withDatasets(manyColumns, uses(columns(0, 5)), uses(columns(5, 5)), uses(columns(1, 2))),
    invalid: withDatasets(manyColumns, uses(columns(0, 5)), uses(columns(5, 5)), uses(['C1', '§C10'])),
  },
  {
    rule: 'filter-mixed-datasets',
    valid: filters('INCLUDE ItemID WHERE Items.YEAR > 1 | EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN (\\"*\\")'),
    invalid: filters('INCLUDE ItemID WHERE Items.YEAR > 1 AND §Interactions.EVENT_TYPE IN (\\"*\\")'),
  },
  {
    rule: 'filter-operator',
    what: '= with a text',
    severity: 'warning',
    valid: filters('INCLUDE ItemID WHERE Items.YEAR = 1970'),
    invalid: filters('INCLUDE ItemID WHERE Items.GENRES = §\\"a\\"'),
  },
  {
    rule: 'filter-placeholder',
    valid: filters('INCLUDE ItemID WHERE Items.GENRES IN ($GENRES) AND Items.YEAR > $YEAR'),
    invalid: filters('INCLUDE ItemID WHERE Items.GENRES NOT IN (§$GENRES)'),
  },
  {
    rule: 'filter-operator',
    what: 'IN with a field of numbers',
    severity: 'warning',
    valid: filters('INCLUDE UserID WHERE Users.COUNTRY IN (\\"DE\\")'),
    invalid: filters('INCLUDE UserID WHERE §Users.AGE IN (\\"30\\")'),
  },
  {
    rule: 'filter-precedence',
    severity: 'warning',
    valid: filters('INCLUDE ItemID WHERE Items.YEAR > 1 AND Items.PRICE > 1'),
    invalid: filters('INCLUDE ItemID WHERE §Items.YEAR > 1 AND Items.PRICE > 1 OR Items.YEAR = 0'),
  },
  {
    rule: 'filter-quotes',
    severity: 'warning',
    valid: filters('INCLUDE ItemID WHERE Items.GENRES IN (\\"it\'s\\")'),
    invalid: filters("INCLUDE ItemID WHERE Items.GENRES IN (§'a')"),
  },
  {
    rule: 'filter-target',
    what: 'a condition on items for actions',
    valid: filters('INCLUDE UserID WHERE Users.AGE > 30'),
    invalid: filters('INCLUDE ActionID WHERE §Items.YEAR > 1970'),
  },
  {
    rule: 'filter-target',
    what: 'a condition on users for items',
    severity: 'warning',
    valid: filters('INCLUDE ItemID WHERE Items.YEAR > 1 IF CurrentUser.AGE > 30'),
    invalid: filters('INCLUDE ItemID WHERE §Users.AGE > 30'),
  },
  {
    rule: 'filter-wildcard',
    valid: filters('INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN (\\"*\\")'),
    invalid: filters('INCLUDE ItemID WHERE Items.GENRES IN (§\\"*\\")'),
  },
];
