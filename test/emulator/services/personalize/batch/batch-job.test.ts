import { INTERACTIONS, ITEMS, interactionsCsv, ROLE, Testbed } from '../../../../support/personalize-testbed';

interface OutputLine {
  readonly input: Readonly<Record<string, unknown>>;
  readonly output: {
    readonly recommendedItems?: string[];
    readonly scores?: number[];
    readonly usersList?: string[];
  } | null;
  readonly error: string | null;
}

/** Trains a version with the recipe, in a dataset group with interactions and items. */
async function trained(bed: Testbed, recipe: string, csv = interactionsCsv()): Promise<string> {
  const group = await bed.datasetGroup();
  const interactions = await bed.dataset(group, 'Interactions', await bed.schema('interactions', INTERACTIONS));
  await bed.importJob(interactions, bed.put('interactions.csv', csv));
  const items = await bed.dataset(group, 'Items', await bed.schema('items', ITEMS));
  const rows = Array.from({ length: 60 }, (_, index) => `i${index},drama,${1990 + (index % 9)}`);
  await bed.importJob(items, bed.put('items.csv', `ITEM_ID,GENRE,YEAR\n${rows.join('\n')}\n`));
  return bed.version(await bed.solution(group, recipe));
}

interface JobOptions {
  readonly kind?: 'Inference' | 'Segment';
  readonly input?: string;
  readonly more?: Readonly<Record<string, unknown>>;
}

async function run(bed: Testbed, solutionVersionArn: string, options: JobOptions = {}): Promise<string> {
  const { kind = 'Inference', input = 's3://data/in.json', more = {} } = options;
  return bed.settled(
    bed.create(`CreateBatch${kind}Job`, {
      jobName: 'job',
      solutionVersionArn,
      roleArn: ROLE,
      jobInput: { s3DataSource: { path: input } },
      jobOutput: { s3DataDestination: { path: 's3://data/out/' } },
      ...more,
    }),
  );
}

function output(bed: Testbed, key = 'out/in.json.out'): OutputLine[] {
  const lines = bed.text(key).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as OutputLine);
}

