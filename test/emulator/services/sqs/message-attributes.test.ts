import { checkAttributes, md5OfAttributes } from '../../../../emulator/services/sqs/message-attributes';

describe('md5OfAttributes', () => {
  it('returns the hash that SQS returns for the same attribute', () => {
    const attributes = {
      timestamp: { DataType: 'Number', StringValue: '1493147359900' },
    };
    expect(md5OfAttributes(attributes)).toBe('235c5c510d26fb653d073faed50ae77c');
  });

  it('returns the same hash for bytes and for their base64 text, and for any order of the names', () => {
    const text = { DataType: 'String', StringValue: 'x' };
    const one = md5OfAttributes({ a: text, b: { DataType: 'Binary', BinaryValue: 'AQI=' } });
    const other = md5OfAttributes({ b: { DataType: 'Binary', BinaryValue: Buffer.from([1, 2]) }, a: text });
    expect(one).toBe(other);
  });

  it('returns undefined if there are no attributes', () => {
    expect(md5OfAttributes({})).toBeUndefined();
  });
});

describe('checkAttributes', () => {
  it.each([
    ['an unknown type', { a: { DataType: 'Text', StringValue: 'x' } }, 'invalid type'],
    ['an invalid number', { a: { DataType: 'Number', StringValue: 'x' } }, 'number'],
    ['no value', { a: { DataType: 'String' } }, 'StringValue'],
    ['a value of another type', { a: { DataType: 'Binary', StringValue: 'x' } }, 'BinaryValue'],
    ['a reserved name', { 'AWS.a': { DataType: 'String', StringValue: 'x' } }, 'name'],
    ['two periods in sequence in a name', { 'a..b': { DataType: 'String', StringValue: 'x' } }, 'name'],
    ['a period at the end of a name', { 'a.': { DataType: 'String', StringValue: 'x' } }, 'name'],
    [
      'more than ten attributes',
      Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`a${i}`, { DataType: 'String', StringValue: 'x' }])),
      '[11]',
    ],
  ])('refuses %s', (_what, attributes, message) => {
    expect(() => checkAttributes(attributes)).toThrow(message);
  });
});
