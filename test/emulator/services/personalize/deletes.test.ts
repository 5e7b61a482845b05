import { ARN, INTERACTIONS, Testbed, USERS } from '../../../support/personalize-testbed';

const IN_USE = { code: 'ResourceInUseException' };

describe('a delete', () => {
  it('is refused for a dataset group that has resources', async () => {
    // Prepare
    const bed = new Testbed();
    const group = await bed.datasetGroup();
    const dataset = await bed.dataset(group, 'Users', await bed.schema('users', USERS));
    const remove = () => bed.settled(bed.call('DeleteDatasetGroup', { datasetGroupArn: group }));

    // Act
    const early = remove();

    // Assess
    await expect(early).rejects.toMatchObject({
      ...IN_USE,
      message: `Dataset group ${group} still has ${dataset}.`,
    });
    await bed.settled(bed.call('DeleteDataset', { datasetArn: dataset }));
    await remove();
    expect(bed.statusOf(group)).toBeUndefined();
  });

  it('is refused for a schema that datasets use', async () => {
    // Prepare
    const bed = new Testbed();
    const schemaArn = await bed.schema('users', USERS);
    const datasetArn = await bed.dataset(await bed.datasetGroup(), 'Users', schemaArn);

    // Act
    const early = bed.call('DeleteSchema', { schemaArn });

    // Assess
    await expect(early).rejects.toMatchObject(IN_USE);
    await bed.settled(bed.call('DeleteDataset', { datasetArn }));
    await bed.settled(bed.call('DeleteSchema', { schemaArn }));
    expect(bed.statusOf(schemaArn)).toBeUndefined();
  });

  it('is refused for a dataset during imports and trainings', async () => {
    // Prepare
    const bed = new Testbed();
    const solutionArn = await bed.solution(await bed.trainableGroup());
    const datasetArn = 'arn:aws:personalize:us-east-1:123456789012:dataset/group/INTERACTIONS';
    const remove = () => bed.call('DeleteDataset', { datasetArn });
    await bed.call('CreateSolutionVersion', { solutionArn });

    // Act
    const duringTraining = remove();

    // Assess
    await expect(duringTraining).rejects.toMatchObject(IN_USE);
    await bed.settle();
    const dataSource = { dataLocation: 's3://data/train/' };
    await bed.call('CreateDatasetImportJob', { jobName: 'again', datasetArn, dataSource });
    await expect(remove()).rejects.toMatchObject(IN_USE);
    await bed.settle();
    await expect(remove()).resolves.toBeUndefined();
  });

  it.each([
    ['being created', async () => undefined],
    [
      'being deleted',
      async (bed: Testbed, datasetArn: string) => {
        await bed.settle();
        await bed.call('DeleteDataset', { datasetArn });
      },
    ],
  ])('is refused while the resource is %s', async (_, prepare) => {
    // Prepare
    const bed = new Testbed();
    const datasetGroupArn = await bed.datasetGroup();
    const schemaArn = await bed.schema('interactions', INTERACTIONS);
    const input = { name: 'data', datasetGroupArn, schemaArn, datasetType: 'Interactions' };
    const datasetArn = await bed.create('CreateDataset', input);
    await prepare(bed, datasetArn);

    // Act
    const call = bed.call('DeleteDataset', { datasetArn });

    // Assess
    await expect(call).rejects.toMatchObject(IN_USE);
  });

  it.each([
    ['ResourceInUseException', []],
    ['InvalidInputException', ['personalize-tracked-dataset'] as const],
  ])(
    'is refused for a dataset to which an event tracker sends events: %s with the variants %j of the local AWS',
    async (code, variants) => {
      // Prepare
      const bed = new Testbed();
      for (const variant of variants) bed.service.choose(variant);
      const datasetGroupArn = await bed.trainableGroup();
      const users = await bed.dataset(datasetGroupArn, 'Users', await bed.schema('users', USERS));
      const eventTrackerArn = await bed.settled(bed.create('CreateEventTracker', { name: 'tracker', datasetGroupArn }));
      const datasetArn = `${ARN}dataset/group/INTERACTIONS`;
      const remove = () => bed.settled(bed.call('DeleteDataset', { datasetArn }));

      // Act
      const early = remove();

      // Assess
      await expect(early).rejects.toMatchObject({ code, message: expect.stringContaining(eventTrackerArn) });
      await bed.settled(bed.call('DeleteDataset', { datasetArn: users }));
      await bed.settled(bed.call('DeleteEventTracker', { eventTrackerArn }));
      await remove();
      expect(bed.statusOf(datasetArn)).toBeUndefined();
    },
  );

  it('is refused while the resource is being updated, although its status is ACTIVE', async () => {
    // Prepare
    const bed = new Testbed();
    const version = await bed.version(await bed.solution(await bed.trainableGroup()));
    const campaignArn = await bed.campaign(version);
    await bed.call('UpdateCampaign', { campaignArn, minProvisionedTPS: 2 });

    // Act
    const early = bed.call('DeleteCampaign', { campaignArn });

    // Assess
    await expect(early).rejects.toMatchObject(IN_USE);
    expect(bed.statusOf(campaignArn)).toBe('ACTIVE');
    await bed.settle();
    await bed.settled(bed.call('DeleteCampaign', { campaignArn }));
    expect(bed.statusOf(campaignArn)).toBeUndefined();
  });

  it('frees the name of a failed resource', async () => {
    // Prepare
    const bed = new Testbed();
    bed.service.failNext({ resource: 'dataset-group/group', reason: 'No.' });
    const datasetGroupArn = await bed.datasetGroup();

    // Act
    await bed.settled(bed.call('DeleteDatasetGroup', { datasetGroupArn }));

    // Assess
    expect(bed.statusOf(await bed.datasetGroup())).toBe('ACTIVE');
  });

  it('removes the data of a dataset', async () => {
    // Prepare
    const bed = new Testbed();
    const group = await bed.trainableGroup();
    const solution = await bed.solution(group);
    const datasetArn = 'arn:aws:personalize:us-east-1:123456789012:dataset/group/INTERACTIONS';
    await bed.settled(bed.call('DeleteDataset', { datasetArn }));
    await bed.dataset(group, 'Interactions', await bed.schema('again', INTERACTIONS));

    // Act
    const version = await bed.version(solution);

    // Assess
    expect(bed.failureOf(version)).toContain('fewer than 1000 interactions');
  });
});
