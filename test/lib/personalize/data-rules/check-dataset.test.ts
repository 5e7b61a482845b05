import { type CsvFile, checkDataset } from '../../../../lib/personalize/data-rules/check-dataset';
import type { DatasetPurpose } from '../../../../lib/personalize/data-rules/purpose';
import { schemaFields } from '../../../../lib/personalize/schema';
import { csvFile } from '../../../support/csv-file';
import { INTERACTIONS, ITEMS, interactionsCsv } from '../../../support/personalize-testbed';

const PURPOSE: DatasetPurpose = {
  datasetType: 'INTERACTIONS',
  fields: schemaFields(INTERACTIONS),
  importMode: 'FULL',
  trainings: [],
  filtered: [],
  hasMoreData: false,
  recipes: [],
};
const ITEMS_PURPOSE: DatasetPurpose = { ...PURPOSE, datasetType: 'ITEMS', fields: schemaFields(ITEMS) };
const SOUND = interactionsCsv();
const LINES = SOUND.split('\n');
/** The valid csv with some lines replaced. `others` has each new line by its number, counted from 1. */
const withLines = (others: Readonly<Record<number, string>>) =>
  LINES.map((line, index) => others[index + 1] ?? line).join('\n');

function endless(beginning: string, text: string): CsvFile {
  const chunk = Buffer.from(text.repeat(65_536 / text.length));
  return {
    name: 'endless.csv',
    size: 1,
    async *open() {
      yield Buffer.from(beginning);
      for (;;) yield chunk;
    },
  };
}

