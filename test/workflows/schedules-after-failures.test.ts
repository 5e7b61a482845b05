import { ServiceError } from '../../emulator/core/service';
import { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { sample } from '../support/sample';
import { policies, removeStatement, withEdited } from './support/edited-stack';

const { openQuick, stackFile } = accounts();

const IMPORT = 'personalize-dataset-import-small';

/**
 * Uploads a small group with schedules.
 * @param withoutAction action whose statement the role of `ensure-resources` lacks. If undefined, Personalize refuses
 * ListDatasetImportJobs.
 * @param reason failure reason of the dataset group; undefined if the group does not fail
 */
async function run(withoutAction: string | undefined, reason?: string): Promise<Account> {
  const account = await withEdited(
    stackFile,
    (json) => {
      const policy = 'ensure_resources_function_role_policy';
      if (withoutAction === undefined) return;
      const statements = policies(json).find(([name]) => name === policy)?.[1] ?? [];
      const index = statements.findIndex(({ Action }) => Action.includes(withoutAction));
      removeStatement(json, policy, index);
    },
    (edited) => Account.open(edited),
  );
  account.local.aws.intercept(async ({ call }, perform) => {
    if (withoutAction !== undefined || call.operation !== 'ListDatasetImportJobs') return perform();
    throw new ServiceError(
      'AccessDeniedException',
      'not authorized to perform: personalize:ListDatasetImportJobs',
      400,
    );
  });
  if (reason !== undefined) account.local.personalize.failNext({ resource: 'dataset-group/small', reason });
  const file = sample();
  file.datasetGroup.workflowConfig = { schedules: { import: 'rate(1 day)' } };
  for (const solution of file.solutions) solution.workflowConfig = { schedules: { full: 'rate(7 days)' } };
  await account.run(file);
  return account;
}

describe('the schedules of a run that has failed', () => {
  it('are set, except those of trainings, if Personalize refuses to list the imports', async () => {
    // Act
    const account = await run(undefined, 'Out of order.');

    // Assess
    expect(account.lastNotification()).toContain("failed: dataset group 'small': Out of order.");
    expect(await account.scheduleNames()).toEqual([IMPORT]);
  });

  it('do not hide why the run failed if they cannot be set', async () => {
    // Act
    const account = await run('scheduler:CreateSchedule', 'Out of order.');

    // Assess
    expect(account.lastNotification()).toContain("failed: dataset group 'small': Out of order.");
    expect(await account.scheduleNames()).toEqual([]);
  });

  it('are reported as the reason of the failure if they cannot be set and nothing else failed', async () => {
    // Act
    const account = await run('scheduler:CreateSchedule');

    // Assess
    expect(account.lastNotification()).toMatch(/not authorized to perform: scheduler:(Create|Get)Schedule/);
    expect(account.lastNotification()).toContain('failed: schedules: Scheduler: AccessDeniedException');
  });
});

describe('a solution whose first training has failed', () => {
  it('is trained in full by its schedule of updates, because an update needs a version', async () => {
    // Prepare
    const account = await openQuick();
    const modes: unknown[] = [];
    account.local.aws.onCall(({ call: { operation, input } }) => {
      if (operation === 'CreateSolutionVersion') modes.push(input.trainingMode);
    });
    const file = sample();
    for (const solution of file.solutions) solution.workflowConfig = { schedules: { update: 'cron(0 12 * * ? *)' } };
    account.local.personalize.failNext({ resource: 'solution/small-solution', reason: 'Internal service error.' });
    await account.run(file);

    // Act
    await account.waitForHour(12);
    await account.settle();

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(['FAILED', 'SUCCEEDED']);
    expect(modes).toEqual(['FULL', 'FULL']);
    expect(account.resources()).toContain('campaign small-campaign ACTIVE');
  });
});

describe('a solution whose newest training has failed', () => {
  it.each([
    ['newest', 1],
    ['oldest', -1],
  ])('is trained again by an upload if Amazon Personalize lists the %s versions first', async (_which, sign) => {
    // Prepare
    const account = await openQuick();
    account.local.aws.reshapeAnswers(({ call }, output) => {
      if (call.operation !== 'ListSolutionVersions') return output;
      const { solutionVersions } = output as { solutionVersions: { creationDateTime: Date }[] };
      const age = ({ creationDateTime }: { creationDateTime: Date }) => -sign * creationDateTime.getTime();
      return { solutionVersions: [...solutionVersions].sort((one, other) => age(one) - age(other)) };
    });
    const file = sample();
    for (const solution of file.solutions) solution.workflowConfig = { schedules: { full: 'cron(0 12 * * ? *)' } };
    await account.run(file);
    account.local.personalize.failNext({ resource: 'solution/small-solution', reason: 'Internal service error.' });
    await account.waitForHour(12);
    await account.settle();

    // Act
    await account.runFile(file);

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'FAILED', 'SUCCEEDED']);
    expect(account.resources().filter((each) => each.startsWith('solutionVersion'))).toEqual([
      expect.stringMatching(/ ACTIVE$/),
      expect.stringMatching(/ CREATE FAILED$/),
      expect.stringMatching(/ ACTIVE$/),
    ]);
  });
});
