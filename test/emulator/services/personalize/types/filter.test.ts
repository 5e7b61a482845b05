import { ARN, ITEMS, ROLE, Testbed, USERS } from '../../../../support/personalize-testbed';

const ITEMS_CSV = 'ITEM_ID,GENRE,YEAR\ni1,drama,1969\n';

/** Creates a dataset group with interactions and items. If `withItems` is false, the dataset of items has no data. */
async function prepare({ withItems = true } = {}) {
  const bed = new Testbed();
  const datasetGroupArn = await bed.trainableGroup();
  const items = await bed.dataset(datasetGroupArn, 'Items', await bed.schema('items', ITEMS));
  if (withItems) await bed.importJob(items, bed.put('train/group/items.csv', ITEMS_CSV));
  return { bed, datasetGroupArn, items };
}

describe('CreateFilter', () => {
  it.each([
    'INCLUDE ItemID WHERE Interactions.EVENT_TYPE in ("click", "stream")',
    'EXCLUDE ItemID WHERE Items.YEAR < 1970',
    'INCLUDE ItemID WHERE Items.GENRE IN ($GENRES)',
  ])('accepts the expression %s', async (filterExpression) => {
    // Prepare
    const { bed, datasetGroupArn } = await prepare();

    // Act
    const arn = await bed.settled(bed.create('CreateFilter', { name: 'f', datasetGroupArn, filterExpression }));

    // Assess
    expect(arn).toBe(`${ARN}filter/f`);
    expect(await bed.describe(arn)).toMatchObject({ status: 'ACTIVE', filterExpression, datasetGroupArn });
  });

  it.each([
    ['an invalid expression', 'INCLUDE Items.GENRE IN ("drama")', 'Invalid input symbol'],
    [
      'an expression on a missing dataset',
      'INCLUDE UserID WHERE Users.AGE > 3',
      'dataset-group/group has no dataset of type USERS',
    ],
    ['an expression on a missing field', 'INCLUDE ItemID WHERE Items.PRICE > 3', 'Invalid Expression'],
  ])('refuses %s', async (_, filterExpression, message) => {
    // Prepare
    const { bed, datasetGroupArn } = await prepare();

    // Act
    const call = bed.call('CreateFilter', { name: 'f', datasetGroupArn, filterExpression });

    // Assess
    await expect(call).rejects.toMatchObject({
      code: 'InvalidInputException',
      message: expect.stringContaining(message),
    });
  });

  describe('in a dataset group with a dataset that has no data', () => {
    const ON_ITEMS = 'EXCLUDE ItemID WHERE Items.YEAR < 1970';

    it('is refused if the expression names this dataset', async () => {
      // Prepare
      const { bed, datasetGroupArn, items } = await prepare({ withItems: false });

      // Act
      const call = bed.call('CreateFilter', { name: 'f', datasetGroupArn, filterExpression: ON_ITEMS });

      // Assess
      await expect(call).rejects.toMatchObject({
        code: 'InvalidInputException',
        message: expect.stringContaining(`Dataset ${items} has no data`),
      });
    });

    it('creates a filter that fails in the variant `personalize-filter-without-data` of the local AWS', async () => {
      // Prepare
      const { bed, datasetGroupArn, items } = await prepare({ withItems: false });
      bed.service.choose('personalize-filter-without-data');

      // Act
      const arn = await bed.settled(
        bed.create('CreateFilter', { name: 'f', datasetGroupArn, filterExpression: ON_ITEMS }),
      );

      // Assess
      expect(bed.statusOf(arn)).toBe('CREATE FAILED');
      expect(bed.failureOf(arn)).toContain(`Dataset ${items} has no data`);
    });

    it('succeeds if the expression names only other datasets', async () => {
      // Prepare
      const { bed, datasetGroupArn } = await prepare({ withItems: false });
      const filterExpression = 'INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("click")';

      // Act
      const arn = await bed.settled(bed.create('CreateFilter', { name: 'f', datasetGroupArn, filterExpression }));

      // Assess
      expect(bed.statusOf(arn)).toBe('ACTIVE');
    });

    it('is refused if the dataset is Users, and the expression has a condition on the current user', async () => {
      // Prepare
      const { bed, datasetGroupArn } = await prepare();
      const users = await bed.dataset(datasetGroupArn, 'Users', await bed.schema('users', USERS));
      const filterExpression = 'EXCLUDE ItemID WHERE Items.YEAR < 1970 IF CurrentUser.AGE > 30';

      // Act
      const call = bed.call('CreateFilter', { name: 'f', datasetGroupArn, filterExpression });

      // Assess
      await expect(call).rejects.toMatchObject({
        message: expect.stringContaining(`Dataset ${users} has no data`),
      });
    });
  });

  it('returns InvalidInputException, not ResourceInUseException, while the dataset group is being created', async () => {
    // Prepare
    const bed = new Testbed();
    const datasetGroupArn = await bed.create('CreateDatasetGroup', { name: 'group' });
    const filterExpression = 'INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("click")';

    // Act
    const call = bed.call('CreateFilter', { name: 'f', datasetGroupArn, filterExpression });

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'InvalidInputException' });
  });

  it('allows 10 distinct fields in a filter, and 20 in all filters of a dataset group together', async () => {
    // Prepare
    const bed = new Testbed();
    const datasetGroupArn = await bed.datasetGroup();
    const columns = Array.from({ length: 21 }, (_, index) => ({
      name: `COLUMN${String.fromCharCode(65 + index)}`,
      type: 'int',
    }));
    const items = { ...ITEMS, fields: [{ name: 'ITEM_ID', type: 'string' }, ...columns] };
    const dataset = await bed.dataset(datasetGroupArn, 'Items', await bed.schema('items', items));
    await bed.importJob(dataset, bed.put('items.csv', itemsCsv(columns)));
    const filter = (name: string, fields: readonly { name: string }[]) => {
      const conditions = fields.map((field) => `Items.${field.name} > 1`).join(' AND ');
      const filterExpression = `INCLUDE ItemID WHERE ${conditions}`;
      return bed.settled(bed.call('CreateFilter', { name, datasetGroupArn, filterExpression }));
    };

    // Act
    const eleven = filter('eleven', columns.slice(0, 11));

    // Assess
    await expect(eleven).rejects.toMatchObject({ code: 'LimitExceededException' });
    await filter('first', columns.slice(0, 10));
    await filter('second', columns.slice(10, 20));
    await filter('again', columns.slice(0, 2));
    await expect(filter('last', columns.slice(20))).rejects.toMatchObject({
      code: 'LimitExceededException',
    });
  });
});

