import { INTERACTIONS, interactionsCsv, Testbed } from '../../../../support/personalize-testbed';

async function group(bed: Testbed, csv: string): Promise<string> {
  const datasetGroupArn = await bed.datasetGroup();
  const dataset = await bed.dataset(datasetGroupArn, 'Interactions', await bed.schema('i', INTERACTIONS));
  await bed.importJob(dataset, bed.put('interactions.csv', csv));
  return datasetGroupArn;
}

describe('CreateSolutionVersion', () => {
  it("trains with the solution's recipe and reports the training hours", async () => {
    // Prepare
    const bed = new Testbed();
    const solutionArn = await bed.solution(await bed.trainableGroup());

    // Act
    const version = await bed.version(solutionArn);

    // Assess
    const id = version.split('/').at(-1) ?? '';
    expect(id).toMatch(/^[0-9a-f]{8}$/);
    expect(await bed.describe(version)).toMatchObject({
      name: `solution/${id}`,
      solutionArn,
      recipeArn: 'arn:aws:personalize:::recipe/aws-user-personalization',
      trainingMode: 'FULL',
      trainingType: 'MANUAL',
      status: 'ACTIVE',
      trainingHours: expect.any(Number),
    });
    expect((await bed.describe(solutionArn)).latestSolutionVersion).toMatchObject({
      solutionVersionArn: version,
      status: 'ACTIVE',
    });
  });

  it.each([
    [
      'fewer than 25 users have at least two interactions',
      interactionsCsv({ users: 24 }),
      {},
      'fewer than 25 users with at least 2 interactions each',
    ],
    [
      'too few interactions have the event type of the solution',
      interactionsCsv({ eventType: 'view' }),
      { eventType: 'click' },
      'fewer than 1000 interactions after filtering by event type: click',
    ],
    [
      'too few interactions reach the event value threshold of the solution',
      interactionsCsv(),
      { eventType: 'click', solutionConfig: { eventValueThreshold: '5' } },
      'fewer than 1000 interactions after filtering by event type: click',
    ],
    [
      'too few interactions match eventsConfig, all its event types counted together',
      interactionsCsv(),
      {
        recipe: 'aws-user-personalization-v2',
        solutionConfig: {
          eventsConfig: { eventParametersList: [{ eventType: 'buy' }, { eventType: 'CLICK', eventValueThreshold: 9 }] },
        },
      },
      'fewer than 1000 interactions after filtering by event type: buy, CLICK',
    ],
  ])('starts a training that fails if %s', async (_, csv, request, reason) => {
    // Prepare
    const bed = new Testbed();
    const { recipe = 'aws-user-personalization', ...solution } = request as { readonly recipe?: string };
    const solutionArn = await bed.solution(await group(bed, csv), recipe, solution);

    // Act
    const version = await bed.version(solutionArn);

    // Assess
    expect(bed.statusOf(version)).toBe('CREATE FAILED');
    expect(bed.failureOf(version)).toContain(reason);
    expect((await bed.describe(version)).trainingHours).toBeUndefined();
  });

  it('starts a training that fails if fewer than 1 % of all users have at least two interactions', async () => {
    // Prepare
    const bed = new Testbed();
    const once = Array.from({ length: 4000 }, (_, index) => `once${index},i1,1700000000,click,1\n`);
    const solutionArn = await bed.solution(await group(bed, interactionsCsv({ users: 30 }) + once.join('')));

    // Act
    const version = await bed.version(solutionArn);

    // Assess
    expect(bed.statusOf(version)).toBe('CREATE FAILED');
  });

  it.each([
    ['INCREMENTAL', 'ACTIVE'],
    ['FULL', 'CREATE FAILED'],
  ])(
    'trains with the data of both imports only if the second is INCREMENTAL: if its mode is %s, the version is %s',
    async (importMode, expected) => {
      // Prepare
      const bed = new Testbed();
      const datasetGroupArn = await group(bed, interactionsCsv({ users: 20 }));
      const others = interactionsCsv({ users: 20 }).replace(/^u/gm, 'other');
      const [dataset] = bed.service.snapshot().filter(({ type }) => type === 'dataset');
      await bed.importJob(dataset?.arn ?? '', bed.put('more.csv', others), { importMode });

      // Act
      const version = await bed.version(await bed.solution(datasetGroupArn));

      // Assess
      expect(bed.statusOf(version)).toBe(expected);
    },
  );

  it('trains with events of the given event type, even if the data write the type in another case', async () => {
    // Prepare
    const bed = new Testbed();
    const solutionArn = await bed.solution(await bed.trainableGroup(), 'aws-sims', { eventType: 'CLICK' });

    // Act
    const version = await bed.version(solutionArn);

    // Assess
    expect(bed.statusOf(version)).toBe('ACTIVE');
  });

  it('starts a training that fails if nothing was imported', async () => {
    // Prepare
    const bed = new Testbed();
    const datasetGroupArn = await bed.datasetGroup();
    await bed.dataset(datasetGroupArn, 'Interactions', await bed.schema('i', INTERACTIONS));

    // Act
    const version = await bed.version(await bed.solution(datasetGroupArn));

    // Assess
    expect(bed.failureOf(version)).toContain('fewer than 1000 interactions');
  });

  it.each([
    ['a training if the dataset that the recipe needs is missing', 'aws-item-attribute-affinity', {}],
    ['the training mode UPDATE with a recipe that does not support it', 'aws-sims', { trainingMode: 'UPDATE' }],
    ['the training mode UPDATE before the first FULL training', 'aws-user-personalization', { trainingMode: 'UPDATE' }],
    ['the training mode AUTOTRAIN', 'aws-user-personalization', { trainingMode: 'AUTOTRAIN' }],
  ])('refuses %s', async (_, recipe, input) => {
    // Prepare
    const bed = new Testbed();
    const solutionArn = await bed.solution(await bed.trainableGroup(), recipe);

    // Act
    const call = bed.version(solutionArn, input);

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'InvalidInputException' });
  });

  it('refuses to train aws-next-best-action if the dataset group has no dataset of interactions', async () => {
    // Prepare
    const bed = new Testbed();
    const group = await bed.datasetGroup();
    const fields = [
      { name: 'ACTION_ID', type: 'string' },
      { name: 'KIND', type: 'string', categorical: true },
    ];
    const schema = await bed.schema('actions', { ...INTERACTIONS, name: 'Actions', fields });
    await bed.dataset(group, 'Actions', schema);
    const solutionArn = await bed.solution(group, 'aws-next-best-action');

    // Act
    const call = bed.version(solutionArn);

    // Assess
    await expect(call).rejects.toMatchObject({
      code: 'InvalidInputException',
      message: expect.stringContaining('needs an active dataset of type INTERACTIONS'),
    });
  });

  it('accepts the training mode UPDATE only if there is new data since the last FULL training', async () => {
    // Prepare
    const bed = new Testbed();
    const solutionArn = await bed.solution(await bed.trainableGroup());
    await bed.version(solutionArn);

    // Act
    const early = bed.version(solutionArn, { trainingMode: 'UPDATE' });

    // Assess
    await expect(early).rejects.toMatchObject({
      code: 'InvalidInputException',
      message:
        'There should be updates to at least one dataset after last active solution version with training mode set to FULL',
    });
    const [dataset] = bed.service.snapshot().filter(({ type }) => type === 'dataset');
    await bed.importJob(dataset?.arn ?? '', 's3://data/train/group/', { importMode: 'INCREMENTAL' });
    const version = await bed.version(solutionArn, { trainingMode: 'UPDATE' });
    expect(await bed.describe(version)).toMatchObject({ status: 'ACTIVE', trainingMode: 'UPDATE' });
  });

  it('counts duplicate interactions only once', async () => {
    // Prepare
    const bed = new Testbed();
    const solutionArn = await bed.solution(await bed.trainableGroup());
    const [dataset] = bed.service.snapshot().filter(({ type }) => type === 'dataset');
    const [header = '', ...rows] = interactionsCsv({ rows: 990 }).trim().split('\n');
    const csv = [header, ...rows, ...rows.slice(0, 200), ''].join('\n');

    // Act
    await bed.importJob(dataset?.arn ?? '', bed.put('twice.csv', csv));
    const version = await bed.version(solutionArn);

    // Assess
    expect(bed.failureOf(version)).toContain('fewer than 1000 interactions');
  });

  it('creates a version that shows the tuned hyperparameters after HPO', async () => {
    // Prepare
    const bed = new Testbed();
    const solutionArn = await bed.solution(await bed.trainableGroup(), 'aws-sims', { performHPO: true });

    // Act
    const version = await bed.version(solutionArn, { name: 'tuned' });

    // Assess
    expect(await bed.describe(version)).toMatchObject({
      name: 'solution/tuned',
      tunedHPOParams: {
        algorithmHyperParameters: { popularity_discount_factor: '0.5', min_cointeraction_count: '3' },
      },
    });
  });

  it('refuses the name of an earlier version of the solution, even if the earlier version has failed', async () => {
    // Prepare
    const bed = new Testbed();
    const solutionArn = await bed.solution(await bed.trainableGroup());
    bed.service.failNext({ resource: 'solution/solution', reason: 'Internal error' });
    const failed = await bed.version(solutionArn, { name: 'tuned' });

    // Act
    const again = bed.version(solutionArn, { name: 'tuned' });

    // Assess
    await expect(again).rejects.toMatchObject({
      code: 'ResourceAlreadyExistsException',
      message: `Another resource with Arn ${failed} already exists.`,
    });
    expect(bed.statusOf(failed)).toBe('CREATE FAILED');
    expect(await bed.version(solutionArn, { name: 'tuned-2' })).toMatch(/^arn:.+:solution\/solution\/[0-9a-f]{8}$/);
  });

  it('accepts the same name for a version of another solution', async () => {
    // Prepare
    const bed = new Testbed();
    const group = await bed.trainableGroup();
    await bed.version(await bed.solution(group), { name: 'tuned' });

    // Act
    const other = await bed.version(await bed.solution(group, 'aws-sims', { name: 'other' }), {
      name: 'tuned',
    });

    // Assess
    expect(await bed.describe(other)).toMatchObject({ name: 'other/tuned' });
  });

  it('creates a version whose ARN ends in the given name, in the variant `personalize-version-arn` of the local AWS', async () => {
    // Prepare
    const bed = new Testbed();
    bed.service.choose('personalize-version-arn');
    const solutionArn = await bed.solution(await bed.trainableGroup());

    // Act
    const version = await bed.version(solutionArn, { name: 'tuned' });

    // Assess
    expect(version).toBe(`${solutionArn}/tuned`);
    expect(await bed.describe(version)).toMatchObject({ name: 'solution/tuned' });
  });

  it('starts a training that can take 60 hours', async () => {
    // Prepare
    const bed = new Testbed();
    const solutionArn = await bed.solution(await bed.trainableGroup());
    bed.service.setDuration('solutionVersion', 60 * 3600);
    const started = bed.clock.now();

    // Act
    const version = await bed.version(solutionArn);

    // Assess
    expect(bed.statusOf(version)).toBe('ACTIVE');
    expect(bed.clock.now() - started).toBe(60 * 3_600_000);
  });
});

