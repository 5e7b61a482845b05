import { accounts } from '../support/accounts';
import { sample, withChecks, withItems } from '../support/sample';

const { openQuick } = accounts();

const MINUTE = 60;

describe('An account that may run few Lambda functions at once', () => {
  test('deploys the version of a training that ended during 45 minutes in which no function could run', async () => {
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

  test('ends the run after more than an hour in which no function could run, and says which quota to raise', async () => {
    // Prepare
    const account = await openQuick();
    const { lambda } = account.local;
    await account.upload(sample());
    await account.passSeconds(MINUTE);

    // Act
    lambda.setConcurrency(0);
    await account.passSeconds(100 * MINUTE);
    lambda.setConcurrency(10);
    await account.settle();

    // Assess
    expect(await account.lastRun()).toMatchObject({ status: 'FAILED' });
    expect(account.lastNotification()).toContain(
      'What to do: The quota of concurrent Lambda executions in this account and region is too low, or other functions use it up. Request a higher quota: `aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 100`; then apply',
    );
  });

  test('completes the run of one dataset group while the run of another group checks data', async () => {
    // Prepare: a run that checks three parts, each for 14 minutes
    const account = await openQuick({ check_concurrency: 1 });
    const { lambda } = account.local;
    lambda.setConcurrency(3);
    lambda.setBusyTime((name) => (name.endsWith('check-data') ? 14 * MINUTE * 1000 : 0));
    await account.put({ 'train/small/items.csv': 'ITEM_ID,GENRE\nitem-1,drama\n' });
    const checked = withChecks(withItems(sample()), { maximumUnknownItems: '100%' });
    Object.assign(checked.datasets.items ?? {}, { workflowConfig: { checks: { minimumRows: 1 } } });
    await account.upload(checked);
    await account.passSeconds(4 * MINUTE);

    // Act
    await account.upload(sample('other'));
    await account.passSeconds(9 * MINUTE);

    // Assess
    const runs = await account.runs();
    expect(runs.map(({ datasetGroup, status }) => [datasetGroup, status]).sort()).toEqual([
      ['other', 'SUCCEEDED'],
      ['small', 'RUNNING'],
    ]);
    await account.settle();
    expect(account.count('datasetImportJob')).toBe(3);
  });
});
