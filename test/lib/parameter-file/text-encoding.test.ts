import { decodeText } from '../../../lib/parameter-file/text-encoding';

const MARK = '\uFEFF';
const UTF_16 = 'The file is encoded as UTF-16; a parameter file is UTF-8.';
const INVALID = 'The file is not valid UTF-8.';

describe('the text of a parameter file', () => {
  it.each([
    ['a text', '{"ä": 1}', '{"ä": 1}'],
    ['a text with a byte-order mark', `${MARK}{}`, '{}'],
    ['bytes', Buffer.from('{"ä": 1}'), '{"ä": 1}'],
    ['bytes with a byte-order mark', Buffer.from(`${MARK}{}`), '{}'],
    ['an empty file', new Uint8Array(), ''],
    ['a text of the maximum size', 'x'.repeat(1024 * 1024), 'x'.repeat(1024 * 1024)],
  ])('is read from %s', (_what, content, text) => {
    // Act
    const decoded = decodeText(content);

    // Assess
    expect(decoded).toEqual({ text });
  });

  it.each([
    ['little-endian UTF-16 with a byte-order mark', [0xff, 0xfe, 0x7b, 0], UTF_16],
    ['big-endian UTF-16 with a byte-order mark', [0xfe, 0xff, 0, 0x7b], UTF_16],
    ['little-endian UTF-16 without a byte-order mark', [0x7b, 0], UTF_16],
    ['big-endian UTF-16 without a byte-order mark', [0, 0x7b], UTF_16],
    ['invalid UTF-8 that begins with FF', [0xff, 0x7b], INVALID],
    ['invalid UTF-8 that begins with FE', [0xfe, 0x7b], INVALID],
    ['invalid UTF-8 that ends with FE', [0x7b, 0xfe], INVALID],
    ['invalid UTF-8 that ends with FF', [0x7b, 0xff], INVALID],
  ])('is not read from %s', (_what, bytes, message) => {
    // Act
    const decoded = decodeText(new Uint8Array(bytes));

    // Assess
    expect(decoded).toEqual({ rule: 'encoding', message, hint: 'Save it as UTF-8.' });
  });

  it.each(['text', 'bytes'])('is not read from %s above the maximum size', (form) => {
    // Prepare
    const text = `${'x'.repeat(1024 * 1024 - 1)}ä`;

    // Act
    const decoded = decodeText(form === 'text' ? text : Buffer.from(text));

    // Assess
    expect(decoded).toEqual({
      rule: 'file-size',
      message: 'The file has 1048577 bytes; a parameter file must have at most 1048576.',
    });
  });
});
