import { checkAttributes, md5OfAttributes } from '../../../../emulator/services/sqs/message-attributes';

describe('md5OfAttributes', () => {
  it('hashes name, type, kind and value with their lengths', () => {
    const attributes = {
      timestamp: { DataType: 'Number', StringValue: '1493147359900' },
    };
    expect(md5OfAttributes(attributes)).toBe('235c5c510d26fb653d073faed50ae77c');
  });

  it('depends on bytes, not on their form nor on the order of the names', () => {
    const text = { DataType: 'String', StringValue: 'x' };
    const one = md5OfAttributes({ a: text, b: { DataType: 'Binary', BinaryValue: 'AQI=' } });
    const other = md5OfAttributes({ b: { DataType: 'Binary', BinaryValue: Buffer.from([1, 2]) }, a: text });
    expect(one).toBe(other);
  });

  it('is absent without attributes', () => {
    expect(md5OfAttributes({})).toBeUndefined();
  });
});

describe('checkAttributes', () => {
  it.each([
    ['an unknown type', { a: { DataType: 'Text', StringValue: 'x' } }, 'invalid type'],
    ['an invalid number', { a: { DataType: 'Number', StringValue: 'x' } }, 'number'],
    ['no value', { a: { DataType: 'String' } }, 'StringValue'],
    ['the value of another type', { a: { DataType: 'Binary', StringValue: 'x' } }, 'BinaryValue'],
    ['a reserved name', { 'AWS.a': { DataType: 'String', StringValue: 'x' } }, 'name'],
    [
      'more than ten attributes',
      Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`a${i}`, { DataType: 'String', StringValue: 'x' }])),
      '[11]',
    ],
  ])('refuses %s', (_what, attributes, message) => {
    expect(() => checkAttributes(attributes)).toThrow(message);
  });
});
