import { cutText, indentedAfterFirst, plural, printable, printableLines, show } from '../../../lib/text/format';

describe('printable', () => {
  test.each([
    ['line breaks and tabs', 'a\r\nb\tc', 'a\\u000d\\u000ab\\u0009c'],
    ['an escape sequence', '\u001b[2J', '\\u001b[2J'],
    ['the control characters U+009B and U+007F', '\u009b31m\u007f', '\\u009b31m\\u007f'],
    ['line and paragraph separators', 'a\u2028b\u2029', 'a\\u2028b\\u2029'],
    ['reversed text', '\u202egnp.exe', '\\u202egnp.exe'],
    ['characters without a width', 'USER_ID\u200b\ufeff\u00ad', 'USER_ID\\u200b\\ufeff\\u00ad'],
    ['half of a surrogate pair', 'x\ud800y', 'x\\ud800y'],
    ['letters and emojis unchanged,', 'Ünïcödé 🎬 日本', 'Ünïcödé 🎬 日本'],
  ])('shows %s in one line without control characters', (_, text, expected) => {
    // Act and assess
    expect(printable(text)).toBe(expected);
  });
});

test('printableLines keeps line feeds, and shows other control characters as escapes', () => {
  // Act and assess
  expect(printableLines('a\r\nb\u0007\n')).toBe('a\\u000d\nb\\u0007\n');
});

test('indentedAfterFirst indents all lines but the first by two spaces, except empty lines and lines with that indentation', () => {
  // Act and assess
  expect(indentedAfterFirst("'a\n Error: none' has\n  a list\n")).toBe("'a\n   Error: none' has\n  a list\n");
});

describe('cutText', () => {
  test.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc…'],
    ['ab🎬d', 3, 'ab…'],
    ['ab🎬d', 4, 'ab🎬…'],
    ['What serves goes on serving.', 24, 'What serves goes on…'],
    ['What serves goes on serving.', 19, 'What serves goes on…'],
    ['a longestword', 8, 'a longes…'],
  ])('shortens "%s" to at most %d UTF-16 units before the ellipsis: "%s"', (text, length, expected) => {
    // Act and assess
    expect(cutText(text, length)).toBe(expected);
  });
});

describe('show', () => {
  test('writes a number that is too large for JavaScript as Infinity, not as null', () => {
    // Act and assess
    expect([show(JSON.parse('1e400')), show(JSON.parse('-1e400')), show(null)]).toEqual([
      'Infinity',
      '-Infinity',
      'null',
    ]);
  });

  test('writes JSON on one line, cut if it is long, and undefined as the word nothing', () => {
    // Act and assess
    expect([show({ a: '\u0085' }), show(undefined), show('x'.repeat(200))]).toEqual([
      '{"a":"\\u0085"}',
      'nothing',
      `"${'x'.repeat(79)}…`,
    ]);
  });

  test('says that a value is nested too deeply to be written', () => {
    // Prepare
    const deep: unknown = JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`);

    // Act and assess
    expect(show(deep)).toBe('nested too deeply');
  });
});

test.each([
  [0, '0 files'],
  [1, '1 file'],
  [2, '2 files'],
])('the plural of file for %d is "%s"', (count, expected) => {
  // Act and assess
  expect(plural(count, 'file')).toBe(expected);
});
