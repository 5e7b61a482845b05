import { ACTION_INTERACTIONS, ARN, INTERACTIONS, ITEMS, Testbed, USERS } from '../../../../support/personalize-testbed';

const KEY = 'arn:aws:kms:us-east-1:123456789012:key/abc';
const ROLE = 'arn:aws:iam::123456789012:role/personalize';

describe('CreateDatasetGroup', () => {
  it('returns the ARN and the domain of the dataset group', async () => {
    // Act
    const output = await new Testbed().call('CreateDatasetGroup', { name: 'shop', domain: 'ECOMMERCE' });

    // Assess
    expect(output).toEqual({ datasetGroupArn: `${ARN}dataset-group/shop`, domain: 'ECOMMERCE' });
  });

  it.each([
    ['a role without a KMS key', { roleArn: ROLE }],
    ['a KMS key without a role', { kmsKeyArn: KEY }],
    ['an invalid name', { name: '-group' }],
    ['an invalid domain', { domain: 'BANKING' }],
    ['a role that does not exist', { roleArn: `${ROLE}-2`, kmsKeyArn: KEY }],
  ])('refuses %s', async (_, input) => {
    // Act
    const call = new Testbed().call('CreateDatasetGroup', { name: 'group', ...input });

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'InvalidInputException' });
  });

  it('refuses a role that does not trust Personalize', async () => {
    // Prepare
    const bed = new Testbed();
    bed.trusted.set('personalize', 'lambda.amazonaws.com');

    // Act
    const call = bed.call('CreateDatasetGroup', { name: 'group', roleArn: ROLE, kmsKeyArn: KEY });

    // Assess
    await expect(call).rejects.toMatchObject({
      code: 'InvalidInputException',
      message: expect.stringContaining(`Personalize cannot assume role ${ROLE}`),
    });
  });

  it('refuses the name of an existing dataset group', async () => {
    // Prepare
    const bed = new Testbed();
    await bed.datasetGroup('group');

    // Act
    const call = bed.call('CreateDatasetGroup', { name: 'group' });

    // Assess
    await expect(call).rejects.toMatchObject({
      code: 'ResourceAlreadyExistsException',
      message: `Another resource with Arn ${ARN}dataset-group/group already exists.`,
    });
  });
});

describe('CreateSchema', () => {
  it('stores the given text of the schema; the schema has no status', async () => {
    // Prepare
    const bed = new Testbed();
    const schemaArn = await bed.schema('items', ITEMS);

    // Act
    const schema = await bed.describe(schemaArn);

    // Assess
    expect(schema).toStrictEqual({
      name: 'items',
      schemaArn: `${ARN}schema/items`,
      schema: JSON.stringify(ITEMS),
      creationDateTime: new Date(bed.clock.now()),
      lastUpdatedDateTime: new Date(bed.clock.now()),
    });
  });

  it('refuses a schema whose record name is not that of a dataset type', async () => {
    // Act
    const call = new Testbed().schema('items', { ...ITEMS, name: 'Products' });

    // Assess
    await expect(call).rejects.toMatchObject({
      code: 'InvalidInputException',
      message: expect.stringContaining('name is "Products"'),
    });
  });

  it.each([
    ['Interactions', ['USER_ID', 'ITEM_ID', 'TIMESTAMP'], 5],
    ['Users', ['USER_ID'], 25],
    ['Items', ['ITEM_ID'], 100],
    ['Actions', ['ACTION_ID'], 10],
    ['ActionInteractions', ['USER_ID', 'ACTION_ID', 'EVENT_TYPE', 'TIMESTAMP'], 5],
  ])('accepts as many metadata fields of %s as the quotas page allows, and no more', async (name, required, most) => {
    // Prepare
    const bed = new Testbed();
    const column = (field: string) => ({ name: field, type: field.endsWith('STAMP') ? 'long' : 'string' });
    const create = (count: number) => {
      const columns = Array.from({ length: count }, (_, index) => `COLUMN${index}`);
      return bed.schema(`${name}-${count}`, {
        ...ITEMS,
        name,
        fields: [...required, ...columns].map(column),
      });
    };

    // Act
    const fitting = create(most);
    const larger = create(most + 1);

    // Assess
    await expect(fitting).resolves.toContain('schema/');
    await expect(larger).rejects.toMatchObject({
      code: 'InvalidInputException',
      message: expect.stringContaining(`${most + 1} metadata fields`),
    });
  });

  it('refuses two textual fields', async () => {
    // Prepare
    const textual = (name: string) => ({ name, type: 'string', textual: true });
    const fields = [{ name: 'ITEM_ID', type: 'string' }, textual('PLOT'), textual('REVIEW')];

    // Act
    const call = new Testbed().schema('items', { ...ITEMS, fields });

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'InvalidInputException' });
  });
});

