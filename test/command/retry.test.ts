import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { sample } from '../support/sample';
import { served } from '../support/served';
import { folders } from './support/folder';

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);
const folderOf = folders();

describe('personalize-mlops retry', () => {
  it('runs the file in force again, and creates what the failed run could not create', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    account.local.personalize.failNext({ resource: 'campaign/small-campaign', reason: 'No capacity.' });
    await account.run(sample());

    // Act
    const document = await deployment.whileTimeRuns(deployment.json(['retry', 'small', '--interval', '0.001']));

    // Assess
    expect(account.lastNotification()).toMatch(/^COMPLETE small: 1 created\n/);
    expect(document).toMatchObject({
      datasetGroup: 'small',
      file: { key: 'train/small/config.json' },
      execution: expect.stringContaining(':execution:personalize-run:'),
      runs: [{ status: 'SUCCEEDED', trigger: 'retry' }],
    });
    expect((await account.runs()).map(({ status }) => status)).toEqual(['FAILED', 'SUCCEEDED']);
    expect(account.counts()).toMatchObject({ solutionVersion: 1, campaign: 1 });
  });

  it('starts a run that ends UNCHANGED without a mail if there is nothing to do, and apply sends nothing afterwards', async () => {
    // Prepare
    const deployment = await serve(await openQuick({ run_history_days: '30' }));
    const { account } = deployment;
    const folder = await folderOf(sample());
    await deployment.json(['apply', folder, '--yes', '--no-wait']);
    await account.settle();
    await account.passHours(40 * 24);
    const mails = () =>
      account.local.sns.messages().filter(({ subject = '' }) => subject.startsWith('COMPLETE')).length;
    const before = mails();

    // Act
    const document = await deployment.whileTimeRuns(deployment.json(['retry', 'small', '--interval', '0.001']));
    const applied = await deployment.json(['apply', folder, '--yes', '--no-wait']);

    // Assess
    expect(document).toMatchObject({ runs: [{ status: 'UNCHANGED', trigger: 'retry' }] });
    expect(mails()).toBe(before);
    expect(applied).toMatchObject({ uploaded: [], again: [] });
  });

  it.each([
    ['follows the run, and exits with 1 if the run fails', [], 1, 'small: FAILED after'],
    [
      'exits with 0 at once if --no-wait is given',
      ['--no-wait'],
      0,
      ': the run has started. Its progress: `personalize-mlops runs show ',
    ],
  ])('%s', async (_what, options, expected, says) => {
    // Prepare
    const deployment = await serve(await openQuick());
    const failCampaign = () =>
      deployment.account.local.personalize.failNext({ resource: 'campaign/small-campaign', reason: 'No capacity.' });
    failCampaign();
    await deployment.account.run(sample());
    failCampaign();

    // Act
    const retry = deployment.run(['retry', 'small', '--interval', '0.001', ...options]);
    const { status, stdout } = await deployment.whileTimeRuns(retry);

    // Assess
    expect(status).toBe(expected);
    expect(stdout).toContain(says);
  });

  it('refuses a dataset group without a file in force, and says what to do', async () => {
    // Prepare
    const deployment = await serve(await openQuick());

    // Act
    const { status, stderr } = await deployment.run(['retry', 'nobody']);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toContain("Dataset group 'nobody' has no parameter file in force.");
    expect(stderr).toContain('Send one: `personalize-mlops apply`.');
  });
});
