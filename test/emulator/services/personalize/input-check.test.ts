import fc from 'fast-check';
import { checkInput } from '../../../../emulator/services/personalize/input-check';
import { OPERATIONS, operationOf, type Shape, shapeOf } from '../../../../lib/personalize/api-model';

const GROUP = 'arn:aws:personalize:us-east-1:123456789012:dataset-group/group';
const RECIPE = 'arn:aws:personalize:::recipe/aws-sims';
const SOLUTION = { name: 'solution', datasetGroupArn: GROUP, recipeArn: RECIPE };

/** Returns each violation as `path keyword`. */
function broken(operation: string, input: unknown): string[] {
  return checkInput(operation, input).map(({ path, keyword }) => `${path} ${keyword}`);
}

describe('checkInput', () => {
  it.each([
    ['a minimal request', 'CreateSolution', SOLUTION],
    ['an ARN without region and account', 'DescribeRecipe', { recipeArn: RECIPE }],
    ['an optional member whose value is undefined', 'CreateSolution', { ...SOLUTION, eventType: undefined }],
    ['an empty tag value', 'CreateDatasetGroup', { name: 'a', tags: [{ tagKey: 'k', tagValue: '' }] }],
    [
      'letters outside of ASCII in tags',
      'CreateDatasetGroup',
      { name: 'a', tags: [{ tagKey: 'größe', tagValue: '大' }] },
    ],
    [
      'a schedule in days',
      'UpdateSolution',
      {
        solutionArn: GROUP,
        solutionUpdateConfig: { autoTrainingConfig: { schedulingExpression: 'rate(7 days)' } },
      },
    ],
    ['a name of 63 characters', 'CreateDatasetGroup', { name: 'a'.repeat(63) }],
    [
      'numbers at their limits',
      'CreateSolution',
      {
        ...SOLUTION,
        solutionConfig: { eventsConfig: { eventParametersList: [{ weight: 0 }, { weight: 1 }] } },
      },
    ],
  ])('accepts %s', (_, operation, input) => {
    // Act
    const violations = broken(operation, input);

    // Assess
    expect(violations).toEqual([]);
  });

  it.each([
    ['a missing member', 'CreateSchema', { name: 's' }, ['schema required']],
    ['an unknown member', 'CreateSchema', { name: 's', schema: '{}', tags: [] }, ['tags additionalProperties']],
    ['a member of the wrong type', 'CreateSchema', { name: 's', schema: {} }, ['schema type']],
    ['a member whose value is null', 'CreateSchema', { name: 's', schema: null }, ['schema type']],
    ['input that is not an object', 'CreateSchema', [], [' type']],
    ['a name that is too long', 'CreateDatasetGroup', { name: 'a'.repeat(64) }, ['name maxLength']],
    ['a name that is empty', 'CreateDatasetGroup', { name: '' }, ['name minLength', 'name pattern']],
    ['a name that matches the pattern only in part', 'CreateDatasetGroup', { name: 'group 1' }, ['name pattern']],
    ['a line break after the name', 'CreateDatasetGroup', { name: 'group\n' }, ['name pattern']],
    ['a value that the enum does not have', 'CreateDatasetGroup', { name: 'a', domain: 'ecommerce' }, ['domain enum']],
    [
      'a number that is too small',
      'UpdateCampaign',
      { campaignArn: GROUP, minProvisionedTPS: 0 },
      ['minProvisionedTPS minimum'],
    ],
    [
      'a number with a fraction',
      'UpdateCampaign',
      { campaignArn: GROUP, minProvisionedTPS: 1.5 },
      ['minProvisionedTPS type'],
    ],
    [
      'a number that is written as text',
      'UpdateCampaign',
      { campaignArn: GROUP, minProvisionedTPS: '1' },
      ['minProvisionedTPS type'],
    ],
    [
      'a missing member in an element of a list',
      'CreateDatasetGroup',
      { name: 'a', tags: [{ tagKey: 'k' }] },
      ['tags[0].tagValue required'],
    ],
    [
      'a list with too many elements',
      'UntagResource',
      { resourceArn: GROUP, tagKeys: Array.from({ length: 201 }, () => 'k') },
      ['tagKeys maxItems'],
    ],
    [
      'faults in the key and the value of a map',
      'UpdateCampaign',
      { campaignArn: GROUP, campaignConfig: { rankingInfluence: { NOVELTY: 2 } } },
      ['campaignConfig.rankingInfluence.NOVELTY enum', 'campaignConfig.rankingInfluence.NOVELTY maximum'],
    ],
    [
      'a hyperparameter that is not text',
      'CreateSolution',
      { ...SOLUTION, solutionConfig: { algorithmHyperParameters: { bptt: 3 } } },
      ['solutionConfig.algorithmHyperParameters.bptt type'],
    ],
    [
      'an unknown member with the name of a method that all objects have',
      'CreateDatasetGroup',
      { name: 'a', toString: 1 },
      ['toString additionalProperties'],
    ],
    [
      'several faults at once',
      'CreateCampaign',
      { name: '-', minProvisionedTPS: 0, x: 1 },
      ['solutionVersionArn required', 'x additionalProperties', 'name pattern', 'minProvisionedTPS minimum'],
    ],
  ])('finds %s', (_, operation, input, expected) => {
    // Act
    const violations = broken(operation, input);

    // Assess
    expect(violations).toEqual(expected);
  });

  it.each([
    [
      'a value that does not match its pattern',
      { name: 'a', tags: [{ tagKey: 'k', tagValue: '!' }] },
      `tags[0].tagValue is '!', it must match pattern "^(?:^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$)$"`,
    ],
    [
      'a value that the enum does not have',
      { name: 'a', domain: 'X' },
      "domain is 'X', it must be one of: ECOMMERCE, VIDEO_ON_DEMAND",
    ],
    ['a missing member', {}, 'name is missing, it is required'],
    ['an unknown member', { name: 'a', 'x/y': 1 }, 'x/y is not in the API model'],
    ['a list in place of an object', [], 'The input is [], it must be object'],
  ])('describes %s in the message of the violation', (_, input, message) => {
    // Act
    const violations = checkInput('CreateDatasetGroup', input);

    // Assess
    expect(violations.map((violation) => violation.message)).toEqual([message]);
  });

  it('throws for an operation that Personalize does not have', () => {
    // Act
    const act = () => checkInput('CreateCoffee', {});

    // Assess
    expect(act).toThrow("Amazon Personalize has no operation 'CreateCoffee'.");
  });
});