describe('DeleteFilter', () => {
  it('is refused while a batch job uses the filter', async () => {
    // Prepare
    const bed = new Testbed();
    const group = await bed.trainableGroup();
    const version = await bed.version(await bed.solution(group));
    const filterExpression = 'INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("click")';
    const filterArn = await bed.settled(
      bed.create('CreateFilter', { name: 'f', datasetGroupArn: group, filterExpression }),
    );
    await bed.call('CreateBatchInferenceJob', {
      jobName: 'job',
      solutionVersionArn: version,
      filterArn,
      roleArn: ROLE,
      jobInput: { s3DataSource: { path: bed.put('in.json', '{"userId":"u1"}') } },
      jobOutput: { s3DataDestination: { path: 's3://data/out/' } },
    });

    // Act
    const early = bed.call('DeleteFilter', { filterArn });

    // Assess
    await expect(early).rejects.toMatchObject({ code: 'ResourceInUseException' });
    await bed.settle();
    await bed.settled(bed.call('DeleteFilter', { filterArn }));
    expect(bed.statusOf(filterArn)).toBeUndefined();
  });
});

function itemsCsv(columns: readonly { readonly name: string }[]): string {
  const header = ['ITEM_ID', ...columns.map(({ name }) => name)].join(',');
  return `${header}\ni1${',1'.repeat(columns.length)}\n`;
}
