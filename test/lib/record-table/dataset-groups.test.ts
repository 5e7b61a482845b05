import { DatasetGroups } from '../../../lib/record-table/dataset-groups';
import { recordTable } from '../../support/record-table';

test('a dataset group is in the list of dataset groups once, however often it is added', async () => {
  // Prepare
  const { table } = await recordTable();
  const groups = new DatasetGroups(table);

  // Act
  for (const name of ['shop', 'books', 'shop']) await groups.add(name);

  // Assess
  expect(await groups.names()).toEqual(['books', 'shop']);
});
