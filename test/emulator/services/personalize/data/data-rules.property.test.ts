import fc from 'fast-check';
import { readCsv } from '../../../../../emulator/services/personalize/data/csv-file';
import { CreationFailure } from '../../../../../emulator/services/personalize/errors';
import { checkDataset } from '../../../../../lib/personalize/data-rules/check-dataset';
import { type SchemaField, schemaFields } from '../../../../../lib/personalize/schema';
import { csvFile } from '../../../../support/csv-file';
import { ITEMS } from '../../../../support/personalize-testbed';

/** Numbers of files and of valid data sets that are tried. The nightly run tries more. */
const FILES = Number(process.env.CSV_FILES ?? 400);
const DATA_SETS = Number(process.env.CSV_DATA_SETS ?? 50);

const ITEM_FIELDS = schemaFields(ITEMS);

/** True if the local Personalize imports the file. */
function isTaken(bytes: Uint8Array, fields: readonly SchemaField[]): boolean {
  try {
    return readCsv('items.csv', bytes, fields, 0).rows > 0;
  } catch (error) {
    if (error instanceof CreationFailure) return false;
    throw error;
  }
}

const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('ITEM_ID', 'GENRE', 'YEAR', ',', '\n', 'i1', '7', '2147483648', '-1') },
  { weight: 2, arbitrary: fc.constantFrom('"', '""', '\\"', '\r\n', '\r', ' ', '|', '\0', '\uFEFF', 'caf\u00e9') },
  { weight: 1, arbitrary: fc.constantFrom('x'.repeat(257), 'x'.repeat(1001), '+5', '1e3', 'true', '') },
);
const text = fc
  .tuple(
    fc.constantFrom('', 'ITEM_ID,GENRE,YEAR\n', 'ITEM_ID,GENRE,YEAR\ni1,a,1\n'),
    fc.array(piece, { maxLength: 12 }),
  )
  .map(([beginning, pieces]) => Buffer.from(`${beginning}${pieces.join('')}`));
const bytes = fc.oneof({ weight: 9, arbitrary: text }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }) });

/** True if the product accepts the file, which it reads in chunks of `chunk` bytes. */
async function isSound(content: Uint8Array, chunk: number, fields: readonly SchemaField[]): Promise<boolean> {
  const { violations } = await checkDataset([csvFile(content, 'items.csv', chunk)], {
    datasetType: 'ITEMS',
    fields,
    importMode: 'FULL',
    trainings: [],
    filtered: [],
    hasMoreData: false,
    recipes: [],
  });
  return violations.every(({ severity }) => severity === 'warning');
}

const VALUES: Readonly<Record<string, fc.Arbitrary<string>>> = {
  string: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }).filter((value) => !value.includes('\\"')),
  long: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
  int: fc.integer().map(String),
  double: fc.double({ noDefaultInfinity: true, noNaN: true }).map(String),
  boolean: fc.boolean().map(String),
};

const column = fc.record({ type: fc.constantFrom(...Object.keys(VALUES)), nullable: fc.boolean() });

/** Draws a schema of items, and rows of values that fit the schema. */
const soundData = fc.array(column, { minLength: 1, maxLength: 6 }).chain((columns) => {
  const fields = [
    { name: 'ITEM_ID', type: 'string' },
    ...columns.map(({ type, nullable }, index) => ({ name: `C${index}`, type: nullable ? ['null', type] : type })),
  ];
  const values = columns.map(({ type, nullable }) => {
    const value = VALUES[type] ?? fc.constant('');
    return nullable ? fc.oneof(value, fc.constant('')) : value;
  });
  const rows = fc.array(fc.tuple(fc.uuid(), ...values), { minLength: 1, maxLength: 20 });
  return fc.record({ fields: fc.constant(fields), rows, end: fc.constantFrom('\n', '\r\n'), mark: fc.boolean() });
});

function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

describe('the local Personalize and the data rules', () => {
  test('accept the same files, whatever their bytes are', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 30 }), async (content, chunk) => {
        // Act and assess
        expect(await isSound(content, chunk, ITEM_FIELDS)).toBe(isTaken(content, ITEM_FIELDS));
      }),
      { numRuns: FILES },
    );
  });

  test('accept all valid data', async () => {
    await fc.assert(
      fc.asyncProperty(soundData, fc.integer({ min: 1, max: 300 }), async ({ fields, rows, end, mark }, chunk) => {
        // Prepare
        const lines = [fields.map(({ name }) => name).join(), ...rows.map((row) => row.map(quoted).join())];
        const content = Buffer.from(`${mark ? '\uFEFF' : ''}${lines.join(end)}${end}`);
        const schema = schemaFields({ type: 'record', name: 'Items', fields });

        // Act and assess
        expect(await isSound(content, chunk, schema)).toBe(true);
        expect(isTaken(content, schema)).toBe(true);
      }),
      { numRuns: DATA_SETS },
    );
  });
});
