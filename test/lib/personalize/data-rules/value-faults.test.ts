import { valueCheck } from '../../../../lib/personalize/data-rules/value-faults';
import { schemaFields } from '../../../../lib/personalize/schema';

const LONG = 'x'.repeat(1001);
const END_OF_9999 = '253402300799';

describe('the check of a value of actions', () => {
  test.each([
    ['VALUE', 'ACTIONS', ['0', '1', '10', '11'], ['0', '11']],
    ['REPEAT_FREQUENCY', 'ACTIONS', ['-1', '0', '30', '31'], ['-1', '31']],
    ['VALUE', 'ITEMS', ['11'], []],
  ] as const)('finds meaningless values of %s in %s', (name, datasetType, values, wrong) => {
    // Prepare
    const [field] = schemaFields({ type: 'record', fields: [{ name, type: ['null', 'long'] }] });
    const check = field && valueCheck(field, datasetType);

    // Act and assess
    expect(values.filter((value) => check?.(value) !== undefined)).toEqual(wrong);
    expect(check?.('')).toBeUndefined();
  });

  test('finds meaningless event types of action interactions', () => {
    // Prepare
    const [field] = schemaFields({ type: 'record', fields: [{ name: 'EVENT_TYPE', type: 'string' }] });
    const check = field && valueCheck(field, 'ACTION_INTERACTIONS');

    // Act
    const wrong = ['Taken', 'NOT_TAKEN', 'Not taken', 'viewed', 'View', 'click'].filter((type) => check?.(type));

    // Assess
    expect(wrong).toEqual(['View', 'click']);
  });
});

describe('the check of a value', () => {
  test.each([
    ['a long impression', { name: 'IMPRESSION' }, LONG, 'value-length'],
    ['a long categorical value', { name: 'GENRE', categorical: true }, LONG, 'value-length'],
    ['another long string', { name: 'TITLE' }, LONG, 'string-length'],
    ['the last second of 9999 as an expiry', { name: 'EXPIRATION_TIMESTAMP', type: 'long' }, END_OF_9999, undefined],
    ['an expiry in ms', { name: 'EXPIRATION_TIMESTAMP', type: 'long' }, '1700000000000', 'timestamp-seconds'],
    ['the year 9999 elsewhere', { name: 'CREATION_TIMESTAMP', type: 'long' }, END_OF_9999, 'timestamp-seconds'],
    ['a time before 1970', { name: 'TIMESTAMP', type: 'long' }, '-1', 'negative-timestamp'],
    ['the first second of 1970', { name: 'TIMESTAMP', type: 'long' }, '0', undefined],
    ['a film of 1950', { name: 'CREATION_TIMESTAMP', type: 'long' }, '-631152000', 'negative-timestamp'],
    ['ms before 1970', { name: 'TIMESTAMP', type: 'long' }, '-631152000000', 'timestamp-seconds'],
    ['another negative number', { name: 'TEMPERATURE', type: 'long' }, '-1', undefined],
  ])('judges %s', (_, field, value, rule) => {
    // Prepare
    const [check] = schemaFields({ type: 'record', fields: [{ type: 'string', ...field }] }).map((each) =>
      valueCheck(each, 'ITEMS'),
    );

    // Act and assess
    expect(check?.(value)?.rule).toBe(rule);
  });
});