describe('CreateDataset', () => {
  it('accepts the type in mixed case, and puts it into the ARN in upper case', async () => {
    // Prepare
    const bed = new Testbed();
    const group = await bed.datasetGroup();

    // Act
    const dataset = await bed.dataset(group, 'Interactions', await bed.schema('interactions', INTERACTIONS));

    // Assess
    expect(dataset).toBe(`${ARN}dataset/group/INTERACTIONS`);
    expect(await bed.describe(dataset)).toMatchObject({
      datasetType: 'INTERACTIONS',
      name: 'interactions-data',
    });
  });

  it('refuses a second dataset of the same type in a dataset group', async () => {
    // Prepare
    const bed = new Testbed();
    const group = await bed.datasetGroup();
    const schema = await bed.schema('users', USERS);
    await bed.dataset(group, 'Users', schema);

    // Act
    const call = bed.create('CreateDataset', {
      name: 'b',
      datasetGroupArn: group,
      datasetType: 'USERS',
      schemaArn: schema,
    });

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'ResourceAlreadyExistsException' });
  });

  it('refuses a dataset group that is not ACTIVE yet', async () => {
    // Prepare
    const bed = new Testbed();
    const datasetGroupArn = await bed.create('CreateDatasetGroup', { name: 'group' });
    const schemaArn = await bed.schema('users', USERS);

    // Act
    const call = bed.create('CreateDataset', { name: 'a', datasetGroupArn, datasetType: 'Users', schemaArn });

    // Assess
    await expect(call).rejects.toMatchObject({
      code: 'ResourceInUseException',
      message: `Resource ${datasetGroupArn} is not in ACTIVE state: its status is CREATE PENDING.`,
    });
  });

  it.each([
    ['an unknown type', 'Films', USERS, undefined, undefined, 'InvalidInputException'],
    ['the schema of another type', 'Items', USERS, undefined, undefined, 'InvalidInputException'],
    [
      'a schema without a domain in a domain dataset group',
      'Users',
      USERS,
      'ECOMMERCE',
      undefined,
      'InvalidInputException',
    ],
    [
      'a schema with a domain in a custom dataset group',
      'Users',
      USERS,
      undefined,
      'ECOMMERCE',
      'InvalidInputException',
    ],
  ])('refuses %s', async (_, datasetType, schema, groupDomain, schemaDomain, code) => {
    // Prepare
    const bed = new Testbed();
    const group = await bed.datasetGroup('group', groupDomain);
    const schemaArn = await bed.schema('schema', schema, schemaDomain);

    // Act
    const call = bed.dataset(group, datasetType, schemaArn);

    // Assess
    await expect(call).rejects.toMatchObject({ code });
  });

  it('refuses a schema that does not exist', async () => {
    // Prepare
    const bed = new Testbed();
    const group = await bed.datasetGroup();

    // Act
    const call = bed.dataset(group, 'Users', `${ARN}schema/nowhere`);

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  });
});

describe('UpdateDataset', () => {
  const withField = (field: object) => ({
    ...ITEMS,
    fields: [...(ITEMS as { fields: object[] }).fields, field],
  });

  async function items(bed: Testbed): Promise<string> {
    return bed.dataset(await bed.datasetGroup(), 'Items', await bed.schema('items', ITEMS));
  }

  it('shows the status of the update as the status of the dataset until the update ends', async () => {
    // Prepare
    const bed = new Testbed();
    const datasetArn = await items(bed);
    const schemaArn = await bed.schema('items-2', withField({ name: 'PRICE', type: ['null', 'float'] }));
    const statuses: string[] = [];
    bed.service.onChange(({ status }) => statuses.push(status));

    // Act
    await bed.settled(bed.call('UpdateDataset', { datasetArn, schemaArn }));

    // Assess
    expect(statuses).toEqual(['UPDATE PENDING', 'UPDATE IN_PROGRESS', 'ACTIVE']);
    expect(await bed.describe(datasetArn)).toMatchObject({
      schemaArn,
      status: 'ACTIVE',
      latestDatasetUpdate: { schemaArn, status: 'ACTIVE' },
    });
  });

  it('keeps the old schema if the update fails', async () => {
    // Prepare
    const bed = new Testbed();
    const datasetArn = await items(bed);
    const schemaArn = await bed.schema('items-2', withField({ name: 'PRICE', type: ['null', 'float'] }));
    bed.service.failNext({ resource: 'dataset/group/ITEMS', reason: 'No.' });

    // Act
    await bed.settled(bed.call('UpdateDataset', { datasetArn, schemaArn }));

    // Assess
    expect(await bed.describe(datasetArn)).toMatchObject({
      schemaArn: `${ARN}schema/items`,
      status: 'ACTIVE',
      latestDatasetUpdate: { status: 'CREATE FAILED', failureReason: 'No.' },
    });
  });

  it.each([
    ['adds a field that does not allow null', withField({ name: 'PRICE', type: 'float' })],
    ['drops a field', { ...ITEMS, fields: (ITEMS as { fields: object[] }).fields.slice(0, 2) }],
    [
      'changes the type of a field',
      {
        ...ITEMS,
        fields: [...(ITEMS as { fields: object[] }).fields.slice(0, 2), { name: 'YEAR', type: 'long' }],
      },
    ],
    ['is of another dataset type', USERS],
  ])('refuses a schema that %s', async (_, schema) => {
    // Prepare
    const bed = new Testbed();
    const datasetArn = await items(bed);
    const schemaArn = await bed.schema('items-2', schema);

    // Act
    const call = bed.call('UpdateDataset', { datasetArn, schemaArn });

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'InvalidInputException' });
  });

  it('refuses to update a dataset of interactions', async () => {
    // Prepare
    const bed = new Testbed();
    const schemaArn = await bed.schema('interactions', INTERACTIONS);
    const datasetArn = await bed.dataset(await bed.datasetGroup(), 'Interactions', schemaArn);

    // Act
    const call = bed.call('UpdateDataset', { datasetArn, schemaArn });

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'InvalidInputException' });
  });
});

