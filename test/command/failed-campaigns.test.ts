import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { sample } from '../support/sample';
import { served } from '../support/served';

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);

const SOLUTION = 'small-solution';

function failCampaign({ local }: Account): void {
  local.personalize.failNext({ resource: 'campaign/small-campaign', reason: 'No capacity.' });
}

test('versions list and status show no version as serving if the creation of its campaign failed', async () => {
  // Prepare
  const account = await openQuick();
  const file = sample();
  for (const each of file.solutions)
    each.workflowConfig = { promotion: { rules: [{ metric: 'coverage', minimum: 0 }] } };
  failCampaign(account);
  await account.run(file);
  const deployment = await serve(account);

  // Act
  const listed = await deployment.json<object[]>(['versions', 'list', SOLUTION]);
  const { stdout } = await deployment.run(['status']);

  // Assess
  expect(listed).toMatchObject([{ decision: { decision: 'PROMOTED' }, serves: [] }]);
  expect(stdout).toMatch(/ ACTIVE, PROMOTED /);
  expect(stdout).not.toContain('SERVES');
});

test('a rollback that failed to update the campaign does not say until when the version serves', async () => {
  // Prepare
  const account = await openQuick();
  const file = sample();
  for (const each of file.solutions) each.workflowConfig = { schedules: { full: 'rate(1 day)' } };
  await account.run(file);
  const deployment = await serve(account);
  await account.runTask(`solution-maintenance-full-${SOLUTION}`);
  await account.settle();
  failCampaign(account);

  // Act
  const { status, stdout } = await deployment.whileTimeRuns(
    deployment.run(['rollback', SOLUTION, '--interval', '0.001']),
  );

  // Assess
  expect(status).toBe(1);
  expect(stdout).toContain('small: FAILED after');
  expect(stdout).not.toContain('this version serves until');
});
