import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { type Sample, sample, solution } from '../support/sample';

const { openQuick } = accounts();

const HOUR = 3600;

/** A file with a budget, whose solutions are trained fully every day at 2:00. */
function file(budget: object, solutions = ['small-solution']): Sample & { readonly budget: object } {
  const made = sample();
  made.solutions = solutions.map((name) => ({
    ...solution(name, [`${name}-campaign`]),
    workflowConfig: { schedules: { full: 'cron(0 2 * * ? *)' } },
  }));
  return { ...made, budget };
}

/** An account in which a training takes an hour, of which at least one is billed. */
async function open(): Promise<Account> {
  const account = await openQuick({ notify_on: 'all' });
  account.local.personalize.setDuration('solutionVersion', HOUR);
  return account;
}

const mails = ({ local }: Account) => local.sns.messages().map(({ subject = '' }) => subject);

async function nextDay(account: Account): Promise<void> {
  await account.waitForHour(2);
  await account.settle();
}

describe('a budget of training hours', () => {
  it('skips the first training of an upload that it does not cover, and says so', async () => {
    // Prepare
    const account = await open();

    // Act
    await account.run(file({ trainingHoursPerMonth: 0.5 }));

    // Assess
    expect(account.counts()).toMatchObject({ solution: 1, datasetImportJob: 1 });
    expect([account.count('solutionVersion'), account.count('campaign')]).toEqual([0, 0]);
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    const mail = account.lastNotification();
    expect(mail).toMatch(/^SKIPPED small: solution version of solution 'small-solution' skipped for the budget\n/);
    expect(mail).toContain(
      "Skipped (1):\n- solution version of solution 'small-solution' (Skipped for the budget: 1 training hour expected, 0.5 of 0.5 left in 2026-01 (0 used, 0 reserved). What serves goes on serving. It begins when it is due again in the next month, or after `personalize-mlops budget raise small --training-hours 0.5`.)",
    );
  });

  it('skips a scheduled training, notifies of it once in the month, and trains again in the next', async () => {
    // Prepare
    const account = await open();
    // The first training is billed for 5.53 hours.
    await account.run(file({ trainingHoursPerMonth: 6 }));
    const before = account.resources();

    // Act
    await nextDay(account);
    const mail = account.lastNotification();
    await nextDay(account);
    const skipped = account.resources();
    const runs = await account.runRecords();
    await account.local.clock.advanceTo(Date.parse('2026-02-01T01:00:00Z'));
    await nextDay(account);

    // Assess
    expect(skipped).toEqual(before);
    expect(mail).toMatch(/^SKIPPED small: solution version of solution 'small-solution' skipped for the budget/);
    expect(runs.slice(-2).map(({ status }) => status?.S)).toEqual(['UNCHANGED', 'UNCHANGED']);
    expect(mails(account).filter((subject) => subject.startsWith('SKIPPED'))).toHaveLength(1);
    expect(account.count('solutionVersion')).toBe(2);
  });

  it('lets only one of two trainings begin if it covers only one', async () => {
    // Prepare
    const account = await open();

    // Act
    await account.run(file({ trainingHoursPerMonth: 1.5 }, ['one', 'two']));

    // Assess
    expect(account.count('solutionVersion')).toBe(1);
    expect(account.count('campaign')).toBe(1);
  });

  it('only notifies if the file says so', async () => {
    // Prepare
    const account = await open();

    // Act
    await account.run(file({ trainingHoursPerMonth: 0.5, onExceeded: 'notify' }));

    // Assess
    expect(account.count('solutionVersion')).toBe(1);
    expect(account.lastNotification()).toContain('Above the budget, and begun nevertheless: 1 training hour expected');
  });
});
