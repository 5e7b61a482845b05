import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { interactions, interactionsKey, sample, solution } from '../support/sample';

const { openQuick } = accounts();

/** The import is due at 2:01, and a solution is trained at 2:00, 2:01, 2:02 and 2:03 each: when one has begun, the next one is due. */
function staggered() {
  const file = sample();
  file.datasetGroup.workflowConfig = { schedules: { import: 'cron(1 2 * * ? *)' } };
  file.solutions = [0, 1, 2, 3].map((minute) => ({
    ...solution(`solution-${minute}`),
    workflowConfig: { schedules: { full: `cron(${minute} 2 * * ? *)` } },
  }));
  return file;
}

/** What Personalize was asked to import and train, in order; trainings by their solution. */
function begun(account: Account): readonly string[] {
  return account.changes
    .filter(({ status, type }) => status === 'CREATE PENDING' && /^(?:datasetImportJob|solutionVersion)$/.test(type))
    .map(({ type, arn }) => (type === 'datasetImportJob' ? 'import' : (arn.split('/')[1] ?? '')));
}

describe('an import that is due while a training begins', () => {
  it('waits until Personalize has begun to train', async () => {
    // Prepare: a training takes a minute to begin
    const account = await openQuick();
    await account.run(staggered());
    account.local.personalize.setDuration('solutionVersion', 1200);
    await account.put({ [interactionsKey('small')]: interactions(1080) });
    await account.waitForHour(1);
    account.changes.length = 0;

    // Act
    await account.runTask('solution-maintenance-full-solution-0');
    await account.passSeconds(20);
    await account.runTask('personalize-dataset-import-small');
    await account.passSeconds(600);

    // Assess
    const order = account.changes.map(({ type, status }) => `${type} ${status}`);
    expect(order.slice(0, 3)).toEqual([
      'solutionVersion CREATE PENDING',
      'solutionVersion CREATE IN_PROGRESS',
      'datasetImportJob CREATE PENDING',
    ]);
  });
});

describe('an import that is due while trainings begin one after the other', () => {
  it('waits only for those that were due before it', async () => {
    // Prepare: a training takes a minute to begin
    const account = await openQuick();
    await account.run(staggered());
    account.local.personalize.setDuration('solutionVersion', 1200);
    await account.put({ [interactionsKey('small')]: interactions(1080) });
    await account.waitForHour(1);
    account.changes.length = 0;

    // Act
    await account.passHours(3);

    // Assess
    const order = begun(account);
    expect(order).toHaveLength(5);
    for (const later of ['solution-2', 'solution-3'])
      expect(order.indexOf(later)).toBeGreaterThan(order.indexOf('import'));
  });
});
