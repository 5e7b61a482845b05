import { headerFaultsOf } from '../../../../lib/personalize/data-rules/header-faults';
import { schemaFields } from '../../../../lib/personalize/schema';
import { ITEMS } from '../../../support/personalize-testbed';

/** Messages about a file that begins with `text`. */
function messages(text: string | Buffer): readonly string[] {
  return headerFaultsOf(
    Buffer.from(text),
    schemaFields(ITEMS).map(({ name }) => name),
  ).map(({ rule, message }) => `${rule}: ${message}`);
}

describe('the check of a header', () => {
  test.each([
    ['accepts a valid header', 'ITEM_ID,GENRE,YEAR\n', []],
    ['accepts a valid header without rows or line end', 'ITEM_ID,GENRE,YEAR', []],
    ['reports a byte-order mark', '\uFEFFITEM_ID,GENRE,YEAR\n', [expect.stringContaining('byte-order-mark')]],
    ['reports a file with a byte-order mark only', '\uFEFF', ['csv-header: The file is empty, it has no header.']],
    ['ignores a fault in a later row', 'ITEM_ID,GENRE,YEAR\n1,a"b,2\n', []],
    ['reports an empty file', '', ['csv-header: The file is empty, it has no header.']],
    ...[';', '\t', '|'].map((delimiter): [string, string, readonly string[]] => [
      `reports columns separated by ${JSON.stringify(delimiter)}`,
      `item_id${delimiter}"GENRE"${delimiter}YEAR\n1${delimiter}a,b${delimiter}1999\n`,
      [
        `csv-header: The columns are separated by ${JSON.stringify(delimiter)}, and Personalize reads commas. Save the file with commas.`,
      ],
    ]),
    [
      'reports the separator ";" even if no column has a name of the schema',
      'Artikel;Genre\n1;a,b\n',
      ['csv-header: The columns are separated by ";", and Personalize reads commas. Save the file with commas.'],
    ],
    [
      'reports data in the first row, where a header must be',
      'i1,x,1999\n',
      [expect.stringContaining('csv-header: The first row is not a header')],
    ],
    [
      'says which columns to rename if they are spelled in another way',
      'itemId,genre,YEAR\n',
      [
        'missing-column: Column ITEM_ID of the schema is missing. Rename the column "itemId".',
        'missing-column: Column GENRE of the schema is missing. Rename the column "genre".',
      ],
    ],
    [
      'reports an unknown and a missing column',
      'ITEM_ID,GENRE,PRICE\n',
      [
        'missing-column: Column YEAR of the schema is missing.',
        'unknown-column: Column "PRICE" is not a field of the schema.',
      ],
    ],
    [
      'reports a duplicate column, but no wrong order',
      'ITEM_ID,GENRE,YEAR,YEAR,YEAR\n',
      ['duplicate-column: Column YEAR is duplicated.'],
    ],
    [
      'reports a duplicate beside a missing column',
      'ITEM_ID,GENRE,GENRE\n',
      ['missing-column: Column YEAR of the schema is missing.', 'duplicate-column: Column GENRE is duplicated.'],
    ],
    ['reports a column name in quotes', '"ITEM_ID",GENRE,YEAR\n', [expect.stringContaining('quoted-header')]],
    ['accepts empty lines before the header, and CRLF', '\r\n\nITEM_ID,GENRE,YEAR\r\n1,a,2\r\n', []],
    [
      'reports a missing column if the names are in quotes and one has a comma',
      '"ITEM_ID","a, b",YEAR\n',
      expect.arrayContaining([expect.stringContaining('missing-column: Column GENRE')]),
    ],
    ['reports gzip data', Buffer.from([0x1f, 0x8b, 8, 0]), ['data-encoding: The file is not text in UTF-8.']],
    ['reports UTF-16 text', Buffer.from('\uFEFFITEM_ID', 'utf16le'), ['data-encoding: The file is not text in UTF-8.']],
  ])('%s', (_, text, expected) => {
    // Act and assess
    expect(messages(text)).toEqual(expected);
  });
});
