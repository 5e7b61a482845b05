import { checkDataset } from '../../../../lib/personalize/data-rules/check-dataset';
import type { Findings } from '../../../../lib/personalize/data-rules/findings';
import type { DatasetPurpose } from '../../../../lib/personalize/data-rules/purpose';
import { schemaFields } from '../../../../lib/personalize/schema';
import { csvFile } from '../../../support/csv-file';
import { INTERACTIONS, ITEMS, interactionsCsv, USERS } from '../../../support/personalize-testbed';

const MORE = { importMode: 'FULL', trainings: [[{}]], filtered: [], hasMoreData: false, recipes: [] } as const;
const purposes: Readonly<Record<'INTERACTIONS' | 'ITEMS' | 'USERS', DatasetPurpose>> = {
  INTERACTIONS: { ...MORE, datasetType: 'INTERACTIONS', fields: schemaFields(INTERACTIONS) },
  ITEMS: { ...MORE, datasetType: 'ITEMS', fields: schemaFields(ITEMS) },
  USERS: { ...MORE, datasetType: 'USERS', fields: schemaFields(USERS) },
};

/** Messages about IDs of a dataset that is checked after interactions of 40 users with 50 items. */
async function messages(purpose: DatasetPurpose, csv: string): Promise<readonly string[]> {
  const others: Findings[] = [];
  await checkDataset([csvFile(interactionsCsv())], purposes.INTERACTIONS, { others });
  const { violations } = await checkDataset([csvFile(csv)], purpose, { others });
  return violations.filter(({ rule }) => rule === 'unmatched-ids').map(({ message }) => message);
}

const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => `${line(index)}\n`).join('');
const items = (count: number, prefix = 'i') =>
  `ITEM_ID,GENRE,YEAR\n${lines(count, (index) => `${prefix}${index},drama,1`)}`;
const users = (count: number) => `USER_ID,AGE\n${lines(count, (index) => `u${index},1`)}`;

describe('IDs of items and users', () => {
  test.each([
    ['are accepted if they are the IDs in the interactions', purposes.ITEMS, items(50), []],
    ['are accepted if half of them have no interactions', purposes.ITEMS, items(100), []],
    [
      'are reported if most of them have no interactions',
      purposes.ITEMS,
      items(101),
      ['50.5 % of the items have no interactions: compare ITEM_ID in both csv.'],
    ],
    [
      'are reported if they are written in another way than in the interactions',
      purposes.ITEMS,
      items(50, 'item-'),
      [
        '100.0 % of the items have no interactions: compare ITEM_ID in both csv.',
        '100.0 % of the interactions have an ID in ITEM_ID that the items do not have.',
      ],
    ],
    [
      'are reported if most interactions have an ID that is not among them',
      purposes.USERS,
      users(10),
      ['75.0 % of the interactions have an ID in USER_ID that the users do not have.'],
    ],
    [
      'are accepted in an incremental import, although most interactions have other IDs',
      { ...purposes.USERS, importMode: 'INCREMENTAL' },
      users(10),
      [],
    ],
  ] as const)('%s', async (_, purpose, csv, expected) => {
    // Act and assess
    expect(await messages(purpose, csv)).toEqual(expected);
  });
});
