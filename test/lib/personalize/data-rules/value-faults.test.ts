import { valueCheck } from '../../../../lib/personalize/data-rules/value-faults';
import type { DatasetType } from '../../../../lib/personalize/dataset-types';
import { schemaFields } from '../../../../lib/personalize/schema';

const LONG = 'x'.repeat(1001);
const TEXT = { name: 'PLOT', textual: true };
const END_OF_9999 = '253402300799';

describe('the check of values that recipes cannot use', () => {
  test.each([
    ['finds numbers outside 1 to 10 in', 'VALUE', 'ACTIONS', ['0', '1', '10', '11'], ['0', '11']],
    ['finds numbers outside 0 to 30 in', 'REPEAT_FREQUENCY', 'ACTIONS', ['-1', '0', '30', '31'], ['-1', '31']],
    ['accepts any number in', 'VALUE', 'ITEMS', ['11'], []],
  ] as const)('%s %s of %s', (_, name, datasetType, values, wrong) => {
    // Prepare
    const [field] = schemaFields({ type: 'record', fields: [{ name, type: ['null', 'long'] }] });
    const check = field && valueCheck(field, datasetType);

    // Act and assess
    expect(values.filter((value) => check?.(value) !== undefined)).toEqual(wrong);
    expect(check?.('')).toBeUndefined();
  });

  test('finds event types of action interactions other than taken, not taken and viewed', () => {
    // Prepare
    const [field] = schemaFields({ type: 'record', fields: [{ name: 'EVENT_TYPE', type: 'string' }] });
    const check = field && valueCheck(field, 'ACTION_INTERACTIONS');

    // Act
    const wrong = ['Taken', 'NOT_TAKEN', 'Not taken', 'viewed', 'View', 'click'].filter((type) => check?.(type));

    // Assess
    expect(wrong).toEqual(['View', 'click']);
  });
});

/** Type of a dataset in which the column is a time; ITEMS for columns that are no time. */
const typeOf = ({ name }: { readonly name: string }) =>
  name === 'TIMESTAMP' ? 'INTERACTIONS' : name === 'EXPIRATION_TIMESTAMP' ? 'ACTIONS' : 'ITEMS';

describe('the check of a value', () => {
  test.each([
    ['refuses an impression that is too long', { name: 'IMPRESSION' }, LONG, 'value-length'],
    ['refuses a categorical value that is too long', { name: 'GENRE', categorical: true }, LONG, 'value-length'],
    ['reports a string that is too long in any other column', { name: 'TITLE' }, LONG, 'string-length'],
    [
      'accepts the last second of 9999 as an expiry',
      { name: 'EXPIRATION_TIMESTAMP', type: 'long' },
      END_OF_9999,
      undefined,
    ],
    [
      'refuses an expiry in milliseconds',
      { name: 'EXPIRATION_TIMESTAMP', type: 'long' },
      '1700000000000',
      'timestamp-seconds',
    ],
    [
      'refuses the year 9999 as a creation time',
      { name: 'CREATION_TIMESTAMP', type: 'long' },
      END_OF_9999,
      'timestamp-seconds',
    ],
    ['reports a time before 1970', { name: 'TIMESTAMP', type: 'long' }, '-1', 'negative-timestamp'],
    ['accepts the first second of 1970', { name: 'TIMESTAMP', type: 'long' }, '0', undefined],
    [
      'reports the creation of a film in 1950',
      { name: 'CREATION_TIMESTAMP', type: 'long' },
      '-631152000',
      'negative-timestamp',
    ],
    [
      'refuses a time of 1950 in milliseconds',
      { name: 'TIMESTAMP', type: 'long' },
      '-631152000000',
      'timestamp-seconds',
    ],
    [
      'accepts CREATION_TIMESTAMP of users in milliseconds, as it is an ordinary column there',
      { name: 'CREATION_TIMESTAMP', type: 'long' },
      '1700000000000',
      undefined,
      'USERS',
    ],
    [
      'accepts TIMESTAMP of items in milliseconds, as it is an ordinary column there',
      { name: 'TIMESTAMP', type: 'long' },
      '1700000000000',
      undefined,
      'ITEMS',
    ],
    ['accepts a negative number that is not a time', { name: 'TEMPERATURE', type: 'long' }, '-1', undefined],
    ['accepts a text of 20,000 letters', TEXT, 'p'.repeat(20_000), undefined],
    ['reports a text of 20,001 letters', TEXT, 'p'.repeat(20_001), 'text-length'],
    ['accepts a text of 7,000 characters in Chinese', TEXT, '电'.repeat(7000), undefined],
    ['reports a text of 7,001 characters in Chinese', TEXT, '电'.repeat(7001), 'text-length'],
    [
      'reports a text of 7,001 characters in Japanese, even if it has Katakana only',
      TEXT,
      'カ'.repeat(7001),
      'text-length',
    ],
  ] as const)('%s', (_, field, value, rule, datasetType: DatasetType = typeOf(field)) => {
    // Prepare
    const [check] = schemaFields({ type: 'record', fields: [{ type: 'string', ...field }] }).map((each) =>
      valueCheck(each, datasetType),
    );

    // Act and assess
    expect(check?.(value)?.rule).toBe(rule);
  });
});
