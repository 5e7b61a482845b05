import { solution } from '../../../../lib/reconciler/resource-types/solution';
import type { Step } from '../../../../lib/reconciler/step';

const ARN = 'arn:aws:personalize:us-east-1:123456789012:solution/top';
const GROUP = 'arn:aws:personalize:us-east-1:123456789012:dataset-group/shop';
const RANGES = { integerHyperParameterRanges: [{ name: 'bptt', minValue: 2, maxValue: 32 }] };

/** @param members of the solution in the file */
function step(members: object = {}): Step {
  const resource = { type: 'solution', name: 'top', pointer: '/solutions/0', request: { name: 'top', ...members } };
  const scope = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' };
  return { resource, scope, state: { datasetGroup: { name: 'shop' } } } as unknown as Step;
}

describe('a solution', () => {
  it.each([
    [
      'a hyperparameter range that is shown with a prefix',
      { hpoConfig: RANGES },
      { hpoConfig: { integerHyperParameterRanges: [{ name: 'training.bptt', minValue: 2, maxValue: 32 }] } },
      [],
    ],
    [
      'another range',
      { hpoConfig: RANGES },
      { hpoConfig: { integerHyperParameterRanges: [{ name: 'bptt', minValue: 2, maxValue: 64 }] } },
      ['hpoConfig'],
    ],
    ['another event', { eventsConfig: { eventParametersList: [{ eventType: 'click' }] } }, {}, ['eventsConfig']],
    ['no configuration', undefined, { hpoConfig: RANGES }, []],
  ])('is compared part by part: %s', async (_what, solutionConfig, actual, members) => {
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
    [['performAutoTraining', 'performIncrementalUpdate'], { performAutoTraining: 1, performIncrementalUpdate: 1 }],
    [['autoTrainingConfig', 'eventsConfig'], { solutionUpdateConfig: { autoTrainingConfig: 1, eventsConfig: 1 } }],
    [['performAutoTraining', 'eventsConfig'], { performAutoTraining: 1, solutionUpdateConfig: { eventsConfig: 1 } }],
  ])('is updated in %j', async (members, expected) => {
    // Prepare
    const changes = members.map((member) => ({ member, actual: 0, desired: 1 }));

    // Act
    const request = await solution.updateRequest?.(step(), { arn: ARN, description: {} }, changes);

    // Assess
    expect(request).toEqual({ solutionArn: ARN, ...expected });
  });

  it.each<[string, boolean, readonly string[] | undefined, RegExp | undefined]>([
    ['a new one with automatic training', true, undefined, /^a billed .* within an hour, unless/],
    ['a new one without', false, undefined, undefined],
    ['automatic training that is turned on', true, ['performAutoTraining', 'autoTrainingConfig'], /, unless/],
    ['another rate', true, ['autoTrainingConfig'], /^a billed automatic training starts within an hour$/],
    ['automatic training that is turned off', false, ['performAutoTraining'], undefined],
    ['another event', true, ['eventsConfig'], undefined],
  ])('with automatic training says what a change costs: %s', async (_what, performAutoTraining, members, expected) => {
    // Prepare
    const changes = members?.map((member) => ({ member, actual: 0, desired: 1 }));

    // Act
    const note = await solution.noteOnChange?.(step({ performAutoTraining }), changes);

    // Assess
    if (expected === undefined) expect(note).toBeUndefined();
    else expect(note).toMatch(expected);
  });

  it('is distinguished from one of another dataset group, or with another name', async () => {
    // Prepare
    const description = { name: 'other', datasetGroupArn: `${GROUP}-2` };

    // Act
    const differences = await solution.differences(step(), { arn: ARN, description });

    // Assess
    expect(differences.map(({ member }) => member)).toEqual(['name', 'datasetGroupArn']);
  });

  it.each([
    ['aws-user-personalization', ['INTERACTIONS']],
    ['aws-next-best-action', ['ACTIONS']],
    ['of-somebody-else', []],
  ])('with the recipe %s needs at least %j', (recipe, needed) => {
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