describe('batch inference', () => {
  it('recommends existing items, with decreasing scores', async () => {
    // Prepare
    const bed = new Testbed();
    const version = await trained(bed, 'aws-user-personalization');
    bed.put('in.json', '{"userId":"u1"}\n{"userId":"u2","filterValues":{"GENRE":"\\"noir\\""}}\n');

    // Act
    await run(bed, version, { more: { numResults: 5 } });

    // Assess
    const lines = output(bed);
    expect(lines.map(({ input }) => input.userId).sort()).toEqual(['u1', 'u2']);
    for (const { output: answer, error } of lines) {
      expect(error).toBeNull();
      expect(new Set(answer?.recommendedItems).size).toBe(5);
      expect(answer?.recommendedItems?.every((item) => /^i\d+$/.test(item))).toBe(true);
      const { scores = [] } = answer ?? {};
      expect(scores).toEqual([...scores].sort((one, other) => other - one));
      expect(scores.reduce((sum, score) => sum + score, 0)).toBeLessThan(1.000001);
    }
    expect(bed.objects.has('out/_CHECK')).toBe(true);
  });

  it('recommends 25 items by default, and writes one output file for each input file', async () => {
    // Prepare
    const bed = new Testbed();
    const version = await trained(bed, 'aws-user-personalization');
    for (const name of ['a', 'b', 'c']) bed.put(`batch/${name}.json`, '{"userId":"u1"}');

    // Act
    await run(bed, version, { input: 's3://data/batch/' });

    // Assess
    const written = [...bed.objects.keys()].filter((key) => key.startsWith('out/')).sort();
    expect(written).toEqual(['out/_CHECK', 'out/a.json.out', 'out/b.json.out', 'out/c.json.out']);
    expect(output(bed, 'out/b.json.out')[0]?.output?.recommendedItems).toHaveLength(25);
  });

  it.each([
    ['aws-popularity-count', '{"userId":"u1"}', ['recommendedItems']],
    ['aws-sims', '{"itemId":"i7"}', ['recommendedItems']],
    ['aws-personalized-ranking', '{"userId":"u1","itemList":["a","b","c"]}', ['recommendedItems', 'scores']],
  ])('returns the documented output members for recipe %s', async (recipe, input, members) => {
    // Prepare
    const bed = new Testbed();
    const version = await trained(bed, recipe);
    bed.put('in.json', input);

    // Act
    await run(bed, version);

    // Assess
    expect(Object.keys(output(bed)[0]?.output ?? {})).toEqual(members);
  });

  it('ranks exactly the given items, and does not recommend an item for itself', async () => {
    // Prepare
    const ranking = new Testbed();
    const rankingVersion = await trained(ranking, 'aws-personalized-ranking');
    ranking.put('in.json', '{"userId":"u1","itemList":["c","a","b"]}');
    const similar = new Testbed();
    const similarVersion = await trained(similar, 'aws-similar-items');
    similar.put('in.json', '{"itemId":"i7"}');

    // Act
    await run(ranking, rankingVersion);
    await run(similar, similarVersion, { more: { numResults: 501 } });

    // Assess
    expect(output(ranking)[0]?.output?.recommendedItems?.sort()).toEqual(['a', 'b', 'c']);
    const items = output(similar)[0]?.output?.recommendedItems;
    expect(items).toHaveLength(49);
    expect(items).not.toContain('i7');
  });

  it('returns themes of similar items', async () => {
    // Prepare
    const bed = new Testbed();
    const version = await trained(bed, 'aws-similar-items');
    bed.put('in.json', '{"itemId":"i7"}');
    const themeGenerationConfig = { fieldsForThemeGeneration: { itemName: 'TITLE' } };

    // Act
    await run(bed, version, { more: { batchInferenceJobMode: 'THEME_GENERATION', themeGenerationConfig } });

    // Assess
    expect(output(bed)[0]?.output).toMatchObject({
      theme: expect.any(String),
      itemsThemeRelevanceScores: expect.arrayContaining([expect.any(Number)]),
    });
  });

  it('returns an error for each invalid line, and results for each valid line', async () => {
    // Prepare
    const bed = new Testbed();
    const version = await trained(bed, 'aws-user-personalization');
    bed.put('in.json', '{"userId":"u1"}\n{"itemId":"i1"}\nnot json\n');

    // Act
    const job = await run(bed, version);

    // Assess
    const errors = output(bed).map(({ error, output: answer }) => [error, answer === null]);
    expect(bed.statusOf(job)).toBe('ACTIVE');
    expect(errors).toHaveLength(3);
    expect(errors).toEqual(
      expect.arrayContaining([
        [null, false],
        ['userId is missing.', true],
        ['The line is not a JSON object.', true],
      ]),
    );
  });

  it.each([
    ['no line is valid', '{"itemId":"i1"}', '', 'None of the 1 input lines is valid'],
    ['the input has only a line break', '\n', '', 'is empty'],
    ['the role may not read the input', '{"userId":"u1"}', 'role GetObject', 'Invalid S3 input path'],
    ['the role may not write the output', '{"userId":"u1"}', 'role PutObject', 'Invalid S3 output path'],
    ['Personalize itself may not read the input', '{"userId":"u1"}', 'service GetObject', 'Invalid S3 input path'],
  ])('fails if %s', async (_, input, denied, reason) => {
    // Prepare
    const bed = new Testbed();
    const version = await trained(bed, 'aws-user-personalization');
    bed.put('in.json', input);
    bed.denied.add(denied);

    // Act
    const job = await run(bed, version);

    // Assess
    expect(bed.statusOf(job)).toBe('CREATE FAILED');
    expect(bed.failureOf(job)).toContain(reason);
  });

  it('returns an error for a line whose JSON is nested too deeply, and no error for the next line', async () => {
    // Prepare
    const bed = new Testbed();
    const version = await trained(bed, 'aws-user-personalization');
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    bed.put('in.json', `{"userId":${deep}}\n{"userId":"u1"}\n`);

    // Act
    await run(bed, version);

    // Assess
    expect(output(bed).map(({ error }) => error)).toEqual(
      expect.arrayContaining([null, 'The line is not a JSON object.']),
    );
  });

  it('fails if there is no input', async () => {
    // Prepare
    const bed = new Testbed();
    const version = await trained(bed, 'aws-user-personalization');

    // Act
    const job = await run(bed, version, { input: 's3://data/nothing' });

    // Assess
    expect(bed.failureOf(job)).toContain('Invalid S3 input path');
  });

  it.each([
    ['a recipe for trending items', 'aws-trending-now', {}],
    ['a recipe for segments', 'aws-item-affinity', {}],
    ['themes with a recipe that cannot generate them', 'aws-sims', { batchInferenceJobMode: 'THEME_GENERATION' }],
    ['themes without their configuration', 'aws-similar-items', { batchInferenceJobMode: 'THEME_GENERATION' }],
    ['0 results', 'aws-sims', { numResults: 0 }],
    [
      'output that would overwrite the input',
      'aws-sims',
      { jobOutput: { s3DataDestination: { path: 's3://data/in.json' } } },
    ],
    ['an invalid path', 'aws-sims', { jobInput: { s3DataSource: { path: 'http://data/in.json' } } }],
  ])('is refused for %s', async (_, recipe, more) => {
    // Prepare
    const bed = new Testbed();
    const version = await trained(bed, recipe);

    // Act
    const call = run(bed, version, { more });

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'InvalidInputException' });
  });
});

