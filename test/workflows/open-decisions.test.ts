import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { type Sample, sample } from '../support/sample';

const { openQuick } = accounts();

const SOLUTION = 'small-solution';
const RULES = [{ metric: 'coverage', maximumDrop: '10%' }];

function file(promotion: object): Sample {
  const made = sample();
  for (const solution of made.solutions)
    solution.workflowConfig = { schedules: { full: 'cron(0 2 1 1 ? 2099)' }, promotion };
  return made;
}

/** An account in which rules hold the second version, so that the first one serves. */
async function held(promotion: object): Promise<Account> {
  const account = await openQuick({ digest: 'off' });
  for (const [training, value] of [0.4, 0.2].entries())
    account.local.personalize.setMetric({ solution: SOLUTION, metric: 'coverage', value, training: training + 1 });
  await account.run(file(promotion));
  const solutionArn = account.local.aws.arn('personalize', `solution/${SOLUTION}`);
  await account.call('personalize', 'CreateSolutionVersion', { solutionArn });
  await account.settle();
  await account.runFile(file(promotion));
  return account;
}

/** ARNs and creation times, oldest first. */
function versions({ local }: Account) {
  return local.personalize
    .snapshot()
    .filter(({ type }) => type === 'solutionVersion')
    .map(({ arn, createdAt }) => ({ arn, createdAt: new Date(createdAt).toISOString() }));
}

/** Subjects of the mails that are sent in the next hours. */
async function subjectsIn(account: Account, hours: number): Promise<readonly unknown[]> {
  const before = account.local.sns.messages().length;
  await account.passHours(hours);
  return account.local.sns
    .messages()
    .slice(before)
    .map(({ subject }) => subject);
}

/** Matches the sentence that says since when the serving version has recommended no new items. */
function frozen(account: Account): RegExp {
  const [first, second] = versions(account);
  return new RegExp(
    `\nVersion ${first?.arn}, which serves, has recommended no new items or actions since ${second?.createdAt}: `,
  );
}

describe('the mail on a version that rules hold', () => {
  it('says since when the serving version has recommended no new items', async () => {
    // Act
    const account = await held({ rules: RULES });

    // Assess
    expect(account.lastNotification()).toMatch(/^HELD small: /);
    expect(account.lastNotification()).toMatch(frozen(account));
  });

  it('is not repeated if the file sets no reminders', async () => {
    // Prepare
    const account = await held({ rules: RULES });

    // Act and assess
    expect(await subjectsIn(account, 72)).toEqual([]);
  });

  it('is followed by a reminder for each period that passes, until an operator decides', async () => {
    // Prepare
    const account = await held({ rules: RULES, remindAfter: '2 days' });

    // Act
    const subjects = await subjectsIn(account, 5 * 24);
    const reminder = account.lastNotification();
    await account.choose('small', SOLUTION, 'REJECT');
    await account.settle();
    const after = await subjectsIn(account, 5 * 24);

    // Assess
    const waits = (days: number) =>
      expect.stringMatching(
        new RegExp(`^HELD small: a version of solution 'small-solution' has waited for a decision for ${days} d`),
      );
    expect(subjects).toEqual([waits(2), waits(4)]);
    expect(reminder).toContain(`\nTo let it serve: personalize-mlops versions promote ${versions(account)[1]?.arn} `);
    expect(reminder).toMatch(frozen(account));
    expect(after).toEqual([]);
  });
});

describe('reminders of several versions that are due in the same night', () => {
  it('come together in one mail, and not again before the next period has passed', async () => {
    // Prepare
    const account = await openQuick({ digest: 'off' });
    for (const [training, value] of [0.4, 0.2, 0.1].entries())
      account.local.personalize.setMetric({ solution: SOLUTION, metric: 'coverage', value, training: training + 1 });
    const rules = file({ rules: RULES, remindAfter: '2 days' });
    await account.run(rules);
    const solutionArn = account.local.aws.arn('personalize', `solution/${SOLUTION}`);
    for (let training = 2; training <= 3; training += 1) {
      await account.call('personalize', 'CreateSolutionVersion', { solutionArn });
      await account.settle();
      await account.runFile(rules);
    }

    // Act
    const subjects = await subjectsIn(account, 5 * 24);

    // Assess
    expect(subjects).toHaveLength(2);
    // The date is the creation of the first version that does not serve.
    expect(account.lastNotification()).toMatch(frozen(account));
  });
});

describe('the mail on a rollback', () => {
  it('says since when the version that now serves has recommended no new items; no reminder follows', async () => {
    // Prepare
    const account = await held({ rules: RULES, remindAfter: '1 day' });
    await account.choose('small', SOLUTION, 'PROMOTE');
    await account.settle();
    const promoted = account.lastNotification();

    // Act
    await account.choose('small', SOLUTION, 'ROLLBACK', 1);
    await account.settle();
    const mail = account.lastNotification();

    // Assess
    expect(promoted).not.toContain('no new items');
    expect(mail).toMatch(frozen(account));
    expect(await subjectsIn(account, 72)).toEqual([]);
  });
});