describe('StopSolutionVersionCreation', () => {
  it.each([
    [1, ['CREATE STOPPED']],
    [300, ['CREATE STOPPING', 'CREATE STOPPED']],
  ])('stops a training that was requested %d s ago, and refuses a second stop', async (seconds, expected) => {
    // Prepare
    const bed = new Testbed();
    const solutionArn = await bed.solution(await bed.trainableGroup());
    const solutionVersionArn = await bed.create('CreateSolutionVersion', { solutionArn });
    await bed.advance(seconds);
    const statuses: string[] = [];
    bed.service.onChange(({ status }) => statuses.push(status));

    // Act
    await bed.settled(bed.call('StopSolutionVersionCreation', { solutionVersionArn }));

    // Assess
    expect(statuses).toEqual(expected);
    await expect(bed.call('StopSolutionVersionCreation', { solutionVersionArn })).rejects.toMatchObject({
      code: 'ResourceInUseException',
    });
  });
});

describe('GetSolutionMetrics', () => {
  it('returns ranking metrics or segment metrics, depending on the recipe', async () => {
    // Prepare
    const bed = new Testbed();
    const group = await bed.trainableGroup();
    const version = await bed.version(await bed.solution(group));
    const segments = await bed.version(await bed.solution(group, 'aws-item-affinity', { name: 'segments' }));
    const keys = async (solutionVersionArn: string) => {
      const { metrics } = await bed.call('GetSolutionMetrics', { solutionVersionArn });
      return Object.keys(metrics as object);
    };

    // Act
    const ranking = await keys(version);
    const segmentation = await keys(segments);

    // Assess
    expect(ranking).toContain('normalized_discounted_cumulative_gain_at_25');
    expect(segmentation).toEqual(['coverage', 'hits_at_1_percent', 'recall_at_1_percent']);
  });

  it('is refused before the version is ACTIVE', async () => {
    // Prepare
    const bed = new Testbed();
    const solutionArn = await bed.solution(await bed.trainableGroup());
    const solutionVersionArn = await bed.create('CreateSolutionVersion', { solutionArn });

    // Act
    const call = bed.call('GetSolutionMetrics', { solutionVersionArn });

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'ResourceInUseException' });
  });
});
