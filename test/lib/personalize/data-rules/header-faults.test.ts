import { headerFaultsOf } from '../../../../lib/personalize/data-rules/header-faults';
import { schemaFields } from '../../../../lib/personalize/schema';
import { ITEMS } from '../../../support/personalize-testbed';

/** Messages for a file with this beginning. */
function messages(text: string | Buffer): readonly string[] {
  return headerFaultsOf(
    Buffer.from(text),
    schemaFields(ITEMS).map(({ name }) => name),
  ).map(({ rule, message }) => `${rule}: ${message}`);
}

describe('the check of a header', () => {
  test.each([
    ['a sound one', 'ITEM_ID,GENRE,YEAR\n', []],
    ['a sound one without rows or line end', 'ITEM_ID,GENRE,YEAR', []],
    ['one with a mark of the byte order', '\uFEFFITEM_ID,GENRE,YEAR\n', [expect.stringContaining('byte-order-mark')]],
    ['a mark of the byte order alone', '\uFEFF', ['csv-header: The file is empty, it has no header.']],
    ['a fault in a later row', 'ITEM_ID,GENRE,YEAR\n1,a"b,2\n', []],
    ['nothing', '', ['csv-header: The file is empty, it has no header.']],
    ...[';', '\t', '|'].map((delimiter): [string, string, readonly string[]] => [
      `columns separated by ${delimiter}`,
      `item_id${delimiter}"GENRE"${delimiter}YEAR\n1${delimiter}a,b${delimiter}1999\n`,
      [
        `csv-header: The columns are separated by ${JSON.stringify(delimiter)}, and Personalize reads commas. Save the file with commas.`,
      ],
    ]),
    [
      'columns of other names, separated by ;',
      'Artikel;Genre\n1;a,b\n',
      ['csv-header: The columns are separated by ";", and Personalize reads commas. Save the file with commas.'],
    ],
    ['data', 'i1,x,1999\n', [expect.stringContaining('csv-header: The first row is not a header')]],
    [
      'names that are only spelt differently',
      'itemId,genre,YEAR\n',
      [
        'missing-column: Column ITEM_ID of the schema is missing. Rename the column "itemId".',
        'missing-column: Column GENRE of the schema is missing. Rename the column "genre".',
      ],
    ],
    [
      'other columns',
      'ITEM_ID,GENRE,PRICE\n',
      [
        'missing-column: Column YEAR of the schema is missing.',
        'unknown-column: Column "PRICE" is not a field of the schema.',
      ],
    ],
    ['a column twice', 'ITEM_ID,GENRE,YEAR,YEAR\n', [expect.stringContaining('column-order')]],
    ['quotes', '"ITEM_ID",GENRE,YEAR\n', [expect.stringContaining('quoted-header')]],
    ['empty lines first, and CRLF', '\r\n\nITEM_ID,GENRE,YEAR\r\n1,a,2\r\n', []],
    [
      'other names in quotes',
      '"ITEM_ID","a, b",YEAR\n',
      expect.arrayContaining([expect.stringContaining('missing-column: Column GENRE')]),
    ],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), ['data-encoding: The file is not text in UTF-8.']],
    ['UTF-16', Buffer.from('\uFEFFITEM_ID', 'utf16le'), ['data-encoding: The file is not text in UTF-8.']],
  ])('judges %s', (_, text, expected) => {
    // Act and assess
    expect(messages(text)).toEqual(expected);
  });
});
