import { INTERACTIONS, ITEMS, interactionsCsv, ROLE, Testbed } from '../../../support/personalize-testbed';

const ACTIONS = {
  ...ITEMS,
  name: 'Actions',
  fields: [
    { name: 'ACTION_ID', type: 'string' },
    { name: 'KIND', type: 'string', categorical: true },
    { name: 'EXPIRATION_TIMESTAMP', type: ['long', 'null'] },
    { name: 'REPEAT_FREQUENCY', type: ['long', 'null'] },
  ],
};

/** Creates a dataset group, and imports interactions, items and actions. */
async function groupWithData(bed: Testbed): Promise<string> {
  const group = await bed.datasetGroup();
  const rows = Array.from({ length: 60 }, (_, index) => index);
  const data: readonly [string, object, string][] = [
    ['Interactions', INTERACTIONS, interactionsCsv()],
    ['Items', ITEMS, `ITEM_ID,GENRE,YEAR\n${rows.map((row) => `i${row},drama,${1990 + (row % 9)}`).join('\n')}\n`],
    [
      'Actions',
      ACTIONS,
      `ACTION_ID,KIND,EXPIRATION_TIMESTAMP,REPEAT_FREQUENCY\n${rows.map((row) => `a${row},join,,`).join('\n')}\n`,
    ],
  ];
  for (const [type, schema, csv] of data) {
    const dataset = await bed.dataset(group, type, await bed.schema(type, schema));
    await bed.importJob(dataset, bed.put(`${type}.csv`, csv));
  }
  return group;
}

const filter = (bed: Testbed, datasetGroupArn: string, filterExpression: string) =>
  bed.settled(bed.create('CreateFilter', { name: 'f', datasetGroupArn, filterExpression }));

describe('the local Personalize', () => {
  it.each([
    'INCLUDE ItemID WHERE Items.GENRE NOT IN ($GENRES)',
    'EXCLUDE ActionID WHERE Actions.EXPIRATION_TIMESTAMP > 1',
    'EXCLUDE ActionID WHERE Actions.repeat_frequency > 1',
  ])('refuses the filter %s', async (expression) => {
    // Prepare
    const bed = new Testbed();
    const group = await groupWithData(bed);

    // Act
    const call = filter(bed, group, expression);

    // Assess
    await expect(call).rejects.toMatchObject({
      code: 'InvalidInputException',
      message: expect.stringContaining('Invalid Expression'),
    });
  });

  it.each([
    'INCLUDE ItemID WHERE Items.GENRE NOT IN ("drama")',
    'EXCLUDE itemId WHERE INTERACTIONS.event_type in ("click")',
    'INCLUDE ActionID WHERE Actions.KIND IN ($KIND)',
  ])('accepts the filter %s', async (expression) => {
    // Prepare
    const bed = new Testbed();
    const group = await groupWithData(bed);

    // Act
    const arn = await filter(bed, group, expression);

    // Assess
    expect(bed.statusOf(arn)).toBe('ACTIVE');
  });

  it.each([
    [
      'refuses',
      'Inference',
      'aws-user-personalization',
      'INCLUDE ItemID WHERE Items.GENRE IN CurrentItem.GENRE',
      false,
    ],
    ['accepts', 'Inference', 'aws-similar-items', 'INCLUDE ItemID WHERE Items.GENRE IN CurrentItem.GENRE', true],
    [
      'refuses',
      'Segment',
      'aws-item-attribute-affinity',
      'INCLUDE UserID WHERE Interactions.EVENT_TYPE IN ("*")',
      false,
    ],
    ['refuses', 'Inference', 'aws-similar-items', 'INCLUDE ActionID WHERE Actions.KIND IN ("a")', false],
    ['accepts', 'Segment', 'aws-item-affinity', 'INCLUDE UserID WHERE Interactions.EVENT_TYPE IN ("*")', true],
  ])('%s a batch %s job of recipe %s with the filter %s', async (_, kind, recipe, expression, taken) => {
    // Prepare
    const bed = new Testbed();
    const group = await groupWithData(bed);
    const filterArn = await filter(bed, group, expression);
    const solutionVersionArn = await bed.version(await bed.solution(group, recipe));
    bed.put('in.json', '{"itemId":"i1"}');

    // Act
    const call = bed.create(`CreateBatch${kind}Job`, {
      jobName: 'job',
      solutionVersionArn,
      filterArn,
      roleArn: ROLE,
      jobInput: { s3DataSource: { path: 's3://data/in.json' } },
      jobOutput: { s3DataDestination: { path: 's3://data/out/' } },
    });

    // Assess
    await (taken
      ? expect(call).resolves.toContain('job')
      : expect(call).rejects.toMatchObject({ code: 'InvalidInputException' }));
  });
});
