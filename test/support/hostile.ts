import { gzipSync } from 'node:zlib';
import { interactions } from './sample';

/**
 * Matches control characters (but not line feeds); unpaired surrogates; bidirectional controls; separators of lines and paragraphs; a line
 * that begins with the forged text of HOSTILE.
 */
export const OBEYED = /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}](?<!\n)|^Forged line/mu;

/** The beginning of a line of a stack trace. */
export const TRACE = /\n\s+at /;

/** Clears the screen, changes the color, writes backwards, and begins a line that looks like output of the program. */
export const HOSTILE = '\u001b[2J\u009b31m\u202etxt\nForged line';

/** Text that is displayed like USER_ID, but has two Cyrillic letters. */
const LOOKALIKE = '\u0055\u0405\u0415R_ID';

const VALID = interactions();
const LINES = VALID.split('\n');
const [HEADER = '', ...ROWS] = LINES;

/** A valid csv with one more row in front of the others. */
const withRow = (row: string) => [HEADER, row, ...ROWS].join('\n');
const withHeader = (header: string) => [header, ...ROWS].join('\n');
const encoded = (text: string, encoding: BufferEncoding) => Buffer.from(text, encoding);

/** What is wrong with each csv, and its bytes. */
export const HOSTILE_CSV: readonly (readonly [string, string | Buffer])[] = [
  ['no bytes', ''],
  ['a byte order mark only', '\ufeff'],
  ['NUL bytes only', Buffer.alloc(4096)],
  ['line breaks only', '\r\n\r\n\n\r'],
  ['UTF-16 text', encoded(`\ufeff${VALID}`, 'utf16le')],
  ['UTF-16 text without a byte order mark', encoded(VALID, 'utf16le')],
  ['Latin 1 text', encoded(withRow('J\u00fcrgen,item-1,click,1700000000'), 'latin1')],
  ['gzip data', gzipSync(VALID)],
  ['truncated gzip data', gzipSync(VALID).subarray(0, 200)],
  [
    'the signature of a PNG image',
    Buffer.concat([Buffer.from([0x89]), Buffer.from('PNG\r\n\u001a\n'), Buffer.alloc(100, 0xff)]),
  ],
  ['JSON in place of csv', JSON.stringify([{ USER_ID: 'user-1', ITEM_ID: 'item-1' }])],
  ['an error page in HTML', '<!DOCTYPE html>\n<html><body>403, Forbidden</body></html>\n'],
  ['a header with two lookalike letters', withHeader(HEADER.replace('USER_ID', LOOKALIKE))],
  ['a header in lower case', withHeader(HEADER.toLowerCase())],
  ['a header with an escape character', withHeader(`${HEADER},\u001b[2J`)],
  ['a header with an invisible character', withHeader(HEADER.replace('ITEM_ID', 'ITEM\u200b_ID'))],
  ['a header with a duplicate column', withHeader(HEADER.replace('ITEM_ID', 'USER_ID'))],
  ['a header with the column __proto__', withHeader(HEADER.replace('EVENT_TYPE', '__proto__'))],
  ['a header of more than a hundred thousand columns', withHeader(`${HEADER},${'c,'.repeat(100_000)}`)],
  ['a header of a megabyte', withHeader('U'.repeat(1_000_000))],
  ['a quote that never ends', withRow(`"${HOSTILE},item-1,click,1700000000`)],
  ['text after a quote', withRow(`"a"${HOSTILE},item-1,click,1700000000`)],
  ['a cell of a megabyte', withRow(`${'\u6f22'.repeat(350_000)},item-1,click,1700000000`)],
  ['a cell with a NUL character', withRow('a\u0000b,item-1,click,1700000000')],
  [
    'an incomplete UTF-8 character',
    Buffer.concat([
      encoded(`${HEADER}\nuser`, 'utf8'),
      Buffer.from([0xf0, 0x9f]),
      encoded(',item-1,click,1700000000\n', 'utf8'),
    ]),
  ],
  ['a time above the largest number', withRow('user-1,item-1,click,1e400')],
  ['a time of a thousand digits', withRow(`user-1,item-1,click,${'9'.repeat(1000)}`)],
  ['NaN as a time', withRow('user-1,item-1,click,NaN')],
  ['a date as a time', withRow('user-1,item-1,click,2026-01-05T00:00:00Z')],
  ['tabs instead of commas', VALID.replaceAll(',', '\t')],
  ['a row of one cell', withRow('user-1')],
  ['an event type with reversed text and a line separator', withRow('user-1,item-1,\u202ekcilc\u2028click,1700000000')],
  ['a formula', withRow(`=HYPERLINK("http://x"),item-1,click,1700000000`)],
];

/** What is wrong with each parameter file or other JSON, and its bytes. */
export const HOSTILE_JSON: readonly (readonly [string, string | Buffer])[] = [
  ['no bytes', ''],
  ['blanks only', ' \n\t'],
  ['a NUL byte', '\0'],
  ['a byte order mark only', '\ufeff'],
  ['null as its value', 'null'],
  ['a string with a line break as its value', `"${HOSTILE}"`.replaceAll('\u001b', '\\u001b')],
  ['an escape character', `{"a": "${HOSTILE}"}`],
  ['a number above the largest one', '1e400'],
  ['a number of a hundred thousand digits', '7'.repeat(100_000)],
  ['200,000 opening brackets', '['.repeat(200_000)],
  ['60,000 nested objects that never end', '{"a":'.repeat(60_000)],
  ['the member __proto__', '{"__proto__": {"datasetGroup": 1}}'],
  ['the member constructor', '{"constructor": {"prototype": {"polluted": true}}}'],
  ['a duplicate member', '{"datasetGroup": {}, "datasetGroup": {}}'],
  ['the member solutions twice, once in escaped form', '{"solutions": [], "solut\\u0069ons": []}'],
  ['a member whose name clears the screen', '{"\\u001b[2J\\u202e": 1}'],
  ['escapes of unpaired surrogates', '{"\\ud800": "\\udfff"}'],
  ['UTF-16 text', encoded('\ufeff{}', 'utf16le')],
  ['big-endian UTF-16 text', encoded('\ufeff{"a": 1}', 'utf16le').swap16()],
  ['overlong UTF-8', Buffer.from([0x7b, 0xc0, 0xa2, 0x7d])],
  ['gzip data', gzipSync('{}')],
  ['truncated gzip data', gzipSync('{"datasetGroup": {}}').subarray(0, 12)],
  ['two documents', '{}{}'],
  ['a trailing comma', '{"datasetGroup": {},}'],
  ['a comment', '{} // nothing'],
  ['YAML in place of JSON', 'datasetGroup:\n  serviceConfig:\n    name: x\n'],
];