/** Generators of valid values for the shapes that have a pattern, by the name of the shape. */
const PATTERN_VALUES: Readonly<Record<string, fc.Arbitrary<string>>> = {
  Arn: fc.stringMatching(/^arn:aws:personalize:us-east-1:123456789012:[a-z]{1,9}\/[a-z]{1,9}$/),
  ColumnName: fc.stringMatching(/^[A-Za-z_][A-Za-z\d_]{0,20}$/),
  DatasetType: fc.constantFrom('Items', 'ITEMS', 'Action_Interactions'),
  KmsKeyArn: fc.stringMatching(/^arn:aws:kms:us-east-1:[0-9]{12}:key\/[a-z]{1,9}$/),
  Name: fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9\-_]{0,62}$/),
  NextToken: fc.stringMatching(/^[ -~]{0,20}$/),
  RoleArn: fc.stringMatching(/^arn:aws:iam::\d{12}:role\/[a-z]{1,9}$/),
  S3Location: fc.stringMatching(/^s3:\/\/[a-z]{3,9}\/[a-z]{0,9}$/),
  SchedulingExpression: fc.stringMatching(/^rate\(\d{1,3} days?\)$/),
  TagKey: fc.stringMatching(/^[a-zA-Zäß .:/=+@-]{1,128}$/),
  TagValue: fc.stringMatching(/^[a-zA-Zäß .:/=+@-]{0,256}$/),
};

