import fc from 'fast-check';
import { readCsv } from '../../../../../local-aws/services/personalize/data/csv-file';
import { CreationFailure } from '../../../../../local-aws/services/personalize/errors';
import { checkDataset } from '../../../../../personalize/data-rules/check-dataset';
import { schemaFields } from '../../../../../personalize/schema';
import { csvFile } from '../../../../support/csv-file';
import { ITEMS } from '../../../../support/personalize-testbed';

const fields = schemaFields(ITEMS);

/** Whether the local Personalize takes the file. */
function isTaken(bytes: Uint8Array): boolean {
  let rows = 0;
  try {
    readCsv('items.csv', bytes, fields, () => {
      rows += 1;
    });
    return rows > 0;
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

describe('the local Personalize and the data rules', () => {
  test('take the same files, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 30 }), async (content, chunk) => {
        // Act
        const { violations } = await checkDataset([csvFile(content, 'items.csv', chunk)], {
          datasetType: 'ITEMS',
          fields,
          importMode: 'FULL',
          trainings: [],
          hasMoreData: false,
        });

        // Assess
        const isSound = violations.every(({ severity }) => severity === 'warning');
        expect(isSound).toBe(isTaken(content));
      }),
      { numRuns: 1000 },
    );
  });
});
