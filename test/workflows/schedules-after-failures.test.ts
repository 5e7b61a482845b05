import { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { sample } from '../support/sample';
import { policies, removeStatement, withEdited } from './support/edited-stack';

const { stackFile } = accounts();

const IMPORT = 'personalize-dataset-import-small';

/** Uploads a small group with schedules. @param withoutAction that the schedules function may not call @param reason why the group fails */
async function run(withoutAction: string, reason?: string): Promise<Account> {
  const account = await withEdited(
    stackFile,
    (json) => {
      const policy = 'schedules_function_role_policy';
      const statements = policies(json).find(([name]) => name === policy)?.[1] ?? [];
      const index = statements.findIndex(({ Action }) => Action.includes(withoutAction));
      removeStatement(json, policy, index);
    },
    (edited) => Account.open(edited),
  );
  if (reason !== undefined) account.local.personalize.failNext({ resource: 'dataset-group/small', reason });
  const file = sample();
  file.datasetGroup.workflowConfig = { schedules: { import: 'rate(1 day)' } };
  for (const solution of file.solutions) solution.workflowConfig = { schedules: { full: 'rate(7 days)' } };
  await account.run(file);
  return account;
}

describe('the schedules of a run that has failed', () => {
  it('are set without trainings if Personalize does not say what was imported', async () => {
    // Act
    const account = await run('personalize:DescribeDataset', 'Out of order.');

    // Assess
    expect(account.lastNotification()).toContain("failed: dataset group 'small': Out of order.");
    expect(await account.scheduleNames()).toEqual([IMPORT]);
  });

  it('do not hide why it has failed if they cannot be set either', async () => {
    // Act
    const account = await run('scheduler:CreateSchedule', 'Out of order.');

    // Assess
    expect(account.lastNotification()).toContain("failed: dataset group 'small': Out of order.");
    expect(await account.scheduleNames()).toEqual([]);
  });

  it('are why it has failed if nothing else has', async () => {
    // Act
    const account = await run('scheduler:CreateSchedule');

    // Assess
    expect(account.lastNotification()).toMatch(/not authorized to perform: scheduler:(Create|Get)Schedule/);
    expect(account.lastNotification()).toContain('personalize-workflow: Set the schedules');
  });
});