/** Returns a generator of valid values of a shape. */
function valid(name: string): fc.Arbitrary<unknown> {
  const shape = shapeOf(name);
  switch (shape.type) {
    case 'structure': {
      const members = Object.entries(shape.members).map(([member, inner]) => [member, valid(inner)] as const);
      return fc.record(Object.fromEntries(members), { requiredKeys: [...(shape.required ?? [])] });
    }
    case 'list':
      return fc.array(valid(shape.member), {
        minLength: shape.min ?? 0,
        maxLength: Math.min(shape.max ?? 3, 3),
      });
    case 'map': {
      const options = { maxKeys: Math.min(shape.max ?? 2, 2) };
      return fc.dictionary(valid(shape.key) as fc.Arbitrary<string>, valid(shape.value), options);
    }
    case 'string':
      if (shape.enum !== undefined) return fc.constantFrom(...shape.enum);
      return PATTERN_VALUES[name] ?? fc.string({ minLength: shape.min ?? 0, maxLength: Math.min(shape.max ?? 20, 20) });
    case 'integer':
      return fc.integer({ min: shape.min ?? -1000, max: shape.max ?? 1000 });
    case 'double':
      return fc.double({ min: shape.min ?? -1000, max: shape.max ?? 1000, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'timestamp':
      return fc.date({ noInvalidDate: true });
  }
}

interface Mutation {
  readonly keyword: string;
  readonly input: unknown;
}

/** Returns invalid inputs: the valid input with one change each, and the keyword of the constraint that it violates. */
function mutations(name: string, value: unknown): Mutation[] {
  const shape = shapeOf(name);
  const wrongType: Mutation = { keyword: 'type', input: shape.type === 'string' ? 1 : 'text' };
  return [wrongType, ...ownMutations(shape, value), ...innerMutations(shape, value)];
}

function ownMutations(shape: Shape, value: unknown): Mutation[] {
  switch (shape.type) {
    case 'structure': {
      const without = (member: string) =>
        Object.fromEntries(Object.entries(value as object).filter(([key]) => key !== member));
      return [
        { keyword: 'additionalProperties', input: { ...(value as object), surplus: 1 } },
        ...(shape.required ?? []).map((member) => ({ keyword: 'required', input: without(member) })),
      ];
    }
    case 'string':
      return [
        ...(shape.enum === undefined ? [] : [{ keyword: 'enum', input: `${value}_` }]),
        ...(shape.max === undefined ? [] : [{ keyword: 'maxLength', input: 'a'.repeat(shape.max + 1) }]),
        ...(shape.pattern === undefined ? [] : [{ keyword: 'pattern', input: `\u2603${value}` }]),
      ];
    case 'integer':
    case 'double':
      return [
        ...(shape.max === undefined ? [] : [{ keyword: 'maximum', input: shape.max + 1 }]),
        ...(shape.min === undefined ? [] : [{ keyword: 'minimum', input: shape.min - 1 }]),
      ];
    default:
      return [];
  }
}

function innerMutations(shape: Shape, value: unknown): Mutation[] {
  if (shape.type === 'structure') {
    return Object.entries(value as object).flatMap(([member, inner]) =>
      mutations(shape.members[member] ?? '', inner).map(({ keyword, input }) => ({
        keyword,
        input: { ...(value as object), [member]: input },
      })),
    );
  }
  if (shape.type === 'list') {
    return (value as unknown[]).flatMap((element, index) =>
      mutations(shape.member, element).map(({ keyword, input }) => ({
        keyword,
        input: (value as unknown[]).with(index, input),
      })),
    );
  }
  if (shape.type === 'map') {
    return Object.entries(value as object).flatMap(([key, inner]) =>
      mutations(shape.value, inner).map(({ keyword, input }) => ({
        keyword,
        input: { ...(value as object), [key]: input },
      })),
    );
  }
  return [];
}

describe.each(OPERATIONS)('the input of %s', (operation) => {
  const shape = operationOf(operation).input;

  it('is accepted if it is valid; after an invalid change, the violated constraint is reported', () => {
    fc.assert(
      fc.property(valid(shape), (input) => {
        // Act
        const violations = checkInput(operation, input);
        const changed = mutations(shape, input).map(({ keyword, input: wrong }) => ({
          keyword,
          found: checkInput(operation, wrong).map((violation) => violation.keyword),
        }));

        // Assess
        expect(violations).toEqual([]);
        for (const { keyword, found } of changed) expect(found).toContain(keyword);
      }),
      { seed: 2018, numRuns: 20 },
    );
  });
});
