import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { sample } from '../support/sample';
import { served } from '../support/served';

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);

describe('personalize-mlops retry', () => {
  it('runs the accepted file again, which creates what the failed run left out', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    account.local.personalize.failNext({ resource: 'campaign/small-campaign', reason: 'No capacity.' });
    await account.run(sample());

    // Act
    const document = await deployment.json(['retry', 'small']);
    await account.settle();

    // Assess
    expect(account.lastNotification()).toMatch(/^COMPLETE small: 1 created\n/);
    expect(document).toMatchObject({
      datasetGroup: 'small',
      file: { key: 'train/small/config.json' },
      execution: expect.stringContaining(':execution:personalize-run:'),
    });
    expect((await account.runs()).map(({ status }) => status)).toEqual(['FAILED', 'SUCCEEDED']);
    expect(account.counts()).toMatchObject({ solutionVersion: 1, campaign: 1 });
  });

  it('refuses a dataset group without an accepted file, and says what to do', async () => {
    // Prepare
    const deployment = await serve(await openQuick());

    // Act
    const { status, stderr } = await deployment.run(['retry', 'nobody']);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toContain("Dataset group 'nobody' has no accepted parameter file.");
    expect(stderr).toContain('Upload one: `personalize-mlops upload`.');
  });
});
