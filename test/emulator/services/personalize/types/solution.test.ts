import { ARN, INTERACTIONS, ITEMS, Testbed } from '../../../../support/personalize-testbed';

const recipe = (name: string) => `arn:aws:personalize:::recipe/${name}`;

const ITEMS_WITH_TEXTS = {
  ...ITEMS,
  fields: [
    { name: 'ITEM_ID', type: 'string' },
    { name: 'TITLE', type: 'string', itemName: true },
    { name: 'PLOT', type: ['string', 'null'], textual: true },
  ],
};

async function groupWithDatasets(bed: Testbed): Promise<string> {
  const group = await bed.datasetGroup();
  const plain = (INTERACTIONS as { fields: object[] }).fields.slice(0, 3);
  await bed.dataset(group, 'Interactions', await bed.schema('plain', { ...INTERACTIONS, fields: plain }));
  await bed.dataset(group, 'Items', await bed.schema('items', ITEMS));
  return group;
}

/** Returns the input for a solution with HPO. The HPO searches the given range of an integer hyperparameter. */
const searching = (range: object) => ({
  recipeArn: recipe('aws-user-personalization'),
  performHPO: true,
  solutionConfig: { hpoConfig: { algorithmHyperParameterRanges: { integerHyperParameterRanges: [range] } } },
});

