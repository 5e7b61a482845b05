import { ARN, INTERACTIONS, interactionsCsv, Testbed } from '../../../../support/personalize-testbed';

const recipe = (name: string) => `arn:aws:personalize:::recipe/${name}`;

async function shop(bed: Testbed, eventType = 'View'): Promise<string> {
  const group = await bed.datasetGroup('shop', 'ECOMMERCE');
  const dataset = await bed.dataset(group, 'Interactions', await bed.schema('i', INTERACTIONS, 'ECOMMERCE'));
  await bed.importJob(dataset, bed.put('interactions.csv', interactionsCsv({ eventType })));
  return group;
}

function create(bed: Testbed, datasetGroupArn: string, name: string): Promise<string> {
  return bed.settled(bed.create('CreateRecommender', { name: 'r', datasetGroupArn, recipeArn: recipe(name) }));
}

describe('recommenders', () => {
  it('become ACTIVE, with model metrics and the default capacity', async () => {
    // Prepare
    const bed = new Testbed();
    const group = await shop(bed);

    // Act
    const arn = await create(bed, group, 'aws-ecomm-popular-items-by-views');

    // Assess
    expect(arn).toBe(`${ARN}recommender/r`);
    expect(await bed.describe(arn)).toMatchObject({
      status: 'ACTIVE',
      recommenderConfig: { minRecommendationRequestsPerSecond: 1 },
      modelMetrics: { coverage: expect.any(Number) },
    });
  });

  it('fail if there are too few events of the type that their use case needs', async () => {
    // Prepare
    const bed = new Testbed();
    const group = await shop(bed);

    // Act
    const arn = await create(bed, group, 'aws-ecomm-popular-items-by-purchases');

    // Assess
    expect(bed.statusOf(arn)).toBe('CREATE FAILED');
    expect(bed.failureOf(arn)).toContain('fewer than 1000 interactions after filtering by event type: Purchase');
  });

  it.each([
    ['a custom recipe', 'aws-sims', 'InvalidInputException'],
    ['a recipe of another domain', 'aws-vod-most-popular', 'InvalidInputException'],
    ['an unknown recipe', 'aws-ecomm-lucky-dip', 'ResourceNotFoundException'],
  ])('cannot be created with %s', async (_, name, code) => {
    // Prepare
    const bed = new Testbed();
    const group = await shop(bed);

    // Act
    const call = create(bed, group, name);

    // Assess
    await expect(call).rejects.toMatchObject({ code });
  });

  it('cannot be created in a custom dataset group, or in a group without the datasets that the recipe needs', async () => {
    // Prepare
    const bed = new Testbed();
    const custom = await bed.trainableGroup('custom');
    const empty = await bed.datasetGroup('films', 'VIDEO_ON_DEMAND');

    // Act
    const calls = [create(bed, custom, 'aws-vod-most-popular'), create(bed, empty, 'aws-vod-most-popular')];

    // Assess
    await expect(calls[0]).rejects.toMatchObject({
      code: 'InvalidInputException',
      message: expect.stringContaining('Please use a domains-specific Dataset Group'),
    });
    await expect(calls[1]).rejects.toMatchObject({ code: 'InvalidInputException' });
  });

  it('cannot be stopped while an update is in progress', async () => {
    // Prepare
    const bed = new Testbed();
    const recommenderArn = await create(bed, await shop(bed), 'aws-ecomm-popular-items-by-views');
    const recommenderConfig = { minRecommendationRequestsPerSecond: 2 };
    await bed.call('UpdateRecommender', { recommenderArn, recommenderConfig });

    // Act
    const refused = bed.call('StopRecommender', { recommenderArn });

    // Assess
    await expect(refused).rejects.toMatchObject({ code: 'ResourceInUseException' });
    await bed.settle();
    expect(await bed.describe(recommenderArn)).toMatchObject({ latestRecommenderUpdate: { status: 'ACTIVE' } });
  });

  it('can be stopped while ACTIVE, but not while INACTIVE, and started while INACTIVE, but not while ACTIVE', async () => {
    // Prepare
    const bed = new Testbed();
    const recommenderArn = await create(bed, await shop(bed), 'aws-ecomm-popular-items-by-views');
    const statuses: string[] = [];
    bed.service.onChange(({ status }) => statuses.push(status));

    // Act
    await bed.settled(bed.call('StopRecommender', { recommenderArn }));
    const refused = bed.call('StopRecommender', { recommenderArn });

    // Assess
    await expect(refused).rejects.toMatchObject({ code: 'ResourceInUseException' });
    await bed.settled(bed.call('StartRecommender', { recommenderArn }));
    await expect(bed.call('StartRecommender', { recommenderArn })).rejects.toMatchObject({
      code: 'ResourceInUseException',
    });
    expect(statuses).toEqual([
      'STOP PENDING',
      'STOP IN_PROGRESS',
      'INACTIVE',
      'START PENDING',
      'START IN_PROGRESS',
      'ACTIVE',
    ]);
  });

  describe('whose data has changed', () => {
    const DAY = 86_400;

    /**
     * Creates a recommender, then imports other data, in which the item `new` is the most popular. `first` returns the
     * item that the recommender lists first.
     */
    async function outdated() {
      const bed = new Testbed();
      const group = await shop(bed);
      const recommenderArn = await create(bed, group, 'aws-ecomm-popular-items-by-views');
      const csv = interactionsCsv({ eventType: 'View' }).replaceAll(/(u\d+),i(?:7|8|9),/g, '$1,new,');
      await bed.importJob(`${ARN}dataset/shop/INTERACTIONS`, bed.put('more.csv', csv));
      const first = async () => {
        const input = { recommenderArn, userId: 'u1', numResults: 1 };
        const answer = await bed.aws.call('personalize-runtime', 'GetRecommendations', input);
        return (answer as { readonly itemList: readonly { readonly itemId: string }[] }).itemList[0]?.itemId;
      };
      return { bed, recommenderArn, first };
    }

    it('retrain seven days after their creation', async () => {
      // Prepare
      const { bed, first } = await outdated();

      // Act
      await bed.advance(6 * DAY);
      const before = await first();
      await bed.advance(DAY);

      // Assess
      expect([before, await first()]).toEqual([expect.stringMatching(/^i/), 'new']);
    });

    it('keep their old model while they are stopped, and while there is too little data to retrain', async () => {
      // Prepare
      const { bed, recommenderArn, first } = await outdated();

      // Act
      await bed.settled(bed.call('StopRecommender', { recommenderArn }));
      await bed.advance(8 * DAY);
      await bed.settled(bed.call('StartRecommender', { recommenderArn }));
      const restarted = await first();
      const few = interactionsCsv({ rows: 1001, users: 999, eventType: 'View' }).replaceAll(',i', ',few');
      await bed.importJob(`${ARN}dataset/shop/INTERACTIONS`, bed.put('few.csv', few));
      await bed.advance(7 * DAY);

      // Assess
      expect([restarted, await first()]).toEqual([expect.stringMatching(/^i/), expect.stringMatching(/^i/)]);
    });

    it('retrain when an update changes their training columns, but not when it changes only their capacity', async () => {
      // Prepare
      const { bed, recommenderArn, first } = await outdated();
      const update = (recommenderConfig: object) =>
        bed.settled(bed.call('UpdateRecommender', { recommenderArn, recommenderConfig }));

      // Act
      await update({ minRecommendationRequestsPerSecond: 2 });
      const unchanged = await first();
      await update({ trainingDataConfig: { excludedDatasetColumns: { Interactions: ['EVENT_VALUE'] } } });

      // Assess
      expect([unchanged, await first()]).toEqual([expect.stringMatching(/^i/), 'new']);
    });
  });

  it('have the new configuration after an update', async () => {
    // Prepare
    const bed = new Testbed();
    const recommenderArn = await create(bed, await shop(bed), 'aws-ecomm-popular-items-by-views');
    const recommenderConfig = { minRecommendationRequestsPerSecond: 5 };

    // Act
    await bed.settled(bed.call('UpdateRecommender', { recommenderArn, recommenderConfig }));

    // Assess
    expect(await bed.describe(recommenderArn)).toMatchObject({
      recommenderConfig,
      latestRecommenderUpdate: { status: 'ACTIVE', recommenderConfig },
    });
  });
});