async function withInteractions(): Promise<{ bed: Testbed; datasetGroupArn: string }> {
  const bed = new Testbed();
  const datasetGroupArn = await bed.datasetGroup();
  await bed.dataset(datasetGroupArn, 'Interactions', await bed.schema('interactions', INTERACTIONS));
  return { bed, datasetGroupArn };
}

describe('event trackers', () => {
  it('cannot be created in a dataset group without a dataset of interactions', async () => {
    // Prepare
    const bed = new Testbed();
    const datasetGroupArn = await bed.datasetGroup();

    // Act
    const call = bed.call('CreateEventTracker', { name: 'tracker', datasetGroupArn });

    // Assess
    await expect(call).rejects.toMatchObject({
      code: 'InvalidInputException',
      message: `${datasetGroupArn} has no dataset of type INTERACTIONS, which an event tracker needs.`,
    });
  });

  it('have a generated id in the ARN, and a tracking id', async () => {
    // Prepare
    const { bed, datasetGroupArn } = await withInteractions();

    // Act
    const output = await bed.settled(bed.call('CreateEventTracker', { name: 'tracker', datasetGroupArn }));

    // Assess
    expect(output).toEqual({
      eventTrackerArn: expect.stringMatching(/:event-tracker\/[0-9a-f]{8}$/),
      trackingId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
    });
    const tracker = await bed.describe(String(output.eventTrackerArn));
    expect(tracker).toMatchObject({
      name: 'tracker',
      accountId: '123456789012',
      trackingId: output.trackingId,
    });
  });

  it('are limited to one per dataset group', async () => {
    // Prepare
    const { bed, datasetGroupArn } = await withInteractions();
    await bed.call('CreateEventTracker', { name: 'a', datasetGroupArn });

    // Act
    const call = bed.call('CreateEventTracker', { name: 'b', datasetGroupArn });

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'ResourceAlreadyExistsException' });
  });
});

describe('a dataset of action interactions', () => {
  async function prepared() {
    const { bed, datasetGroupArn: group } = await withInteractions();
    const dataset = await bed.dataset(group, 'Action_Interactions', await bed.schema('actions', ACTION_INTERACTIONS));
    const trackers = async () => {
      const { eventTrackers } = await bed.call('ListEventTrackers', { datasetGroupArn: group });
      return (eventTrackers as { eventTrackerArn: string }[]).map(({ eventTrackerArn }) => eventTrackerArn);
    };
    return { bed, group, dataset, trackers };
  }

  it("has its own event tracker, with the dataset's tracking id, besides the tracker of the dataset group", async () => {
    // Prepare
    const { bed, group, dataset, trackers } = await prepared();

    // Act
    const other = await bed.settled(bed.create('CreateEventTracker', { name: 'tracker', datasetGroupArn: group }));

    // Assess
    const [own = '', ...others] = await trackers();
    expect((await bed.describe(own)).trackingId).toBe((await bed.describe(dataset)).trackingId);
    expect(others).toEqual([other]);
  });

  it('is deleted together with its event tracker, which cannot be deleted separately', async () => {
    // Prepare
    const { bed, dataset, trackers } = await prepared();
    const [eventTrackerArn] = await trackers();

    // Act
    const early = bed.call('DeleteEventTracker', { eventTrackerArn });

    // Assess
    await expect(early).rejects.toMatchObject({ code: 'ResourceInUseException' });
    await bed.settled(bed.call('DeleteDataset', { datasetArn: dataset }));
    expect(await trackers()).toEqual([]);
  });

  it('adds no event tracker to the list in the variant `personalize-action-tracker` of the local AWS', async () => {
    // Prepare
    const bed = new Testbed();
    bed.service.choose('personalize-action-tracker');
    const group = await bed.datasetGroup();

    // Act
    await bed.dataset(group, 'Action_Interactions', await bed.schema('actions', ACTION_INTERACTIONS));

    // Assess
    expect(await bed.call('ListEventTrackers', { datasetGroupArn: group })).toEqual({ eventTrackers: [] });
  });
});
