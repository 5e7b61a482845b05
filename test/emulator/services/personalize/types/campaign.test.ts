import { ARN, Testbed } from '../../../../support/personalize-testbed';

describe('CreateCampaign', () => {
  it.each([
    ['the ARN of a solution in place of a version', `${ARN}solution/solution`, {}, 'ResourceNotFoundException'],
    ['a version that does not exist', `${ARN}solution/solution/00000000`, {}, 'ResourceNotFoundException'],
    ['$LATEST of a solution without versions', `${ARN}solution/solution/$LATEST`, {}, 'ResourceNotFoundException'],
  ])('refuses %s', async (_, solutionVersionArn, input, code) => {
    // Prepare
    const bed = new Testbed();
    await bed.solution(await bed.trainableGroup());

    // Act
    const call = bed.campaign(solutionVersionArn, input);

    // Assess
    await expect(call).rejects.toMatchObject({ code });
  });

  it('refuses a version that is still training', async () => {
    // Prepare
    const bed = new Testbed();
    const solutionArn = await bed.solution(await bed.trainableGroup());
    const version = await bed.create('CreateSolutionVersion', { solutionArn });

    // Act
    const call = bed.campaign(version);

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'ResourceInUseException' });
  });

  it('refuses a version of a recipe for segments, and syncWithLatestSolutionVersion with an ARN other than $LATEST', async () => {
    // Prepare
    const bed = new Testbed();
    const group = await bed.trainableGroup();
    const segments = await bed.version(await bed.solution(group, 'aws-item-affinity', { name: 'segments' }));
    const version = await bed.version(await bed.solution(group));

    // Act
    const calls = [
      bed.campaign(segments),
      bed.campaign(version, { campaignConfig: { syncWithLatestSolutionVersion: true } }),
    ];

    // Assess
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'InvalidInputException' });
  });

  it('deploys the newest ACTIVE version for $LATEST', async () => {
    // Prepare
    const bed = new Testbed();
    const solutionArn = await bed.solution(await bed.trainableGroup());
    await bed.version(solutionArn);
    const second = await bed.version(solutionArn);
    bed.service.failNext({ resource: 'solution/solution', reason: 'No.' });
    await bed.version(solutionArn);

    // Act
    const campaign = await bed.campaign(`${solutionArn}/$LATEST`);

    // Assess
    expect(await bed.describe(campaign)).toMatchObject({ solutionVersionArn: second, minProvisionedTPS: 1 });
  });

  it('creates a campaign that keeps its version if syncWithLatestSolutionVersion is not true', async () => {
    // Prepare
    const bed = new Testbed();
    const solutionArn = await bed.solution(await bed.trainableGroup());
    const first = await bed.version(solutionArn);
    const campaign = await bed.campaign(`${solutionArn}/$LATEST`);

    // Act
    await bed.version(solutionArn);

    // Assess
    expect(await bed.describe(campaign)).toMatchObject({ solutionVersionArn: first });
  });

  it('creates a campaign that moves to new versions if syncWithLatestSolutionVersion is true', async () => {
    // Prepare
    const bed = new Testbed();
    const solutionArn = await bed.solution(await bed.trainableGroup());
    await bed.version(solutionArn);
    const campaignConfig = { syncWithLatestSolutionVersion: true };
    const campaign = await bed.campaign(`${solutionArn}/$LATEST`, { campaignConfig });

    // Act
    const second = await bed.version(solutionArn);

    // Assess
    expect(await bed.describe(campaign)).toMatchObject({
      solutionVersionArn: second,
      latestCampaignUpdate: { solutionVersionArn: second, status: 'ACTIVE' },
    });
  });
});

describe('a campaign with syncWithLatestSolutionVersion', () => {
  const campaignConfig = { syncWithLatestSolutionVersion: true };

  it('is updated to a version that becomes ACTIVE during another update of the campaign', async () => {
    // Prepare
    const bed = new Testbed();
    const solutionArn = await bed.solution(await bed.trainableGroup());
    await bed.version(solutionArn);
    const campaignArn = await bed.campaign(`${solutionArn}/$LATEST`, { campaignConfig });
    bed.service.setDuration('campaignUpdate', 48 * 3600);
    await bed.call('UpdateCampaign', { campaignArn, minProvisionedTPS: 2 });

    // Act
    const second = await bed.version(solutionArn);

    // Assess
    expect(await bed.describe(campaignArn)).toMatchObject({
      solutionVersionArn: second,
      minProvisionedTPS: 2,
      latestCampaignUpdate: { solutionVersionArn: second, status: 'ACTIVE' },
    });
  });

  it('shows $LATEST instead of a version in the variant `personalize-synced-campaign-version` of the local AWS', async () => {
    // Prepare
    const bed = new Testbed();
    bed.service.choose('personalize-synced-campaign-version');
    const solutionArn = await bed.solution(await bed.trainableGroup());
    const version = await bed.version(solutionArn);
    const synced = await bed.campaign(`${solutionArn}/$LATEST`, { campaignConfig });
    const other = await bed.campaign(version, { name: 'other' });

    // Act
    const shown = [await bed.describe(synced), await bed.describe(other)];

    // Assess
    expect(shown.map(({ solutionVersionArn }) => solutionVersionArn)).toEqual([`${solutionArn}/$LATEST`, version]);
  });
});

describe('UpdateCampaign', () => {
  it("accepts only versions of the campaign's solution", async () => {
    // Prepare
    const bed = new Testbed();
    const group = await bed.trainableGroup();
    const solution = await bed.solution(group);
    const campaignArn = await bed.campaign(await bed.version(solution));
    const newer = await bed.version(solution);
    const other = await bed.version(await bed.solution(group, 'aws-sims', { name: 'other' }));

    // Act
    const refused = bed.call('UpdateCampaign', { campaignArn, solutionVersionArn: other });

    // Assess
    await expect(refused).rejects.toMatchObject({ code: 'InvalidInputException' });
    await bed.settled(bed.call('UpdateCampaign', { campaignArn, solutionVersionArn: newer }));
    expect(await bed.describe(campaignArn)).toMatchObject({ solutionVersionArn: newer });
  });

  it('refuses an update during another update, and before the campaign is ACTIVE', async () => {
    // Prepare
    const bed = new Testbed();
    const version = await bed.version(await bed.solution(await bed.trainableGroup()));
    const campaignArn = await bed.create('CreateCampaign', { name: 'campaign', solutionVersionArn: version });
    const update = () => bed.call('UpdateCampaign', { campaignArn, minProvisionedTPS: 2 });

    // Act
    const early = update();

    // Assess
    await expect(early).rejects.toMatchObject({ code: 'ResourceInUseException' });
    await bed.settle();
    await update();
    await expect(update()).rejects.toMatchObject({ code: 'ResourceInUseException' });
  });
});
