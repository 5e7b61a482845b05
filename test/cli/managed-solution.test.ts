import type { DeployedAws } from '../../cli/aws';
import { managedSolution } from '../../cli/managed-solution';

/** An account without a parameter file in force. @param solution description of every solution */
function accountWith(solution: object | undefined): DeployedAws {
  return {
    scope: { partition: 'aws', region: 'us-east-1', accountId: '123456789012' },
    personalize: { describe: async () => solution },
    filesInForce: { find: async () => undefined },
  } as unknown as DeployedAws;
}

describe('managedSolution', () => {
  test.each([
    ['does not exist', undefined, "Solution 'top' not found.", /^`personalize-mlops status` lists the solutions/],
    [
      'no parameter file in force has',
      { datasetGroupArn: 'arn:aws:personalize:us-east-1:123456789012:dataset-group/shop' },
      "No valid parameter file of dataset group 'shop' has the solution 'top'; in force: none.",
      /^Apply a file that has the solution: `personalize-mlops apply`\.$/,
    ],
  ])('refuses a solution that %s', async (_, solution, message, hint) => {
    // Prepare
    const aws = accountWith(solution);

    // Act
    const finding = managedSolution(aws, 'top');

    // Assess
    await expect(finding).rejects.toMatchObject({ name: 'CliFailure', message, hint: expect.stringMatching(hint) });
  });
});
