import { valueCheck } from '../../../personalize/data-rules/value-faults';
import { schemaFields } from '../../../personalize/schema';

const LONG = 'x'.repeat(1001);
const END_OF_9999 = '253402300799';

describe('the check of a value', () => {
  test.each([
    ['a long impression', { name: 'IMPRESSION' }, LONG, 'value-length'],
    ['a long categorical value', { name: 'GENRE', categorical: true }, LONG, 'value-length'],
    ['another long string', { name: 'TITLE' }, LONG, 'string-length'],
    ['the last second of 9999 as an expiry', { name: 'EXPIRATION_TIMESTAMP', type: 'long' }, END_OF_9999, undefined],
    ['an expiry in ms', { name: 'EXPIRATION_TIMESTAMP', type: 'long' }, '1700000000000', 'timestamp-seconds'],
    ['the year 9999 elsewhere', { name: 'CREATION_TIMESTAMP', type: 'long' }, END_OF_9999, 'timestamp-seconds'],
  ])('judges %s', (_, field, value, rule) => {
    // Prepare
    const [check] = schemaFields({ type: 'record', fields: [{ type: 'string', ...field }] }).map(valueCheck);

    // Act and assess
    expect(check?.(value)?.rule).toBe(rule);
  });
});
