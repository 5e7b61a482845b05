import { validateParameterFile } from '../../../lib/parameter-file/validate';
import { list, parameterFile, solution } from './sample-text';

const withSolution = (config: string) =>
  parameterFile({ sections: [list('solutions', solution('a', 'aws-user-personalization', config))] });
const withMember = (section: string) => parameterFile({ sections: [section] });

describe('the message of a fault in the structure', () => {
  it.each([
    ['a missing section', '{"datasets": {}}', ['"datasetGroup" is missing in the file.']],
    ['a missing member', '{"datasetGroup": {}}', ['"serviceConfig" is missing in /datasetGroup.']],
    ['a list in place of the file', '[]', ['The file is []; it must be an object.']],
    [
      'an unknown section',
      withMember('"sections": 1'),
      [expect.stringMatching(/^"sections" is not known in the file; known are .*datasetGroup/)],
    ],
    [
      'an unknown member',
      parameterFile({ group: '"colour": 1' }),
      [expect.stringMatching(/^"colour" is not known in \/datasetGroup\/serviceConfig; known are /)],
    ],
    [
      'an empty name',
      '{"datasetGroup": {"serviceConfig": {"name": ""}}}',
      ['/datasetGroup/serviceConfig/name is "", which has 0 characters; it must have at least 1.'],
    ],
    [
      'a name of 64 characters',
      `{"datasetGroup": {"serviceConfig": {"name": "${'n'.repeat(64)}"}}}`,
      [
        expect.stringMatching(
          /^\/datasetGroup\/serviceConfig\/name is .*, which has 64 characters; it must have at most 63\.$/,
        ),
      ],
    ],
    [
      'an unknown value',
      withSolution('"solutionConfig": {"optimizationObjective": {"objectiveSensitivity": "VERY"}}'),
      [expect.stringMatching(/objectiveSensitivity is "VERY"; it must be one of LOW, MEDIUM, HIGH, OFF\.$/)],
    ],
    [
      'a text that is too long',
      withSolution(
        `"solutionConfig": {"hpoConfig": {"hpoResourceConfig": {"maxNumberOfTrainingJobs": "${'1'.repeat(257)}"}}}`,
      ),
      [expect.stringMatching(/, which has 257 characters; it must have at most 256\.$/)],
    ],
    [
      'a number that is too small',
      withMember(
        '"solutions": [{"serviceConfig": {"name": "a", "recipeArn": "arn:aws:personalize:::recipe/aws-sims"}, "campaigns": [{"serviceConfig": {"name": "c", "minProvisionedTPS": 0}}]}]',
      ),
      ['/solutions/0/campaigns/0/serviceConfig/minProvisionedTPS is 0; it must be at least 1.'],
    ],
    [
      'a limit of a budget that is too large',
      withMember('"budget": {"trainingHoursPerMonth": 1e300}'),
      ['/budget/trainingHoursPerMonth is 1e+300; it must be at most 1000000000000.'],
    ],
    [
      'a list that is too long',
      parameterFile({
        group: `"tags": [${Array.from({ length: 51 }, (_, tag) => `{"tagKey": "k${tag}", "tagValue": "b"}`).join(', ')}]`,
      }),
      [expect.stringMatching(/tags is .*, which has 51 elements; it must have at most 50\.$/)],
    ],
  ])('says what is wrong with %s and what is required', (_, text, messages) => {
    // Act
    const { problems } = validateParameterFile(text);

    // Assess
    expect(problems.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual(messages);
  });

  it('says that budgets are given in units if a member of a budget suggests money', () => {
    // Act
    const { problems } = validateParameterFile(parameterFile({ sections: ['"budget": {"maxCostUSD": 100}'] }));

    // Assess
    const hint =
      'A budget is given in the units in which AWS bills, not in money: `plan` shows the units of the file, and their cost.';
    expect(problems).toContainEqual(
      expect.objectContaining({ path: '/budget/maxCostUSD', rule: 'unknown-member', hint }),
    );
  });
});
