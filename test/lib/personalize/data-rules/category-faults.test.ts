import { checkFiles } from '../../../../lib/personalize/data-rules/check-dataset';
import { addDatasetFaults } from '../../../../lib/personalize/data-rules/dataset-faults';
import { Findings } from '../../../../lib/personalize/data-rules/findings';
import type { DatasetPurpose } from '../../../../lib/personalize/data-rules/purpose';
import { schemaFields } from '../../../../lib/personalize/schema';
import { csvFile } from '../../../support/csv-file';
import { ITEMS } from '../../../support/personalize-testbed';

const PURPOSE: DatasetPurpose = {
  datasetType: 'ITEMS',
  fields: schemaFields(ITEMS),
  importMode: 'FULL',
  trainings: [],
  filtered: [],
  hasMoreData: false,
  recipes: ['aws-item-attribute-affinity'],
};

/** Rules that the items violate, with severities. Checks the halves of the items one by one, and merges both results from JSON. */
async function broken(rows: readonly string[], more: Partial<DatasetPurpose> = {}): Promise<readonly string[]> {
  const purpose = { ...PURPOSE, ...more };
  const found = new Findings(purpose);
  const half = Math.ceil(rows.length / 2);
  for (const part of [rows.slice(0, half), rows.slice(half)]) {
    const read = await checkFiles([csvFile(`ITEM_ID,GENRE,YEAR\n${part.join('\n')}\n`)], purpose);
    found.merge(JSON.parse(JSON.stringify(read)));
  }
  addDatasetFaults(found, new Date('2026-11-29T00:00:00Z'));
  return found.violations.map(({ rule, severity }) => `${rule} ${severity}`);
}

/** Items, each with its own year and with the categories that `genre` returns for its index. */
const items = (count: number, genre: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => `i${index},${genre(index)},${index}`);

describe('the categories of items', () => {
  test.each([
    ['cause an error if they are the same for all items', items(10, () => 'drama'), {}, ['item-attributes error']],
    [
      'cause an error if they are different for all items',
      items(10, (index) => `g${index}`),
      {},
      ['item-attributes error'],
    ],
    [
      'cause only warnings if they are different for all items, but so many that they are counted in a sample',
      items(6000, (index) => `g${index}`),
      {},
      ['category-count warning', 'item-attributes warning'],
    ],
    [
      'cause only a warning if they are the same for all items, and the dataset has more data',
      items(10, () => 'drama'),
      { hasMoreData: true },
      ['item-attributes warning'],
    ],
    [
      'are accepted if they are the same for all items, but the recipe accepts this',
      items(10, () => 'drama'),
      { recipes: ['aws-similar-items'] },
      [],
    ],
    ['are accepted if they are the same for some items only', items(10, (index) => `g${index % 9}`), {}, []],
    [
      'are accepted if all items have different combinations of a few categories',
      items(10, (index) => `g${index}|g${(index + 1) % 10}`),
      {},
      [],
    ],
    ['are accepted if there are 30', items(60, (index) => `g${index % 30}`), {}, []],
    [
      'cause a warning if there are 31',
      items(62, (index) => `g${index % 31}|g${(index + 1) % 31}`),
      {},
      ['category-count warning'],
    ],
  ])('%s', async (_, rows, more, expected) => {
    // Act and assess
    expect(await broken(rows, more)).toEqual(expected);
  });

  test('cause a warning with advice if there are more than 30', async () => {
    // Prepare
    const found = await checkFiles(
      [csvFile(`ITEM_ID,GENRE,YEAR\n${items(62, (index) => `g${index}`).join('\n')}\n`)],
      PURPOSE,
    );

    // Act
    addDatasetFaults(found, new Date('2026-11-29T00:00:00Z'));

    // Assess
    expect(found.violations.filter(({ rule }) => rule === 'category-count')).toEqual([
      expect.objectContaining({
        severity: 'warning',
        message:
          'Column GENRE has more than 30 categories, which can make recommendations worse: check the spelling of categories.',
      }),
    ]);
  });
});
