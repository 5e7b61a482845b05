import { ServiceError } from '../../emulator/core/service';
import type { Plan } from '../../lib/reconciler/plan/plan';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { type Sample, sample, solution } from '../support/sample';
import { served } from '../support/served';
import { folders } from './support/folder';

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);
const folderOf = folders();

/** A sample with six campaigns, one more than AWS allows by default. */
function sixCampaigns(): Sample {
  const file = sample();
  file.solutions.push(solution('more', ['c1', 'c2', 'c3', 'c4', 'c5']));
  return file;
}

const COMMAND =
  'aws service-quotas request-service-quota-increase --service-code personalize --quota-code L-052ECD67 --desired-value 6';

describe('A file that exceeds a quota', () => {
  test('is not applied: the plan says what is needed, and how to raise the quota', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const folder = await folderOf(sixCampaigns());

    // Act
    const plan = await deployment.run(['plan', folder]);
    const apply = await deployment.run(['apply', folder, '--yes']);

    // Assess
    expect([plan.status, apply.status]).toEqual([1, 1]);
    for (const { stdout } of [plan, apply]) {
      expect(stdout).toContain(
        `Beyond the quotas of Amazon Personalize:\n  ! Active campaigns per dataset group: 6 needed (0 exist, 6 to create), 5 allowed.\n`,
      );
      expect(stdout).toContain(COMMAND);
    }
    expect(apply.stdout).toContain('Nothing was sent');
  });

  test('is planned without a message about quotas once AWS has raised the quota', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setQuota('campaign', 6);
    const deployment = await serve(account);
    const folder = await folderOf(sixCampaigns());

    // Act
    const [plan] = await deployment.json<readonly Plan[]>(['plan', folder]);

    // Assess
    expect(plan?.changes.filter(({ type }) => type === 'campaign')).toHaveLength(6);
    expect(plan).not.toHaveProperty('exceededQuotas');
  });

  test('causes a warning based on the documented quotas if the quotas of the account may not be read', async () => {
    // Prepare
    const account = await openQuick();
    account.local.aws.intercept(async ({ service }, perform) => {
      if (service !== 'servicequotas') return perform();
      throw new ServiceError('AccessDeniedException', 'Not allowed.');
    });
    const deployment = await serve(account);
    const folder = await folderOf(sixCampaigns());

    // Act
    const { status, stdout } = await deployment.run(['plan', folder]);

    // Assess
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /\n {2}\? Active campaigns per dataset group: 6 needed \(0 exist, 6 to create\), 5 allowed by default \(https:\S+, read \S+\), unless AWS has raised it: the account's own quota could not be read: AccessDeniedException/,
    );
  });
});