describe('a request for themes', () => {
  it.each([
    ['us-west-2', 'batch-inference-job/job'],
    ['eu-west-1', 'THEME_GENERATION is not available in eu-west-1.'],
  ])('in the region %s gets an answer that contains "%s"', async (region, expected) => {
    // Prepare
    const bed = new Testbed({ region });
    const version = await trained(bed, 'aws-similar-items');
    bed.put('in.json', '{"itemId":"i5"}\n');
    const themeGenerationConfig = { fieldsForThemeGeneration: { itemName: 'GENRE' } };

    // Act
    const answer = run(bed, version, { more: { batchInferenceJobMode: 'THEME_GENERATION', themeGenerationConfig } });

    // Assess
    await expect(answer.catch(({ message }) => message)).resolves.toContain(expected);
  });
});

describe('batch segments', () => {
  it.each([
    ['aws-item-affinity', '{"itemId":"i7"}'],
    ['aws-item-attribute-affinity', '{"itemAttributes":"ITEMS.GENRE = \\"drama\\" AND ITEMS.YEAR > 1980"}'],
  ])('list users with recipe %s', async (recipe, input) => {
    // Prepare
    const bed = new Testbed();
    const version = await trained(bed, recipe);
    bed.put('in.json', input);

    // Act
    await run(bed, version, { kind: 'Segment', more: { numResults: 7 } });

    // Assess
    const [line] = output(bed);
    expect(line).toMatchObject({ input: JSON.parse(input), error: null });
    expect(line?.output?.usersList).toHaveLength(7);
    expect(line?.output?.usersList?.every((user) => /^u\d+$/.test(user))).toBe(true);
  });

  it('list a user whose id is also the id of the given item', async () => {
    // Prepare
    const bed = new Testbed();
    const version = await trained(bed, 'aws-item-affinity', interactionsCsv().replaceAll(/^u/gm, 'i'));
    bed.put('in.json', '{"itemId":"i7"}');

    // Act
    await run(bed, version, { kind: 'Segment', more: { numResults: 40 } });

    // Assess
    expect(output(bed)[0]?.output?.usersList).toContain('i7');
  });

  it.each([
    [
      'aws-item-attribute-affinity',
      '{"itemAttributes":"ITEMS.YEAR > 1"}',
      '{"itemAttributes":"ITEMS.YEAR > 1 AND ITEMS.NOPE = \\"tea\\""}',
      "itemAttributes has 'NOPE', which is not a column of Items: its columns are ITEM_ID, GENRE, YEAR.",
    ],
    [
      'aws-item-affinity',
      '{"itemId":"i7"}',
      '{"itemId":"nope"}',
      "itemId is 'nope', it must be an item with interactions in the training data.",
    ],
  ])(
    'report an error for a line with an unknown column or item, with recipe %s',
    async (recipe, known, unknown, expected) => {
      // Prepare
      const bed = new Testbed();
      const version = await trained(bed, recipe);
      bed.put('in.json', `${known}\n${unknown}\n`);

      // Act
      await run(bed, version, { kind: 'Segment' });

      // Assess
      const errors = output(bed).map(({ input, error }) => [JSON.stringify(input), error]);
      expect(Object.fromEntries(errors)).toEqual({ [known]: null, [unknown]: expected });
    },
  );

  it('fail if an input file has more lines than allowed', async () => {
    // Prepare
    const bed = new Testbed();
    const version = await trained(bed, 'aws-item-attribute-affinity');
    bed.put('in.json', '{"itemAttributes":"ITEMS.YEAR > 1"}\n'.repeat(11));

    // Act
    const job = await run(bed, version, { kind: 'Segment' });

    // Assess
    expect(bed.failureOf(job)).toContain('has 11 lines, at most 10 are possible');
  });

  it('are refused if the request asks for more users per segment than allowed', async () => {
    // Prepare
    const bed = new Testbed();
    const version = await trained(bed, 'aws-item-affinity');

    // Act
    const call = run(bed, version, { kind: 'Segment', more: { numResults: 5_000_001 } });

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'InvalidInputException' });
  });

  it('are refused for a recipe that does not segment users', async () => {
    // Prepare
    const bed = new Testbed();
    const version = await trained(bed, 'aws-sims');

    // Act
    const call = run(bed, version, { kind: 'Segment' });

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'InvalidInputException' });
  });
});