describe('CreateSolution', () => {
  it('creates a solution that is ACTIVE at once, with the defaults of the service', async () => {
    // Prepare
    const bed = new Testbed();
    const group = await bed.datasetGroup();

    // Act
    const arn = await bed.create('CreateSolution', {
      name: 'solution',
      datasetGroupArn: group,
      recipeArn: recipe('aws-sims'),
    });

    // Assess
    expect(arn).toBe(`${ARN}solution/solution`);
    expect(await bed.describe(arn)).toStrictEqual({
      name: 'solution',
      solutionArn: arn,
      datasetGroupArn: group,
      recipeArn: recipe('aws-sims'),
      status: 'ACTIVE',
      performHPO: false,
      performAutoML: false,
      performAutoTraining: true,
      performIncrementalUpdate: false,
      creationDateTime: new Date(bed.clock.now()),
      lastUpdatedDateTime: new Date(bed.clock.now()),
    });
  });

  it('refuses a threshold for an event type if the interactions have no column EVENT_VALUE', async () => {
    // Prepare
    const bed = new Testbed();
    const group = await bed.datasetGroup();
    const schema = { ...INTERACTIONS, fields: (INTERACTIONS as { fields: object[] }).fields.slice(0, 4) };
    await bed.dataset(group, 'Interactions', await bed.schema('interactions', schema));
    const create = (name: string, event: object) =>
      bed.call('CreateSolution', {
        name,
        datasetGroupArn: group,
        recipeArn: recipe('aws-user-personalization-v2'),
        solutionConfig: { eventsConfig: { eventParametersList: [{ eventType: 'click', ...event }] } },
      });

    // Act
    const calls = [create('without', {}), create('with', { eventValueThreshold: 3 })];

    // Assess
    await expect(calls[0]).resolves.toMatchObject({ solutionArn: expect.any(String) });
    await expect(calls[1]).rejects.toMatchObject({ message: expect.stringContaining('needs a column EVENT_VALUE') });
  });

  it('enables incremental updates if the recipe supports them, unless the request disables them', async () => {
    // Prepare
    const bed = new Testbed();
    const group = await bed.trainableGroup();
    await bed.dataset(group, 'Items', await bed.schema('items', ITEMS_WITH_TEXTS));

    // Act
    const shown = [{}, { performIncrementalUpdate: false }].map(async (more, index) => {
      const name = `solution-${index}`;
      return bed.describe(await bed.solution(group, 'aws-semantic-similarity', { name, ...more }));
    });

    // Assess
    expect((await Promise.all(shown)).map((one) => one.performIncrementalUpdate)).toEqual([true, false]);
  });

  it.each([
    ['a solution without a recipe', {}],
    ['a recipe together with AutoML', { performAutoML: true, recipeArn: recipe('aws-sims') }],
    ['a domain recipe', { recipeArn: recipe('aws-vod-top-picks') }],
    [
      'an unknown hyperparameter',
      { recipeArn: recipe('aws-sims'), solutionConfig: { algorithmHyperParameters: { x: '1' } } },
    ],
    [
      'a hyperparameter out of range',
      {
        recipeArn: recipe('aws-user-personalization'),
        solutionConfig: { algorithmHyperParameters: { bptt: '33' } },
      },
    ],
    [
      'a fraction as the value of an integer hyperparameter',
      {
        recipeArn: recipe('aws-user-personalization'),
        solutionConfig: { algorithmHyperParameters: { bptt: '3.5' } },
      },
    ],
    [
      'automatic training every 0 days',
      {
        recipeArn: recipe('aws-sims'),
        solutionConfig: { autoTrainingConfig: { schedulingExpression: 'rate(0 days)' } },
      },
    ],
    [
      'automatic training every 31 days',
      {
        recipeArn: recipe('aws-sims'),
        solutionConfig: { autoTrainingConfig: { schedulingExpression: 'rate(31 days)' } },
      },
    ],
    [
      'incremental updates with a recipe that does not support them',
      { recipeArn: recipe('aws-sims'), performIncrementalUpdate: true },
    ],
    ['a recipe that AWS has retired', { recipeArn: recipe('aws-hrnn-metadata') }],
    ['HPO with the recipe aws-next-best-action', { recipeArn: recipe('aws-next-best-action'), performHPO: true }],
    [
      'an action optimization period of 29 days',
      {
        recipeArn: recipe('aws-next-best-action'),
        solutionConfig: { featureTransformationParameters: { action_optimization_period: '29' } },
      },
    ],
    [
      'the recipe aws-semantic-similarity for items without a text column',
      { recipeArn: recipe('aws-semantic-similarity') },
    ],
    ['HPO with a recipe that has no hyperparameters', { recipeArn: recipe('aws-popularity-count'), performHPO: true }],
    [
      'HPO with 41 training jobs',
      {
        recipeArn: recipe('aws-sims'),
        performHPO: true,
        solutionConfig: { hpoConfig: { hpoResourceConfig: { maxNumberOfTrainingJobs: '41' } } },
      },
    ],
    ['an HPO range of an unknown hyperparameter', searching({ name: 'hiden_dimension', minValue: 32, maxValue: 64 })],
    [
      'an HPO range that ends above the maximum of the hyperparameter',
      searching({ name: 'training.bptt', minValue: 2, maxValue: 33 }),
    ],
    ['an HPO range whose minimum is above its maximum', searching({ name: 'bptt', minValue: 32, maxValue: 2 })],
    [
      'an event type if the interactions have no column EVENT_TYPE',
      { recipeArn: recipe('aws-sims'), eventType: 'click' },
    ],
    [
      'an event value threshold if the interactions have no column EVENT_VALUE',
      { recipeArn: recipe('aws-sims'), solutionConfig: { eventValueThreshold: '3' } },
    ],
    [
      'eventsConfig with a recipe that does not support it',
      {
        recipeArn: recipe('aws-sims'),
        solutionConfig: { eventsConfig: { eventParametersList: [{ eventType: 'click' }] } },
      },
    ],
    [
      'the exclusion of the column EVENT_TYPE from training',
      {
        recipeArn: recipe('aws-sims'),
        solutionConfig: { trainingDataConfig: { excludedDatasetColumns: { INTERACTIONS: ['EVENT_TYPE'] } } },
      },
    ],
    [
      'an optimization objective on a column that is not numeric',
      {
        recipeArn: recipe('aws-user-personalization'),
        solutionConfig: { optimizationObjective: { itemAttribute: 'GENRE' } },
      },
    ],
    [
      'an optimization objective with a recipe that does not support objectives',
      { recipeArn: recipe('aws-sims'), solutionConfig: { optimizationObjective: { itemAttribute: 'YEAR' } } },
    ],
  ])('refuses %s', async (_, input) => {
    // Prepare
    const bed = new Testbed();
    const datasetGroupArn = await groupWithDatasets(bed);

    // Act
    const call = bed.call('CreateSolution', { name: 'solution', datasetGroupArn, ...input });

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'InvalidInputException' });
  });

  it.each([
    ['valid hyperparameters', { algorithmHyperParameters: { hidden_dimension: '64', recency_mask: 'true' } }],
    ['automatic training every 30 days', { autoTrainingConfig: { schedulingExpression: 'rate(30 days)' } }],
    ['an optimization objective', { optimizationObjective: { itemAttribute: 'YEAR', objectiveSensitivity: 'LOW' } }],
  ])('accepts %s', async (_, solutionConfig) => {
    // Prepare
    const bed = new Testbed();
    const group = await groupWithDatasets(bed);

    // Act
    const arn = await bed.solution(group, 'aws-user-personalization', { solutionConfig });

    // Assess
    expect(await bed.describe(arn)).toMatchObject({ solutionConfig });
  });

  it('accepts the recipe aws-semantic-similarity if the items have a title and a text column', async () => {
    // Prepare
    const bed = new Testbed();
    const group = await bed.datasetGroup();
    await bed.dataset(group, 'Items', await bed.schema('items', ITEMS_WITH_TEXTS));

    // Act
    const call = bed.solution(group, 'aws-semantic-similarity');

    // Assess
    await expect(call).resolves.toContain('solution/');
  });

  it('refuses a recipe that does not exist', async () => {
    // Prepare
    const bed = new Testbed();
    const group = await bed.datasetGroup();

    // Act
    const call = bed.solution(group, 'aws-crystal-ball');

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
  });

  it('refuses the name of a solution in another dataset group', async () => {
    // Prepare
    const bed = new Testbed();
    await bed.solution(await bed.datasetGroup('one'), 'aws-sims');

    // Act
    const call = bed.solution(await bed.datasetGroup('two'), 'aws-popularity-count');

    // Assess
    await expect(call).rejects.toMatchObject({
      code: 'ResourceAlreadyExistsException',
      message: `Another resource with Arn ${ARN}solution/solution already exists.`,
    });
  });
});

