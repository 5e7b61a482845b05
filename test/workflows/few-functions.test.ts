import { accounts } from '../support/accounts';
import { sample } from '../support/sample';

const { openQuick } = accounts();

const MINUTE = 60;

describe('An account whose Lambda functions are all busy', () => {
  test('for most of an hour keeps the training that is in progress, and deploys it', async () => {
    // Prepare
    const account = await openQuick();
    const { lambda, personalize } = account.local;
    personalize.setDuration('solutionVersion', 40 * MINUTE);
    await account.upload(sample());
    await account.passSeconds(10 * MINUTE);

    // Act
    lambda.setConcurrency(0);
    await account.passSeconds(45 * MINUTE);
    const during = account.resources();
    lambda.setConcurrency(10);
    await account.settle();

    // Assess
    expect(during).toContainEqual(expect.stringMatching(/^solutionVersion .* ACTIVE$/));
    expect(await account.lastRun()).toMatchObject({ status: 'SUCCEEDED' });
    expect(account.counts()).toMatchObject({ solutionVersion: 1, campaign: 1 });
  });
});
