import type { StatusChange } from '../../../../emulator/services/personalize/lifecycle';
import { ARN, BUCKET, INTERACTIONS, ROLE, Testbed } from '../../../support/personalize-testbed';

/** Records changes of status: `type status`, or `type update status` for an update. */
function watch({ service }: Testbed): string[] {
  const seen: string[] = [];
  service.onChange(({ type, status, update }: StatusChange) => {
    seen.push(`${type}${update ? ' update' : ''} ${status}`);
  });
  return seen;
}

describe('the life cycle of resources', () => {
  it('ends in ACTIVE for each resource from the dataset group to the batch job', async () => {
    // Prepare
    const bed = new Testbed();
    const group = await bed.trainableGroup();
    bed.put('batch/input.json', '{"userId":"u1"}\n{"userId":"u2"}\n');

    // Act
    const version = await bed.version(await bed.solution(group));
    const campaignArn = await bed.campaign(version);
    await bed.call('CreateBatchInferenceJob', {
      jobName: 'batch',
      solutionVersionArn: version,
      jobInput: { s3DataSource: { path: `s3://${BUCKET}/batch/input.json` } },
      jobOutput: { s3DataDestination: { path: `s3://${BUCKET}/batch/out/` } },
      roleArn: ROLE,
    });
    await bed.settle();

    // Assess
    const resources = bed.service.snapshot().map(({ type, status }) => `${type} ${status}`);
    expect(resources).toEqual([
      'datasetGroup ACTIVE',
      'schema ACTIVE',
      'dataset ACTIVE',
      'datasetImportJob ACTIVE',
      'solution ACTIVE',
      'solutionVersion ACTIVE',
      'campaign ACTIVE',
      'batchInferenceJob ACTIVE',
    ]);
    expect(campaignArn).toBe(`${ARN}campaign/campaign`);
    expect([...bed.objects.keys()].filter((key) => key.startsWith('batch/out/')).sort()).toEqual([
      'batch/out/_CHECK',
      'batch/out/input.json.out',
    ]);
  });

  it('begins with CREATE PENDING and CREATE IN_PROGRESS', async () => {
    // Prepare
    const bed = new Testbed();
    const seen = watch(bed);

    // Act
    await bed.datasetGroup();

    // Assess
    expect(seen).toEqual(['datasetGroup CREATE PENDING', 'datasetGroup CREATE IN_PROGRESS', 'datasetGroup ACTIVE']);
  });

  it('includes the training, or a planned failure of it, even if the duration of trainings is 0', async () => {
    // Prepare
    const bed = new Testbed();
    const solution = await bed.solution(await bed.trainableGroup());
    bed.service.setDuration('solutionVersion', 0);
    bed.service.failNext({ resource: 'solution/solution', reason: 'Out of luck.' });

    // Act
    const first = await bed.version(solution);
    const second = await bed.version(solution);

    // Assess
    expect([bed.statusOf(first), bed.statusOf(second)]).toEqual(['CREATE FAILED', 'ACTIVE']);
    expect((await bed.call('GetSolutionMetrics', { solutionVersionArn: second })).metrics).toHaveProperty('coverage');
  });

  it('changes lastUpdatedDateTime with each change of the status', async () => {
    // Prepare
    const bed = new Testbed();
    bed.service.setDuration('datasetGroup', 100);
    const group = await bed.create('CreateDatasetGroup', { name: 'group' });
    const created = bed.clock.now();

    // Act
    await bed.advance(10);
    const inProgress = await bed.describe(group);
    await bed.advance(90);
    const active = await bed.describe(group);

    // Assess
    expect(inProgress).toMatchObject({
      status: 'CREATE IN_PROGRESS',
      lastUpdatedDateTime: new Date(created + 10_000),
    });
    expect(active).toMatchObject({ status: 'ACTIVE', lastUpdatedDateTime: new Date(created + 100_000) });
    expect(active.creationDateTime).toEqual(new Date(created));
  });

  it('ends in CREATE FAILED once for each planned failure, with the planned reason', async () => {
    // Prepare
    const bed = new Testbed();
    const solution = await bed.solution(await bed.trainableGroup());
    bed.service.failNext({ resource: 'solution/solution', reason: 'Out of luck.' });

    // Act
    const first = await bed.version(solution);
    const second = await bed.version(solution);

    // Assess
    expect([bed.statusOf(first), bed.failureOf(first)]).toEqual(['CREATE FAILED', 'Out of luck.']);
    expect([bed.statusOf(second), bed.failureOf(second)]).toEqual(['ACTIVE', undefined]);
  });

  it('shows the progress of an update of an ACTIVE campaign, and then the new settings', async () => {
    // Prepare
    const bed = new Testbed();
    const version = await bed.version(await bed.solution(await bed.trainableGroup()));
    const campaignArn = await bed.campaign(version);
    const seen = watch(bed);

    // Act
    await bed.call('UpdateCampaign', { campaignArn, minProvisionedTPS: 3 });
    const during = await bed.describe(campaignArn);
    await bed.settle();
    const after = await bed.describe(campaignArn);

    // Assess
    expect(during).toMatchObject({
      status: 'ACTIVE',
      minProvisionedTPS: 1,
      latestCampaignUpdate: { status: 'CREATE PENDING', minProvisionedTPS: 3, solutionVersionArn: version },
    });
    expect(after).toMatchObject({ minProvisionedTPS: 3, latestCampaignUpdate: { status: 'ACTIVE' } });
    expect(seen).toEqual([
      'campaign update CREATE PENDING',
      'campaign update CREATE IN_PROGRESS',
      'campaign update ACTIVE',
    ]);
  });

  it('continues with the old settings after a failed update', async () => {
    // Prepare
    const bed = new Testbed();
    const version = await bed.version(await bed.solution(await bed.trainableGroup()));
    const campaignArn = await bed.campaign(version);
    bed.service.failNext({ resource: 'campaign/campaign', reason: 'No capacity.' });

    // Act
    await bed.call('UpdateCampaign', { campaignArn, minProvisionedTPS: 3 });
    await bed.settle();

    // Assess
    const campaign = await bed.describe(campaignArn);
    expect(campaign).toMatchObject({
      status: 'ACTIVE',
      minProvisionedTPS: 1,
      latestCampaignUpdate: { status: 'CREATE FAILED', failureReason: 'No capacity.' },
    });
    expect(campaign.failureReason).toBeUndefined();
  });

  it('allows an update of a failed campaign, which then becomes ACTIVE', async () => {
    // Prepare
    const bed = new Testbed();
    const version = await bed.version(await bed.solution(await bed.trainableGroup()));
    bed.service.failNext({ resource: 'campaign', reason: 'No capacity.' });
    const campaignArn = await bed.campaign(version);

    // Act
    await bed.call('UpdateCampaign', { campaignArn, minProvisionedTPS: 2 });
    await bed.settle();

    // Assess
    const campaign = await bed.describe(campaignArn);
    expect(campaign).toMatchObject({ status: 'ACTIVE', minProvisionedTPS: 2 });
    expect(campaign.failureReason).toBeUndefined();
  });

  it('ends with DELETE PENDING and, except for dataset groups, DELETE IN_PROGRESS; then the resource is not found', async () => {
    // Prepare
    const bed = new Testbed();
    const group = await bed.datasetGroup();
    const dataset = await bed.dataset(group, 'Interactions', await bed.schema('interactions', INTERACTIONS));
    const seen = watch(bed);

    // Act
    await bed.call('DeleteDataset', { datasetArn: dataset });
    await bed.settle();
    await bed.call('DeleteDatasetGroup', { datasetGroupArn: group });
    await bed.settle();

    // Assess
    expect(seen).toEqual([
      'dataset DELETE PENDING',
      'dataset DELETE IN_PROGRESS',
      'dataset DELETED',
      'datasetGroup DELETE PENDING',
      'datasetGroup DELETED',
    ]);
    await expect(bed.call('DescribeDatasetGroup', { datasetGroupArn: group })).rejects.toMatchObject({
      code: 'ResourceNotFoundException',
      message: `Resource Arn ${group} does not exist.`,
    });
  });

  it('is the same for the same seed, and differs for another seed', async () => {
    // Prepare
    const lives = [new Testbed({ seed: 7 }), new Testbed({ seed: 7 }), new Testbed({ seed: 8 })];

    // Act
    for (const bed of lives) await bed.version(await bed.solution(await bed.trainableGroup()));

    // Assess
    const [first, second, third] = lives.map(({ service }) => service.snapshot());
    expect(second).toEqual(first);
    expect(third).not.toEqual(first);
  });
});
