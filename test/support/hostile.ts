import { gzipSync } from 'node:zlib';
import { interactions } from './sample';

/** Characters that a terminal obeys, except line breaks. */
export const OBEYED = /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}](?<!\n)/u;

/** A line of a stack trace. */
export const TRACE = /\n\s+at /;

/** Clears the screen, changes the color, and writes backwards. */
export const HOSTILE = '\u001b[2J\u009b31m\u202etxt';

/** Looks like USER_ID. */
const LOOKALIKE = '\u0055\u0405\u0415R_ID';

const VALID = interactions();
const LINES = VALID.split('\n');
const [HEADER = '', ...ROWS] = LINES;

/** A csv in which one row has other cells. */
const withRow = (row: string) => [HEADER, row, ...ROWS].join('\n');
const withHeader = (header: string) => [header, ...ROWS].join('\n');
const encoded = (text: string, encoding: BufferEncoding) => Buffer.from(text, encoding);

/** What each csv does wrong, and its bytes. */
export const HOSTILE_CSV: readonly (readonly [string, string | Buffer])[] = [
  ['no bytes', ''],
  ['a byte order mark alone', '\ufeff'],
  ['zeros', Buffer.alloc(4096)],
  ['line breaks alone', '\r\n\r\n\n\r'],
  ['UTF-16', encoded(`\ufeff${VALID}`, 'utf16le')],
  ['UTF-16 without a mark', encoded(VALID, 'utf16le')],
  ['Latin 1', encoded(withRow('J\u00fcrgen,item-1,click,1700000000'), 'latin1')],
  ['gzip', gzipSync(VALID)],
  ['half of a gzip', gzipSync(VALID).subarray(0, 200)],
  ['the begin of a png', Buffer.concat([Buffer.from([0x89]), Buffer.from('PNG\r\n\u001a\n'), Buffer.alloc(100, 0xff)])],
  ['JSON', JSON.stringify([{ USER_ID: 'user-1', ITEM_ID: 'item-1' }])],
  ['an error page', '<!DOCTYPE html>\n<html><body>403, Forbidden</body></html>\n'],
  ['a header with a lookalike letter', withHeader(HEADER.replace('USER_ID', LOOKALIKE))],
  ['a header in lower case', withHeader(HEADER.toLowerCase())],
  ['a header with an escape', withHeader(`${HEADER},\u001b[2J`)],
  ['a header with an invisible character', withHeader(HEADER.replace('ITEM_ID', 'ITEM\u200b_ID'))],
  ['a header with one column twice', withHeader(HEADER.replace('ITEM_ID', 'USER_ID'))],
  ['a header with __proto__', withHeader(HEADER.replace('EVENT_TYPE', '__proto__'))],
  ['a header of a hundred thousand columns', withHeader(`${HEADER},${'c,'.repeat(100_000)}`)],
  ['a header of a megabyte', withHeader('U'.repeat(1_000_000))],
  ['a quote that never ends', withRow(`"${HOSTILE},item-1,click,1700000000`)],
  ['text after a quote', withRow(`"a"${HOSTILE},item-1,click,1700000000`)],
  ['a cell of a megabyte', withRow(`${'\u6f22'.repeat(350_000)},item-1,click,1700000000`)],
  ['a cell with zeros', withRow('a\u0000b,item-1,click,1700000000')],
  [
    'half of a character',
    Buffer.concat([
      encoded(`${HEADER}\nuser`, 'utf8'),
      Buffer.from([0xf0, 0x9f]),
      encoded(',item-1,click,1700000000\n', 'utf8'),
    ]),
  ],
  ['a time beyond all numbers', withRow('user-1,item-1,click,1e400')],
  ['a time of a thousand digits', withRow(`user-1,item-1,click,${'9'.repeat(1000)}`)],
  ['a time that is not a number', withRow('user-1,item-1,click,NaN')],
  ['a time as a date', withRow('user-1,item-1,click,2026-01-05T00:00:00Z')],
  ['tabs instead of commas', VALID.replaceAll(',', '\t')],
  ['a row of one cell', withRow('user-1')],
  ['event types that reorder and end lines', withRow('user-1,item-1,\u202ekcilc\u2028click,1700000000')],
  ['a formula', withRow(`=HYPERLINK("http://x"),item-1,click,1700000000`)],
];

/** What each parameter file or other JSON does wrong, and its bytes. */
export const HOSTILE_JSON: readonly (readonly [string, string | Buffer])[] = [
  ['no bytes', ''],
  ['blanks', ' \n\t'],
  ['a zero byte', '\0'],
  ['a byte order mark alone', '\ufeff'],
  ['null', 'null'],
  ['a text', `"${HOSTILE}"`.replaceAll('\u001b', '\\u001b')],
  ['a raw escape', `{"a": "${HOSTILE}"}`],
  ['a number beyond all numbers', '1e400'],
  ['a number of a hundred thousand digits', '7'.repeat(100_000)],
  ['lists in lists', '['.repeat(200_000)],
  ['objects in objects', '{"a":'.repeat(60_000)],
  ['a prototype', '{"__proto__": {"datasetGroup": 1}}'],
  ['a constructor', '{"constructor": {"prototype": {"polluted": true}}}'],
  ['a duplicate key', '{"datasetGroup": {}, "datasetGroup": {}}'],
  ['a duplicate key behind an escape', '{"solutions": [], "solut\\u0069ons": []}'],
  ['a key that clears the screen', '{"\\u001b[2J\\u202e": 1}'],
  ['half of a character', '{"\\ud800": "\\udfff"}'],
  ['UTF-16', encoded('\ufeff{}', 'utf16le')],
  ['UTF-16, the other way around', encoded('\ufeff{"a": 1}', 'utf16le').swap16()],
  ['an overlong encoding', Buffer.from([0x7b, 0xc0, 0xa2, 0x7d])],
  ['gzip', gzipSync('{}')],
  ['half of a gzip', gzipSync('{"datasetGroup": {}}').subarray(0, 12)],
  ['two documents', '{}{}'],
  ['a comma too much', '{"datasetGroup": {},}'],
  ['a comment', '{} // nothing'],
  ['YAML', 'datasetGroup:\n  serviceConfig:\n    name: x\n'],
];
