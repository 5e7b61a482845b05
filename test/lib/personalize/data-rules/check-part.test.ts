import { type CsvFile, checkFiles } from '../../../../lib/personalize/data-rules/check-dataset';
import { checkPart, type PartProgress } from '../../../../lib/personalize/data-rules/check-part';
import { Findings } from '../../../../lib/personalize/data-rules/findings';
import type { DatasetPurpose } from '../../../../lib/personalize/data-rules/purpose';
import { schemaFields } from '../../../../lib/personalize/schema';
import { csvFile } from '../../../support/csv-file';

const PURPOSE: DatasetPurpose = {
  datasetType: 'INTERACTIONS',
  importMode: 'FULL',
  filtered: [],
  hasMoreData: false,
  trainings: [[{}]],
  recipes: [],
  fields: schemaFields({
    type: 'record',
    name: 'Interactions',
    fields: ['USER_ID', 'ITEM_ID', 'TIMESTAMP', 'EVENT_TYPE'].map((name) => ({
      name,
      type: name === 'TIMESTAMP' ? 'long' : 'string',
    })),
  }),
};
const HEADER = 'USER_ID,ITEM_ID,TIMESTAMP,EVENT_TYPE';

const row = (index: number) => `u${index},i${index % 7},${1_700_000_000 + index},click`;
const rows = (number: number, rowOf = row) => Array.from({ length: number }, (_, index) => rowOf(index));
const csv = (lines: readonly string[], end = '\n') => [HEADER, ...lines, ''].join(end);

/** Clock readings in an invocation: enough for one step of eight files, but not for all csv of a test. */
const READINGS = 30;

/** Checks a part in invocations that end after READINGS clock readings. Results pass through JSON, as in the record table. */
async function checkInSteps(files: readonly CsvFile[], bytesAtOnce: number) {
  let progress: PartProgress | undefined;
  let invocations = 0;
  do {
    let readings = 0;
    const isTimeUp = () => {
      readings += 1;
      return readings > READINGS;
    };
    progress = JSON.parse(JSON.stringify(await checkPart(files, PURPOSE, progress, { isTimeUp, bytesAtOnce })));
    invocations += 1;
  } while (progress?.next !== undefined && invocations < 500);
  return { found: progress?.found, invocations };
}

async function checkAtOnce(files: readonly CsvFile[]): Promise<PartProgress['found']> {
  const all = new Findings(PURPOSE);
  all.merge(JSON.parse(JSON.stringify(await checkFiles(files, PURPOSE))));
  return JSON.parse(JSON.stringify(all));
}

/** A row whose values contain quotes, commas and line ends. */
const quoted = (index: number) => `u${index},"i, ""${index}""\nof two lines",${1_700_000_000 + index},"a\r\nb"`;
const escaped = (index: number) => `u${index},"i \\"${index}\\", b",${1_700_000_000 + index},click`;
const afterCrlf = (index: number) => (index % 20 === 13 ? `u${index},i,yesterday,click` : quoted(index));
const broken = (index: number) => (index % 20 === 13 ? `u${index},i,yesterday,click` : row(index));

describe('the check of a part of the csv', () => {
  test.each<[string, string]>([
    ['rows of one line', csv(rows(300))],
    ['rows of several lines, whose values have quotes', csv(rows(200, quoted))],
    ['lines that end with CR and LF', csv(rows(200, quoted), '\r\n')],
    ['quotes that are escaped by a backslash', csv(rows(200, escaped))],
    ['a byte-order mark, and blank lines', `\uFEFF${csv(rows(100).flatMap((line) => [line, '']))}\n\n`],
    ['characters of several bytes', csv(rows(200, (index) => `ü€😀${index},ß,${index},click`))],
    ['wrong values, each with its line', csv(rows(200, broken))],
    ['wrong values after line ends in quotes, each with its line', csv(rows(200, afterCrlf), '\r\n')],
    ['rows that are too short', csv(rows(200, (index) => (index % 50 === 1 ? 'u,i' : quoted(index))))],
    ['no line end after the last row', csv(rows(200)).trimEnd()],
  ])('finds the same in several invocations as in one, in csv with %s', async (_, text) => {
    // Prepare
    const files = [csvFile(text, 'interactions.csv', 1000)];
    const expected = await checkAtOnce(files);

    // Act
    const results = await Promise.all([50, 333, 2000].map((bytes) => checkInSteps(files, bytes)));

    // Assess
    expect(results.map(({ found }) => found)).toEqual([expected, expected, expected]);
    expect(results[0]?.invocations).toBeGreaterThan(2);
  });

  test('finds the same in several invocations as in one, in many files of different sizes', async () => {
    // Prepare
    const files = Array.from({ length: 40 }, (_, index) =>
      csvFile(csv(rows(index % 10 === 3 ? 100 : 5, (at) => row(index * 1000 + at))), `${index}.csv`),
    );
    const expected = await checkAtOnce(files);

    // Act
    const { found, invocations } = await checkInSteps(files, 1500);

    // Assess
    expect(found).toEqual(expected);
    expect(invocations).toBeGreaterThan(2);
  });

  test('ends at a quote that is not closed, and names a line after the valid rows', async () => {
    // Prepare
    const files = [csvFile(csv([...rows(200), 'u,"i,1,click', ...rows(20)]), 'interactions.csv', 1000)];

    // Act
    const { found } = await checkInSteps(files, 500);

    // Assess
    expect(found).toMatchObject({ isComplete: false, rows: 200, counts: { 'csv-syntax': 1 } });
    expect(found?.violations).toEqual([expect.objectContaining({ rule: 'csv-syntax', line: expect.any(Number) })]);
    expect(found?.violations[0]?.line).toBeGreaterThan(200);
  });

  test('reads at most eight files at once', async () => {
    // Prepare
    let [open, most] = [0, 0];
    const files = Array.from({ length: 30 }, (_, index) => {
      const file = csvFile(csv(rows(3)), `${index}.csv`);
      return {
        ...file,
        async *open(from?: number) {
          open += 1;
          most = Math.max(most, open);
          yield* file.open(from);
          open -= 1;
        },
      };
    });

    // Act
    const { found } = await checkPart(files, PURPOSE, undefined, { isTimeUp: () => false });

    // Assess
    expect([found.rows, most]).toEqual([90, 8]);
  });
});
