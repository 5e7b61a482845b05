import { ITEMS, Testbed } from '../../../support/personalize-testbed';

const ATTRIBUTES = 'aws-item-attribute-affinity';
const UNTRAINABLE = expect.stringContaining('Did not find any attribute to train on');

interface Schema {
  readonly fields: readonly object[];
}

/** Creates a trainable group. Its items have no useful attribute: all genres are equal, and all years differ. */
async function withoutAttributes(bed: Testbed) {
  const group = await bed.trainableGroup();
  const dataset = await bed.dataset(group, 'Items', await bed.schema('items', ITEMS));
  await bed.importJob(dataset, bed.put('items.csv', 'ITEM_ID,GENRE,YEAR\ni1,drama,1\ni2,drama,2\ni3,drama,3\n'));
  return { group, dataset };
}

describe('a training with aws-item-attribute-affinity', () => {
  it('uses a new column of the items only if the solution was created after the column was added', async () => {
    // Prepare
    const bed = new Testbed();
    const { group, dataset } = await withoutAttributes(bed);
    const before = await bed.solution(group, ATTRIBUTES, { name: 'before' });
    await bed.advance(60);
    const fields = [...(ITEMS as Schema).fields, { name: 'BRAND', type: ['null', 'string'], categorical: true }];

    // Act
    const schemaArn = await bed.schema('more', { ...ITEMS, fields });
    await bed.settled(bed.call('UpdateDataset', { datasetArn: dataset, schemaArn }));
    const csv = 'ITEM_ID,GENRE,YEAR,BRAND\ni1,drama,1,a\ni2,drama,2,a\ni3,drama,3,b\n';
    await bed.importJob(dataset, bed.put('items.csv', csv));
    const after = await bed.solution(group, ATTRIBUTES, { name: 'after' });
    const [old, young] = [await bed.version(before), await bed.version(after)];

    // Assess
    expect([bed.failureOf(old), bed.failureOf(young)]).toEqual([UNTRAINABLE, undefined]);
  });

  it.each([
    { title: 'is excluded', trainingDataConfig: { excludedDatasetColumns: { ITEMS: ['YEAR'] } } },
    {
      title: 'is excluded, and the request writes the dataset type as Items',
      trainingDataConfig: { excludedDatasetColumns: { Items: ['YEAR'] } },
    },
    {
      title: 'is not among the included columns',
      trainingDataConfig: { includedDatasetColumns: { ITEMS: ['GENRE'] } },
    },
  ])('fails if the only useful attribute $title', async ({ trainingDataConfig }) => {
    // Prepare
    const bed = new Testbed();
    const { group, dataset } = await withoutAttributes(bed);
    await bed.importJob(dataset, bed.put('items.csv', 'ITEM_ID,GENRE,YEAR\ni1,drama,1\ni2,drama,1\ni3,drama,3\n'));
    const solutionConfig = { trainingDataConfig };

    // Act
    const all = await bed.version(await bed.solution(group, ATTRIBUTES, { name: 'all' }));
    const some = await bed.version(await bed.solution(group, ATTRIBUTES, { name: 'some', solutionConfig }));

    // Assess
    expect([bed.failureOf(all), bed.failureOf(some)]).toEqual([undefined, UNTRAINABLE]);
  });
});