describe('the check of a dataset', () => {
  test('names file, line and column of each violation, and its value separately from the message', async () => {
    // Prepare
    const broken = withLines({ 3: 'u1,i1,yesterday,click,1', 5: 'u1,,1700000000,click,1' });

    // Act
    const { violations, counts } = await checkDataset([csvFile(SOUND, 'a.csv'), csvFile(broken, 'b.csv')], PURPOSE, {
      showValues: true,
    });

    // Assess
    const place = { severity: 'error', file: 'b.csv' };
    expect(violations).toEqual([
      {
        ...place,
        rule: 'value-type',
        line: 3,
        message: 'Column TIMESTAMP: the value is not of type long.',
        value: 'yesterday',
      },
      {
        ...place,
        rule: 'null-value',
        line: 5,
        message: 'Column ITEM_ID: the value is empty, but the schema does not allow null.',
        value: '',
      },
    ]);
    expect(counts).toEqual({ 'value-type': 1, 'null-value': 1 });
  });

  test('keeps the first ten violations of each rule, and counts all', async () => {
    // Prepare
    const broken = csvFile(SOUND.replaceAll(',click,', ',click,x'));

    // Act
    const { violations, counts } = await checkDataset([broken, broken], PURPOSE);

    // Assess
    expect(violations.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(counts).toEqual({ 'value-type': 2400 });
  });

  test('counts rows, IDs, event types and nulls, and finds the oldest and newest time', async () => {
    // Prepare
    const more = 'USER_ID,ITEM_ID,TIMESTAMP,EVENT_TYPE,EVENT_VALUE\nnew,i1,1600000000,buy,\n';

    // Act
    const { total, files, isComplete } = await checkDataset([csvFile(SOUND), csvFile(more, 'more.csv')], PURPOSE);

    // Assess
    expect(total).toEqual({
      rows: 1201,
      users: 41,
      items: 50,
      actions: 0,
      eventTypes: { click: 1200, buy: 1 },
      nulls: { EVENT_VALUE: 1 },
      from: '2020-09-13T12:26:40.000Z',
      to: '2023-11-14T22:33:19.000Z',
    });
    expect(files.map(({ file, rows }) => [file, rows])).toEqual([
      ['interactions.csv', 1200],
      ['more.csv', 1],
    ]);
    expect(isComplete).toBe(true);
  });

  test('names no event types if there are more than a training accepts, as these may be ids in shifted columns', async () => {
    // Prepare
    const shifted = csvFile(SOUND.replaceAll(/^(u\d+),(.*),click,/gm, 'x,$2,$1,'));

    // Act
    const { total } = await checkDataset([shifted], PURPOSE);

    // Assess
    expect(total.eventTypes).toEqual({});
    expect(JSON.stringify(total)).not.toMatch(/u\d/);
  });

  test('counts nulls of a field that has the name of a member of every JavaScript object, such as constructor', async () => {
    // Prepare
    const schema = {
      type: 'record',
      fields: ['ITEM_ID', 'constructor'].map((name) => ({ name, type: ['null', 'string'] })),
    };
    const file = csvFile('ITEM_ID,constructor\na,\nb,x\n', 'items.csv');

    // Act
    const { total, counts } = await checkDataset([file], { ...ITEMS_PURPOSE, fields: schemaFields(schema) });

    // Assess
    expect(total.nulls).toEqual({ constructor: 1 });
    expect(counts).toEqual({});
  });

  test.each([1, 2, 3, 7])('finds the same violations if it reads in chunks of %d bytes', async (chunk) => {
    // Prepare
    const text = '\uFEFFITEM_ID,GENRE,YEAR\r\n"caf\u00e9, ""x""",\u{1F600},1\r\n\r\n"two\nlines",x,y\r\n';

    // Act
    const report = await checkDataset([csvFile(text, 'items.csv', chunk)], ITEMS_PURPOSE, {
      showValues: true,
    });

    // Assess
    expect(report.total).toMatchObject({ rows: 2, items: 2 });
    expect(report.violations).toEqual([
      expect.objectContaining({ rule: 'byte-order-mark', line: 1 }),
      expect.objectContaining({ rule: 'line-break', line: 5 }),
      expect.objectContaining({ rule: 'value-type', line: 5, value: 'y' }),
    ]);
  });

  test.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ])('names the right line of a wrong value after quoted values that contain %s', async (_, end) => {
    // Prepare
    const lines = ['ITEM_ID,GENRE,YEAR', '"two', 'lines","and', 'three', '",1', '', 'a,b,1', 'c,d,wrong', ''];

    // Act
    const { violations } = await checkDataset([csvFile(lines.join(end))], ITEMS_PURPOSE);

    // Assess
    expect(violations).toEqual([
      expect.objectContaining({ rule: 'line-break', line: 5 }),
      expect.objectContaining({ rule: 'value-type', line: 8 }),
    ]);
  });

  test.each<[string, string, object?]>([
    ['a header that ends in LF, rows in CRLF', 'ITEM_ID,GENRE,YEAR\n"a",b,1\r\nc,d,2\r\n'],
    ['a header that ends in CRLF, rows in LF', 'ITEM_ID,GENRE,YEAR\r\n"a",b,1\nc,d,2\n'],
    ['lines that end in CR', 'ITEM_ID,GENRE,YEAR\ra,b,1\rc,d,2\r'],
    ['a lone CR in quotes, but warns of a line break', 'ITEM_ID,GENRE,YEAR\na,"b\rb",1\nc,d,2\n', { 'line-break': 1 }],
  ])('accepts %s', async (_, text, counts = {}) => {
    // Act
    const reports = await Promise.all(
      [1, 100].map((chunk) => checkDataset([csvFile(text, 'items.csv', chunk)], ITEMS_PURPOSE)),
    );

    // Assess
    const sound = expect.objectContaining({ counts, total: expect.objectContaining({ rows: 2, items: 2 }) });
    expect(reports).toEqual([sound, sound]);
  });

  test('reads columns by name, and warns of another order, of unknown columns, and of both', async () => {
    // Prepare
    const texts = [
      `YEAR,ITEM_ID,GENRE\n${'1,a,b\n'.repeat(3)}2,a,\n`,
      `MORE,ITEM_ID,GENRE,YEAR\n${'x,a,b,1\n'.repeat(3)},a,,2\n`,
      `YEAR,ITEM_ID,MORE,GENRE\n${'1,a,x,b\n'.repeat(3)}2,a,,\n`,
    ];

    // Act
    const reports = await Promise.all(texts.map((text) => checkDataset([csvFile(text)], ITEMS_PURPOSE)));

    // Assess
    expect(
      reports.map(({ violations }) => violations.map(({ severity, rule, line }) => [severity, rule, line])),
    ).toEqual([
      [['warning', 'column-order', 1]],
      [['warning', 'unknown-column', 1]],
      [
        ['warning', 'unknown-column', 1],
        ['warning', 'column-order', 1],
      ],
    ]);
    const total = expect.objectContaining({ rows: 4, items: 1, nulls: { GENRE: 1 } });
    expect(reports.map((report) => report.total)).toEqual([total, total, total]);
  });

  test('accepts quotes that are escaped by a backslash, even if the first one is in the last row', async () => {
    // Prepare
    const text = `ITEM_ID,GENRE,YEAR\n${'a,b,1\n'.repeat(50)}"a \\"b\\"",c,2\n`;

    // Act
    const report = await checkDataset([csvFile(text, 'items.csv', 100)], ITEMS_PURPOSE);

    // Assess
    expect(report).toMatchObject({ counts: {}, total: { rows: 51, items: 2 } });
  });

  test.each([
    ['a quote in an unquoted value', 'a,b,1\nb,19" Monitor,2\nc,20" Monitor,3\n'],
    ['a quote that is not escaped in a quoted value', 'a,b,1\nb,"19" Monitor",2\nc,d,3\n'],
    ['quotes that are escaped in two ways', 'a,"say ""x""",1\nb,"say \\"x\\"",2\nc,"say ""x""",3\n'],
  ])('warns of %s, and names its line', async (_, rows) => {
    // Act
    const report = await checkDataset([csvFile(`ITEM_ID,GENRE,YEAR\n${rows}`, 'items.csv')], ITEMS_PURPOSE);

    // Assess
    expect(report).toMatchObject({ isComplete: true, total: { rows: 3, items: 3 } });
    expect(report.violations).toEqual([
      expect.objectContaining({ rule: 'unescaped-quote', severity: 'warning', line: 3 }),
    ]);
  });

  test('accepts values that end in a backslash, if other values have doubled quotes', async () => {
    // Prepare
    const text = 'ITEM_ID,GENRE,YEAR\na,"C:\\",1\nb,"say ""x""",2\n';

    // Act
    const report = await checkDataset([csvFile(text, 'items.csv', 5)], ITEMS_PURPOSE);

    // Assess
    expect(report).toMatchObject({ counts: {}, total: { rows: 2, items: 2 } });
  });

  test('reports the error of the quote style with which most rows can be read', async () => {
    // Prepare
    const text = 'ITEM_ID,GENRE,YEAR\na,"b \\"c\\"",1\nb,c,2\nc,"d,3\n';

    // Act
    const { violations } = await checkDataset([csvFile(text, 'items.csv')], ITEMS_PURPOSE);

    // Assess
    expect(violations).toEqual([
      expect.objectContaining({ rule: 'csv-syntax', message: 'The file is not valid csv: quote not closed.' }),
    ]);
  });

  test.each([1, 7, 100])('reports a column name in quotes if it reads in chunks of %d bytes', async (chunk) => {
    // Act
    const { counts } = await checkDataset(
      [csvFile('\uFEFF\nITEM_ID,"GENRE",YEAR\na,b,1\n', 'items.csv', chunk)],
      ITEMS_PURPOSE,
    );

    // Assess
    expect(counts).toEqual({ 'byte-order-mark': 1, 'quoted-header': 1 });
  });

  test.each([
    ['one reading for a missing value', 'a,b\nb,"say ""x""",2\n', 1],
    ['three readings for a backslash before a quote', 'a,b\nb,"say \\"x\\"",2\n', 3],
    ['two readings for a backslash at the end of a chunk', `a,${'b'.repeat(76)},"\\","1"\n`, 2],
    ['two readings for a quote within a value', 'a,b\nb,19" Monitor,2\n', 2],
    ['one reading for an unclosed quote that other rules would not close either', 'a,b\nb,"c,2\n', 1],
    ['one reading for bytes that are not UTF-8', Buffer.from('a,b\ncaf\u00e9,"c,2\n', 'latin1'), 1],
  ])('reads a file again, with other rules for quotes, only if that can help: %s', async (_, rows, times) => {
    // Prepare
    const file = csvFile(Buffer.concat([Buffer.from('ITEM_ID,GENRE,YEAR\n'), Buffer.from(rows)]), 'items.csv', 100);
    const open = jest.fn(file.open);

    // Act
    await checkDataset([{ ...file, open }], ITEMS_PURPOSE);

    // Assess
    expect(open).toHaveBeenCalledTimes(times);
  });

  test('does not count blank lines as rows', async () => {
    // Prepare
    const blank = '\r\n'.repeat(1.5 * 2 ** 20);
    const text = `ITEM_ID,GENRE,YEAR\r\na,b,1\r\n${blank}b,c,2\r\n${blank}`;

    // Act
    const report = await checkDataset([csvFile(text, 'items.csv')], ITEMS_PURPOSE);

    // Assess
    expect(report).toMatchObject({ counts: {}, isComplete: true, total: { rows: 2 } });
  });

  test('reads only as many rows as the sample has, and then applies no rules about totals', async () => {
    // Prepare
    const broken = csvFile(withLines({ 4: 'u,i,x,y,z' }));

    // Act
    const reports = await Promise.all([0, 2, 3].map((sample) => checkDataset([broken], PURPOSE, { sample })));

    // Assess
    expect(reports.map(({ total }) => total.rows)).toEqual([0, 2, 3]);
    expect(reports.map(({ counts }) => counts)).toEqual([{}, {}, { 'value-type': 2 }]);
    expect(reports.map(({ isComplete }) => isComplete)).toEqual([false, false, false]);
  });

  test('prefers the quote style with which most rows can be read, even if time was up before all rows were read', async () => {
    // Prepare
    const text = `ITEM_ID,GENRE,YEAR\na,b "c",1\n${'a,b,1\n'.repeat(300)}`;
    let readings = 0;
    // Reading in one quote style ends at line 2, before the clock is read a second time.
    const isTimeUp = () => {
      readings += 1;
      return readings > 3;
    };

    // Act
    const report = await checkDataset([csvFile(text, 'items.csv')], ITEMS_PURPOSE, { isTimeUp });

    // Assess
    expect(report).toMatchObject({ isComplete: false, counts: { 'unescaped-quote': 1 }, total: { rows: 200 } });
  });

  test('keeps the error of the quote style with which most rows can be read, even if time was up while it read in another style', async () => {
    // Prepare
    const text = `ITEM_ID,GENRE,YEAR\n${'a,b,1\n'.repeat(50)}a,b "c",1\n`;
    let readings = 0;
    const isTimeUp = () => {
      readings += 1;
      return readings > 1;
    };

    // Act
    const { counts, total } = await checkDataset([csvFile(text, 'items.csv')], ITEMS_PURPOSE, { isTimeUp });

    // Assess
    expect([counts, total.rows]).toEqual([{ 'csv-syntax': 1 }, 50]);
  });

  test('ends when time is up, even among rows that have fewer columns than the header', async () => {
    // Prepare
    const text = `ITEM_ID,GENRE,YEAR\n${'a,b\n'.repeat(1000)}`;
    let readings = 0;
    const isTimeUp = () => {
      readings += 1;
      return readings > 2;
    };

    // Act
    const { counts, isComplete } = await checkDataset([csvFile(text, 'items.csv')], ITEMS_PURPOSE, { isTimeUp });

    // Assess
    expect([counts, isComplete]).toEqual([{ 'csv-syntax': 200 }, false]);
  });

  test('reports too few events or users only as warnings if the dataset has more data', async () => {
    // Act
    const { violations } = await checkDataset([csvFile(interactionsCsv({ users: 3 }))], {
      ...PURPOSE,
      trainings: [
        [{ eventType: 'Buy\nvalid' }],
        [{ eventType: 'CLICK', eventValueThreshold: 9 }],
        [{ eventType: 'Buy' }, { eventType: 'click', eventValueThreshold: '9' }],
        [{ eventType: 'Buy' }, { eventType: 'Click' }],
      ],
      filtered: [],
      hasMoreData: true,
    });

    // Assess
    expect(violations.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      "warning: 0 events of type 'Buy\\u000avalid'; a training needs at least 1000.",
      "warning: 120 events of type 'CLICK' with an EVENT_VALUE of at least 9; a training needs at least 1000.",
      "warning: 120 events of type 'Buy' or of type 'click' with an EVENT_VALUE of at least 9; a training needs at least 1000.",
      'warning: 3 users with two or more interactions (100.0 % of all users); a training needs at least 25 such users, and at least 1 % of all users.',
    ]);
  });

  test('shows the event type of a filter on one line', async () => {
    // Act
    const { violations } = await checkDataset([csvFile(interactionsCsv())], {
      ...PURPOSE,
      filtered: [{ filterName: 'seen', eventType: 'w\nvalid' }],
    });

    // Assess
    expect(violations.map(({ message }) => message)).toEqual([
      "No row is of event type 'w\\u000avalid', which filter 'seen' names.",
    ]);
  });

  test.each([
    ['FULL', 100e9],
    ['INCREMENTAL', 1e9],
  ] as const)('warns of more bytes than the quota of an import with mode %s', async (importMode, most) => {
    // Prepare
    const file = csvFile(SOUND);
    const sized = (size: number) => checkDataset([{ ...file, size }], { ...PURPOSE, importMode });

    // Act
    const [fitting, tooLarge] = [await sized(most), await sized(most + 1)];

    // Assess
    expect([fitting?.counts, tooLarge?.counts]).toEqual([{}, { 'import-size': 1 }]);
  });

  test.each([
    ['a quote that is never closed', 'ITEM_ID,GENRE,YEAR\n"', 'line\n', 'csv-syntax'],
    ['an endless line', 'ITEM_ID,GENRE,YEAR\n', 'x', 'csv-syntax'],
    ['commas only', '', ',', 'csv-header'],
    ['NUL bytes only', '', '\0', 'csv-header'],
  ])('stops reading a file without end that has %s', async (_, beginning, forEver, rule) => {
    // Act
    const { counts, isComplete } = await checkDataset([endless(beginning, forEver)], ITEMS_PURPOSE);

    // Assess
    expect([counts, isComplete]).toEqual([{ [rule]: 1 }, false]);
  });

  test('ignores empty files, unless all are empty', async () => {
    // Act
    const some = await checkDataset([csvFile('', 'a.csv'), csvFile(SOUND, 'b.csv')], PURPOSE);
    const all = await checkDataset([csvFile('', 'a.csv')], PURPOSE);

    // Assess
    expect([some.counts, all.counts]).toEqual([{}, { 'no-rows': 1 }]);
  });

  test('ends at the first byte that is not UTF-8, and names its line', async () => {
    // Prepare
    const bytes = Buffer.from(`ITEM_ID,GENRE,YEAR\na,b,1\ncaf\u00e9,b,1\n`, 'latin1');

    // Act
    const { violations } = await checkDataset([csvFile(bytes, 'items.csv')], ITEMS_PURPOSE);

    // Assess
    expect(violations).toEqual([expect.objectContaining({ rule: 'data-encoding', line: 3 })]);
  });

  test('shows no value of a file without a header', async () => {
    // Act
    const report = await checkDataset([csvFile('secret,x,1\n', 'items.csv')], ITEMS_PURPOSE);

    // Assess
    expect(report.violations).toEqual([expect.objectContaining({ rule: 'csv-header', line: 1 })]);
    expect(JSON.stringify(report)).not.toContain('secret');
  });
});
