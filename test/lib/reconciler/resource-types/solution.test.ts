import { solution } from '../../../../lib/reconciler/resource-types/solution';
import type { Step } from '../../../../lib/reconciler/step';

const ARN = 'arn:aws:personalize:us-east-1:123456789012:solution/top';
const GROUP = 'arn:aws:personalize:us-east-1:123456789012:dataset-group/shop';
const RANGES = { integerHyperParameterRanges: [{ name: 'bptt', minValue: 2, maxValue: 32 }] };

/** @param members further members of the solution in the file */
function step(members: object = {}): Step {
  const resource = { type: 'solution', name: 'top', pointer: '/solutions/0', request: { name: 'top', ...members } };
  const scope = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' };
  return { resource, scope, state: { datasetGroup: { name: 'shop' } } } as unknown as Step;
}

describe('a solution', () => {
  it.each([
    [
      'does not differ if Personalize shows the name of a hyperparameter range with a prefix',
      { hpoConfig: RANGES },
      { hpoConfig: { integerHyperParameterRanges: [{ name: 'training.bptt', minValue: 2, maxValue: 32 }] } },
      [],
    ],
    [
      'differs if a hyperparameter range has another limit',
      { hpoConfig: RANGES },
      { hpoConfig: { integerHyperParameterRanges: [{ name: 'bptt', minValue: 2, maxValue: 64 }] } },
      ['hpoConfig'],
    ],
    [
      'differs if Personalize does not show an event of the file',
      { eventsConfig: { eventParametersList: [{ eventType: 'click' }] } },
      {},
      ['eventsConfig'],
    ],
    ['does not differ if the file has no configuration', undefined, { hpoConfig: RANGES }, []],
  ])('%s', async (_what, solutionConfig, actual, members) => {
    // Prepare
    const description = { name: 'top', datasetGroupArn: GROUP, solutionConfig: actual };

    // Act
    const differences = await solution.differences(step({ solutionConfig }), {
      arn: ARN,
      description,
    });

    // Assess
    expect(differences.map(({ member }) => member)).toEqual(members);
  });

  it.each([
    ['the rate in the file', { autoTrainingConfig: { schedulingExpression: 'rate(3 days)' } }, 'rate(3 days)'],
    ['the default rate, if the file has none', undefined, 'rate(7 days)'],
  ])('differs if its automatic trainings have another rate than %s', async (_what, solutionConfig, desired) => {
    // Prepare
    const actual = { autoTrainingConfig: { schedulingExpression: 'rate(1 day)' } };
    const description = { name: 'top', datasetGroupArn: GROUP, performAutoTraining: true, solutionConfig: actual };

    // Act
    const found = { arn: ARN, description };
    const differences = await solution.differences(step({ performAutoTraining: true, solutionConfig }), found);

    // Assess
    expect(differences).toEqual([
      {
        member: 'autoTrainingConfig',
        actual: actual.autoTrainingConfig,
        desired: { schedulingExpression: desired },
      },
    ]);
  });

  it.each([
    [
      'updates performAutoTraining and performIncrementalUpdate as members of the request',
      ['performAutoTraining', 'performIncrementalUpdate'],
      { performAutoTraining: 1, performIncrementalUpdate: 1 },
    ],
    [
      'updates autoTrainingConfig and eventsConfig as members of solutionUpdateConfig',
      ['autoTrainingConfig', 'eventsConfig'],
      { solutionUpdateConfig: { autoTrainingConfig: 1, eventsConfig: 1 } },
    ],
    [
      'updates performAutoTraining and eventsConfig in their places in one request',
      ['performAutoTraining', 'eventsConfig'],
      { performAutoTraining: 1, solutionUpdateConfig: { eventsConfig: 1 } },
    ],
  ])('%s', async (_, members, expected) => {
    // Prepare
    const changes = members.map((member) => ({ member, actual: 0, desired: 1 }));

    // Act
    const request = await solution.updateRequest?.(step(), { arn: ARN, description: {} }, changes);

    // Assess
    expect(request).toEqual({ solutionArn: ARN, ...expected });
  });

  it.each<[string, boolean, readonly string[] | undefined, RegExp | undefined]>([
    [
      'notes the billed training when the solution is created with automatic training',
      true,
      undefined,
      /^a billed .* within an hour, unless/,
    ],
    ['notes no training when it is created without automatic training', false, undefined, undefined],
    [
      'notes the billed training when automatic training is turned on',
      true,
      ['performAutoTraining', 'autoTrainingConfig'],
      /, unless/,
    ],
    [
      'notes the billed training when the rate of automatic training changes',
      true,
      ['autoTrainingConfig'],
      /^a billed automatic training starts within an hour$/,
    ],
    ['notes no training when automatic training is turned off', false, ['performAutoTraining'], undefined],
    ['notes no training when an event changes', true, ['eventsConfig'], undefined],
  ])('%s', async (_what, performAutoTraining, members, expected) => {
    // Prepare
    const changes = members?.map((member) => ({ member, actual: 0, desired: 1 }));

    // Act
    const note = await solution.noteOnChange?.(step({ performAutoTraining }), changes);

    // Assess
    if (expected === undefined) expect(note).toBeUndefined();
    else expect(note).toMatch(expected);
  });

  it('differs by its name and by its dataset group', async () => {
    // Prepare
    const description = { name: 'other', datasetGroupArn: `${GROUP}-2` };

    // Act
    const differences = await solution.differences(step(), { arn: ARN, description });

    // Assess
    expect(differences.map(({ member }) => member)).toEqual(['name', 'datasetGroupArn']);
  });

  it.each([
    ['with a known recipe needs the datasets of the recipe', 'aws-user-personalization', ['INTERACTIONS']],
    ['with a recipe for actions needs at least the actions', 'aws-next-best-action', ['ACTIONS']],
    ['with an unknown recipe needs no dataset', 'of-somebody-else', []],
  ])('%s', (_, recipe, needed) => {
    // Prepare
    const own = {
      name: 'top',
      recipeArn: `arn:aws:personalize:::recipe/${recipe}`,
      solution: { pointer: '/solutions/0' },
    };
    const asked = { ...step(), state: { solutions: [own] } } as unknown as Step;

    // Act
    const found = solution.neededDatasets?.(asked) ?? [];

    // Assess
    expect(found).toEqual(expect.arrayContaining(needed));
    expect(found.length > 0).toBe(needed.length > 0);
  });
});
