import { parseJson } from '../../../lib/parameter-file/json-document';
import { essence, marked } from './marked-text';

function problemsOf(content: string | Uint8Array) {
  return parseJson(content).problems;
}

const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

describe('parseJson', () => {
  it.each([
    ['text', '{"a": [1, null]}'],
    ['UTF-8 bytes', Buffer.from('{"a": [1, null]}')],
    ['text with a byte-order mark', '\uFEFF{"a": [1, null]}'],
    ['UTF-8 bytes with a byte-order mark', Buffer.from('\uFEFF{"a": [1, null]}')],
  ])('reads %s', (_, content) => {
    // Act
    const parsed = parseJson(content);

    // Assess
    expect(parsed).toMatchObject({ document: { value: { a: [1, null] } } });
  });

  it.each([
    ['a comment', '{"a": 1, §// b\n"c": 2}', 'json-syntax'],
    ['a closing bracket after a comma', '{"a": [1, 2,§]}', 'json-syntax'],
    ['a missing comma', '{\n  "a": 1\n  §"b": 2\n}', 'json-syntax'],
    ['a key without quotes', '{§a: 1}', 'json-syntax'],
    ['a string over two lines', '{"a": §"b\n"}', 'json-syntax'],
    ['a digit after a leading zero', '{"a": 0§1}', 'json-syntax'],
    ['an unknown word', '[§nil]', 'json-syntax'],
    ['the end of a text that ends too early', '{"a": [1, 2§', 'json-syntax'],
    ['a second document', '{} §{}', 'json-syntax'],
    ['a duplicate key', '{"a": 1,\n "b": {"a": 2},\n §"a": 3}', 'duplicate-key'],
    ['a duplicate key in escaped form', '{"a": 1, §"\\u0061": 3}', 'duplicate-key'],
    ['the key __proto__', '{"a": {§"__proto__": {"b": 1}}}', 'forbidden-key'],
    ['too deep nesting', `${'['.repeat(100)}§${nested(4900)}${']'.repeat(100)}`, 'nesting'],
    ['deep nesting that is never closed', `${'{"a":'.repeat(100)}§${'{"a":'.repeat(5000)}`, 'nesting'],
    [
      'too many values in several lists',
      `[${`[${'1,'.repeat(999)}1],`.repeat(99)}[${'1,'.repeat(899)}§1]]`,
      'element-count',
    ],
    ['a key that is too long', `{"a": {§"${'k'.repeat(257)}": 1}}`, 'key-length'],
    ['a list of too many elements', `{"a": §[${'1,'.repeat(2000)}1]}`, 'element-count'],
  ])('reports the place of %s', (_, textWithMark, rule) => {
    // Prepare
    const { text, line, column } = marked(textWithMark);

    // Act
    const problems = problemsOf(text);

    // Assess
    expect(essence(problems)).toEqual([{ severity: 'error', rule, line, column }]);
  });

  it.each([
    ['no bytes', '', 'json-syntax'],
    ['blanks only', ' \n', 'json-syntax'],
    ['UTF-16 text with a byte-order mark', Buffer.from('\uFEFF{"a": 1}', 'utf16le'), 'encoding'],
    ['UTF-16 text without a byte-order mark', Buffer.from('{"a": 1}', 'utf16le'), 'encoding'],
    ['big-endian UTF-16 text', Buffer.from('{"a": 1}', 'utf16le').swap16(), 'encoding'],
    ['bytes that are not UTF-8', Uint8Array.of(0x22, 0xc3, 0x28, 0x22), 'encoding'],
    ['10 MB', `{"a": "${'x'.repeat(10_000_000)}"}`, 'file-size'],
  ])('refuses the whole file if it has %s', (_, content, rule) => {
    // Act
    const problems = problemsOf(content);

    // Assess
    expect(essence(problems)).toEqual([{ severity: 'error', rule, line: 1, column: 1 }]);
  });

  it('accepts a file of 1 MiB, and not one byte more', () => {
    // Prepare
    const json = '{"a": 1}';
    const full = json.padEnd(1024 * 1024);

    // Act
    const results = [problemsOf(full), problemsOf(`${full} `), problemsOf(Buffer.from(`${full} `))];

    // Assess
    expect(results.map((problems) => problems.map(({ rule }) => rule))).toEqual([[], ['file-size'], ['file-size']]);
  });

  it('does not count keys as values', () => {
    // Prepare: 99,651 values, which is below the limit of 100,000, and 99,600 keys
    const object = `{${Array.from({ length: 1992 }, (_, index) => `"${index}": ""`).join()}}`;

    // Act
    const problems = problemsOf(`[${Array(50).fill(object).join()}]`);

    // Assess
    expect(problems).toEqual([]);
  });

  it('reports a thousand problems at most', () => {
    // Act
    const problems = problemsOf(`{${'"a": 1,'.repeat(1500)}"b": 1}`);

    // Assess
    expect(problems).toHaveLength(1000);
  });

  it('reports a long key once, however many faults are below it', () => {
    // Act
    const problems = problemsOf(`{"${'k'.repeat(100_000)}": {${'"a": 1,'.repeat(1500)}"b": 1}}`);

    // Assess
    expect(problems.map(({ rule }) => rule)).toEqual(['key-length']);
  });

  it.each([
    [
      'shows an escape character in a duplicate key as \\u001b',
      '{"a\\u001b\\n": 1, "a\\u001b\\n": 2}',
      'The key "a\\u001b\\n" is duplicated.',
    ],
    [
      'shows an escape character in place of a value as \\u001b',
      '{"a": \u001b[2J}',
      'This is not a JSON value: found "\\u001b".',
    ],
    ['accepts half of a surrogate pair', `{"a": "\ud800"}`, undefined],
  ])('%s', (_, text, message) => {
    // Act
    const problems = problemsOf(text);

    // Assess
    expect(problems.map((problem) => problem.message)).toEqual(message === undefined ? [] : [message]);
  });

  it('ends a line at any kind of line break, and counts columns in UTF-16 units', () => {
    // Prepare
    const { text, line, column } = marked('{"a": 1,\r\n"b": 2,\r"c": 3,\n"🎬": "é",§"a": 4}');

    // Act
    const problems = problemsOf(text);

    // Assess
    expect(line).toBe(3);
    expect(essence(problems)).toEqual([{ severity: 'error', rule: 'duplicate-key', line: 4, column }]);
  });

  it.each([
    ['a missing colon', '{"a" 1}', 'A colon is expected here: found "1".', undefined],
    [
      'an unclosed object',
      '{',
      "The file ends too early. '}' is expected here.",
      "The '{' of line 1, column 1 is not closed.",
    ],
    [
      'an unclosed list',
      '{\n  "a": [1, {"b": []}, 2\n\n',
      "The file ends too early. ']' is expected here.",
      "The '[' of line 2, column 8 is not closed.",
    ],
    [
      'a missing value at the end',
      '{"a":',
      'The file ends too early. A value is expected here.',
      "The '{' of line 1, column 1 is not closed.",
    ],
    [
      'a trailing comma in an object',
      '{"a": 1, }',
      "There is a comma before '}', and nothing after the comma.",
      undefined,
    ],
    ['a trailing comma in a list', '["a",\n]', "There is a comma before ']', and nothing after the comma.", undefined],
    ['a brace in place of a value', '}', 'A value is expected here: found "}".', undefined],
    [
      'a blank that JSON does not know',
      '{\u00a0"a": 1}',
      'This is not a JSON value: found "\u00a0".',
      'This blank is the character U+00A0. Write a space instead.',
    ],
    ['single quotes', "{'a': 1}", `This is not a JSON value: found "'a'".`, 'JSON strings need double quotes.'],
  ])('says in the message, and sometimes in a hint, what is wrong with %s', (_, text, message, hint) => {
    // Act
    const problems = problemsOf(text);

    // Assess
    expect(problems.map((problem) => [problem.message, problem.hint])).toEqual([[message, hint]]);
  });

  it('continues after a duplicate key, with its last value', () => {
    // Act
    const { document, problems } = parseJson('{"a": 1, "b": 2, "a": 3}');

    // Assess
    expect(document?.value).toEqual({ a: 3, b: 2 });
    expect(problems.map(({ rule }) => rule)).toEqual(['duplicate-key']);
  });
});

describe('place', () => {
  const text = '{\n  "list": [{"key": "a\\u0062\\n\\"c\\""}],\n  "~/": 1\n}';
  const parsed = parseJson(text);
  const finding = { severity: 'error', value: undefined, rule: 'r', message: 'm' } as const;

  it.each([
    ['a value', { path: '/list/0/key' }, 2, 20],
    ['a key', { path: '/list/0/key', atKey: true }, 2, 13],
    ['an element of a list', { path: '/list/0', atKey: true }, 2, 12],
    ['the value of a member whose name is escaped in the pointer', { path: '/~0~1' }, 3, 9],
    ['the object around a missing member', { path: '/list/0/other' }, 2, 12],
    ['the root', { path: '' }, 1, 1],
    ['a character in a string, after escapes', { path: '/list/0/key', offset: 4 }, 2, 20 + 1 + 'a\\u0062\\n\\"'.length],
  ])('points at %s', (_, at, line, column) => {
    // Act
    const problem = parsed.document?.place({ ...finding, ...at });

    // Assess
    expect(problem).toEqual({ ...finding, path: at.path, line, column });
  });
});
