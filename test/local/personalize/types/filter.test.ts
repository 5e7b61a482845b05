import { ARN, INTERACTIONS, ITEMS, ROLE, Testbed } from '../testbed';

async function prepare(): Promise<{ bed: Testbed; datasetGroupArn: string }> {
  const bed = new Testbed();
  const datasetGroupArn = await bed.datasetGroup();
  await bed.dataset(datasetGroupArn, 'Interactions', await bed.schema('interactions', INTERACTIONS));
  await bed.dataset(datasetGroupArn, 'Items', await bed.schema('items', ITEMS));
  return { bed, datasetGroupArn };
}

describe('CreateFilter', () => {
  it.each([
    'INCLUDE ItemID WHERE Interactions.EVENT_TYPE in ("click", "stream")',
    'EXCLUDE ItemID WHERE Items.YEAR < 1970',
    'INCLUDE ItemID WHERE Items.GENRE IN ($GENRES)',
  ])('takes %s', async (filterExpression) => {
    // Prepare
    const { bed, datasetGroupArn } = await prepare();

    // Act
    const arn = await bed.settled(
      bed.create('CreateFilter', { name: 'f', datasetGroupArn, filterExpression }),
    );

    // Assess
    expect(arn).toBe(`${ARN}filter/f`);
    expect(await bed.describe(arn)).toMatchObject({ status: 'ACTIVE', filterExpression, datasetGroupArn });
  });

  it.each([
    ['what is no expression', 'INCLUDE Items.GENRE IN ("drama")', 'Invalid input symbol'],
    ['a dataset that is not there', 'INCLUDE UserID WHERE Users.AGE > 3', 'Invalid Expression'],
    ['a field that is not there', 'INCLUDE ItemID WHERE Items.PRICE > 3', 'Invalid Expression'],
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

  it('answers InvalidInput, not ResourceInUse, while the dataset group is being created', async () => {
    // Prepare
    const bed = new Testbed();
    const datasetGroupArn = await bed.create('CreateDatasetGroup', { name: 'group' });

    // Act
    const call = bed.call('CreateFilter', { name: 'f', datasetGroupArn, filterExpression: 'x' });

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'InvalidInputException' });
  });

  it('counts the distinct fields of a dataset group', async () => {
    // Prepare
    const bed = new Testbed();
    const datasetGroupArn = await bed.datasetGroup();
    const columns = Array.from({ length: 11 }, (_, index) => ({
      name: `COLUMN${'ABCDEFGHIJK'[index]}`,
      type: 'int',
    }));
    const items = { ...ITEMS, fields: [{ name: 'ITEM_ID', type: 'string' }, ...columns] };
    await bed.dataset(datasetGroupArn, 'Items', await bed.schema('items', items));
    const filter = (name: string, fields: readonly { name: string }[]) => {
      const conditions = fields.map((field) => `Items.${field.name} > 1`).join(' AND ');
      const filterExpression = `INCLUDE ItemID WHERE ${conditions}`;
      return bed.settled(bed.call('CreateFilter', { name, datasetGroupArn, filterExpression }));
    };

    // Act
    const six = filter('six', columns.slice(0, 6));

    // Assess
    await expect(six).rejects.toMatchObject({ code: 'LimitExceededException' });
    await filter('first', columns.slice(0, 5));
    await filter('second', columns.slice(5, 10));
    await filter('again', columns.slice(0, 2));
    await expect(filter('eleventh', columns.slice(10))).rejects.toMatchObject({
      code: 'LimitExceededException',
    });
  });
});

describe('DeleteFilter', () => {
  it('waits for the batch job that uses it', async () => {
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