describe('UpdateSolution', () => {
  it('changes the settings of automatic training, and shows the change as the latest update', async () => {
    // Prepare
    const bed = new Testbed();
    const solutionArn = await bed.solution(await bed.datasetGroup(), 'aws-sims');
    const autoTrainingConfig = { schedulingExpression: 'rate(3 days)' };

    // Act
    await bed.settled(
      bed.call('UpdateSolution', {
        solutionArn,
        performAutoTraining: true,
        solutionUpdateConfig: { autoTrainingConfig },
      }),
    );

    // Assess
    expect(await bed.describe(solutionArn)).toMatchObject({
      performAutoTraining: true,
      solutionConfig: { autoTrainingConfig },
      latestSolutionUpdate: {
        status: 'ACTIVE',
        performAutoTraining: true,
        solutionUpdateConfig: { autoTrainingConfig },
      },
    });
  });

  it('refuses a second update during the first one', async () => {
    // Prepare
    const bed = new Testbed();
    const solutionArn = await bed.solution(await bed.datasetGroup(), 'aws-sims');
    await bed.call('UpdateSolution', { solutionArn, performAutoTraining: true });

    // Act
    const call = bed.call('UpdateSolution', { solutionArn, performAutoTraining: false });

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'ResourceInUseException' });
  });

  it.each([
    ['incremental updates with a recipe that does not support them', { performIncrementalUpdate: true }],
    [
      'eventsConfig with a recipe that does not support it',
      { solutionUpdateConfig: { eventsConfig: { eventParametersList: [] } } },
    ],
    [
      'a training interval that is too long',
      { solutionUpdateConfig: { autoTrainingConfig: { schedulingExpression: 'rate(99 days)' } } },
    ],
  ])('refuses %s', async (_, input) => {
    // Prepare
    const bed = new Testbed();
    const solutionArn = await bed.solution(await bed.datasetGroup(), 'aws-sims');

    // Act
    const call = bed.call('UpdateSolution', { solutionArn, ...input });

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'InvalidInputException' });
  });
});

describe('DeleteSolution', () => {
  it('also deletes the versions of the solution, but is refused during a training and while a campaign exists', async () => {
    // Prepare
    const bed = new Testbed();
    const solutionArn = await bed.solution(await bed.trainableGroup());
    const version = await bed.create('CreateSolutionVersion', { solutionArn });
    const remove = () => bed.settled(bed.call('DeleteSolution', { solutionArn }));

    // Act and assess
    await expect(remove()).rejects.toMatchObject({ code: 'ResourceInUseException' });
    await bed.settle();
    const campaignArn = await bed.campaign(version);
    await expect(remove()).rejects.toMatchObject({
      code: 'ResourceInUseException',
      message: `Solution ${solutionArn} still has campaign ${campaignArn}.`,
    });
    await bed.settled(bed.call('DeleteCampaign', { campaignArn }));
    await remove();
    expect([bed.statusOf(solutionArn), bed.statusOf(version)]).toEqual([undefined, undefined]);
  });
});
