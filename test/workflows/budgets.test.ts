import { ServiceError } from '../../emulator/core/service';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { type Sample, sample, solution } from '../support/sample';
import { endAfter } from './support/ended-functions';

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

/** An account in which a training takes an hour. The local AWS bills one to six hours for it. */
async function open(notifyOn = 'all'): Promise<Account> {
  const account = await openQuick({ notify_on: notifyOn });
  account.local.personalize.setDuration('solutionVersion', HOUR);
  return account;
}

const mails = ({ local }: Account) => local.sns.messages().map(({ subject = '' }) => subject);

async function nextDay(account: Account): Promise<void> {
  await account.waitForHour(2);
  await account.settle();
}

/**
 * Answers requests to train with an internal error in the first two minutes of each hour, and then with a quota error
 * until minute 20.
 */
function failFirstRequests(account: Account): void {
  const minutes = () => new Date(account.local.clock.now()).getUTCMinutes();
  account.local.aws.intercept(async ({ call }, perform) => {
    if (call.operation !== 'CreateSolutionVersion' || minutes() >= 20) return perform();
    if (minutes() < 2) throw new ServiceError('InternalFailure', 'An internal error occurred.', 500);
    throw new ServiceError('LimitExceededException', 'More than 20 resources with PENDING or IN_PROGRESS status.', 400);
  });
}

/** The minProvisionedTPS of a campaign in Personalize. */
async function minimumOf(account: Account, campaignArn: string): Promise<number> {
  const { campaign } = await account.call<{ campaign: { minProvisionedTPS: number } }>(
    'personalize',
    'DescribeCampaign',
    { campaignArn },
  );
  return campaign.minProvisionedTPS;
}

/** Hours for which each training is billed. */
async function trainingHours(account: Account): Promise<readonly number[]> {
  const hours: number[] = [];
  for (const { type, arn: solutionVersionArn } of account.local.personalize.snapshot()) {
    if (type !== 'solutionVersion') continue;
    const { solutionVersion } = await account.call<{ solutionVersion: { trainingHours: number } }>(
      'personalize',
      'DescribeSolutionVersion',
      { solutionVersionArn },
    );
    hours.push(solutionVersion.trainingHours);
  }
  return hours;
}

describe('a budget of training hours', () => {
  it('skips the first training of an upload if the budget does not cover it, and the mail says so', async () => {
    // Prepare
    const account = await open();

    // Act
    await account.run(file({ trainingHoursPerMonth: 0.5 }));

    // Assess
    expect(account.counts()).toMatchObject({ solution: 1, datasetImportJob: 1 });
    expect([account.count('solutionVersion'), account.count('campaign')]).toEqual([0, 0]);
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    const mail = account.lastNotification();
    expect(mail).toMatch(/^SKIPPED small: training of solution 'small-solution' skipped for the budget\n/);
    expect(mail).toContain(
      "Skipped (1):\n- solution version of solution 'small-solution' (Skipped for the budget: 1 training hour expected, but only 0.5 of 0.5 left in 2026-01 (0 used, 0 reserved). Skipped work is not billed. The solution has no ACTIVE version yet, so its campaigns and batch jobs wait for one. Batch jobs without a schedule then begin with an upload or `retry`. It exceeds the limit of a whole month: raise trainingHoursPerMonth in the file, or this month's limit with `personalize-mlops budget raise small --training-hours 0.5 --reason TEXT` and then `personalize-mlops retry small`.)",
    );
  });

  it('skips scheduled trainings, notifies of them once a month, and trains again in the next month', async () => {
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
    const [runs, shown] = [await account.runRecords(), await account.runs()];
    await account.local.clock.advanceTo(Date.parse('2026-02-01T01:00:00Z'));
    await nextDay(account);

    // Assess
    expect(skipped).toEqual(before);
    expect(mail).toMatch(/^SKIPPED small: training of solution 'small-solution' skipped for the budget/);
    expect(runs.slice(-2).map(({ status }) => status?.S)).toEqual(['UNCHANGED', 'UNCHANGED']);
    // The command shows the runs as skipped.
    expect(shown.slice(-2).map(({ status }) => status)).toEqual(['SKIPPED', 'SKIPPED']);
    expect(mails(account).filter((subject) => subject.startsWith('SKIPPED'))).toHaveLength(1);
    expect(account.count('solutionVersion')).toBe(2);
  });

  it('skips trainings without undoing a manual change of minProvisionedTPS; the next training undoes it', async () => {
    // Prepare
    const account = await open();
    await account.run(file({ trainingHoursPerMonth: 6 }));
    const campaignArn = account.local.aws.arn('personalize', 'campaign/small-solution-campaign');
    await account.call('personalize', 'UpdateCampaign', { campaignArn, minProvisionedTPS: 4 });
    await account.settle();

    // Act
    await nextDay(account);
    const skipped = await minimumOf(account, campaignArn);
    await account.local.clock.advanceTo(Date.parse('2026-02-01T01:00:00Z'));
    await nextDay(account);

    // Assess
    expect(mails(account)).toContainEqual(expect.stringMatching(/^SKIPPED small: training of solution/));
    expect(skipped).toBe(4);
    // The update of the campaign after the next training restores the file's value.
    expect(await minimumOf(account, campaignArn)).toBe(1);
  });

  it('lets only one of two trainings begin if the budget covers only one', async () => {
    // Prepare
    const account = await open();

    // Act
    await account.run(file({ trainingHoursPerMonth: 1.5 }, ['one', 'two']));

    // Assess
    expect(account.count('solutionVersion')).toBe(1);
    expect(account.count('campaign')).toBe(1);
  });

  it('lets only one of two scheduled trainings begin if both reserve the rest of the budget at the same time', async () => {
    // Prepare
    const account = await open();
    const both = ['one', 'two'];
    await account.run(file({ trainingHoursPerMonth: 20 }, both));
    const billed = await trainingHours(account);
    const [sum, longest] = [billed.reduce((all, hours) => all + hours, 0), Math.max(...billed)];
    await account.runFile(file({ trainingHoursPerMonth: sum + longest + 0.1 }, both));
    let reserving = 0;
    account.local.aws.intercept(async ({ call: { operation, input } }, perform) => {
      if (operation === 'TransactWriteItems' && JSON.stringify(input).includes('#use#')) {
        reserving += 1;
        if (reserving === 1) await account.local.clock.sleep(10_000);
      }
      return perform();
    });

    // Act
    await nextDay(account);

    // Assess
    expect(reserving).toBeGreaterThan(1);
    expect(account.count('solutionVersion')).toBe(3);
    expect(mails(account)).toContainEqual(expect.stringMatching(/^SKIPPED small: training of solution/));
  });

  it('does not count a training that Personalize has refused to begin', async () => {
    // Prepare
    const account = await open();
    let refused = 0;
    account.local.aws.intercept(async ({ call }, perform) => {
      if (call.operation !== 'CreateSolutionVersion' || refused > 0) return perform();
      refused += 1;
      throw new ServiceError('InvalidInputException', 'The solution cannot be trained now.', 400);
    });
    await account.run(file({ trainingHoursPerMonth: 1.5 }));
    const failed = await account.lastRun();

    // Act
    await account.runFile(file({ trainingHoursPerMonth: 1.5 }));

    // Assess
    expect([refused, failed.status]).toEqual([1, 'FAILED']);
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.count('solutionVersion')).toBe(1);
  });

  it.each([
    ['', []],
    [', even if the function that requests the training ends before it receives the answer', ['CreateSolutionVersion']],
  ])('lets a training above the budget begin, and notifies, if onExceeded is "notify"%s', async (_, operations) => {
    // Prepare
    const account = await open();
    const ended = endAfter(account, operations);

    // Act
    await account.run(file({ trainingHoursPerMonth: 0.5, onExceeded: 'notify' }));

    // Assess
    expect([...ended]).toEqual(operations);
    expect(account.count('solutionVersion')).toBe(1);
    const mail = account.lastNotification();
    expect(mail).toMatch(/^COMPLETE small: training of solution 'small-solution' begun above the budget\n/);
    expect(mail).toContain('Begun although it exceeds the budget: 1 training hour expected');
  });

  it.each([
    ['skipped trainings begin because a new file has onExceeded "notify"', 'skip', 'notify', 6, 6],
    ['trainings above the budget are now skipped because a new file has onExceeded "skip"', 'notify', 'skip', 6, 6],
    ['a new file raises the limit, but not enough for the skipped trainings', 'skip', 'skip', 6, 6.5],
  ])('notifies again if %s', async (_, before, after, limit, newLimit) => {
    // Prepare
    const account = await open('attention');
    // The first training is billed for 5.53 hours.
    await account.run(file({ trainingHoursPerMonth: limit, onExceeded: before }));
    await nextDay(account);
    await account.runFile(file({ trainingHoursPerMonth: newLimit, onExceeded: after }));
    const known = mails(account).length;

    // Act
    await nextDay(account);
    await nextDay(account);

    // Assess
    const [mail, ...others] = mails(account).slice(known);
    expect(mail).toMatch(after === 'skip' ? /^SKIPPED small/ : /^COMPLETE small.*above the budget/);
    expect(others).toEqual([]);
  });

  it('skips a training that waits for a quota after failed requests, if a new file lowers the budget meanwhile', async () => {
    // Prepare
    const account = await open();
    // The first training is billed for 5.53 hours.
    await account.run(file({ trainingHoursPerMonth: 20 }));
    await account.waitForHour(2);
    failFirstRequests(account);
    await account.passSeconds(600);

    // Act
    await account.runFile(file({ trainingHoursPerMonth: 6 }));

    // Assess
    expect(account.count('solutionVersion')).toBe(1);
    expect(mails(account)).toContain("SKIPPED small: training of solution 'small-solution' skipped for the budget");
  });

  it('reserves hours only once for a training that waits for a quota after failed requests', async () => {
    // Prepare: what is left of the budget covers one more training, but not two
    const account = await open();
    await account.run(file({ trainingHoursPerMonth: 20 }));
    const [billed = Number.NaN] = await trainingHours(account);
    await account.runFile(file({ trainingHoursPerMonth: 2.5 * billed }));
    failFirstRequests(account);

    // Act
    await nextDay(account);

    // Assess
    expect(account.count('solutionVersion')).toBe(2);
    expect(mails(account)).not.toContainEqual(expect.stringMatching(/^SKIPPED/));
  });

  it('counts a training that waited for a quota in the month in which it begins, not in the month in which it was due', async () => {
    // Prepare: the first training uses 5.53 hours of January; the second one is due in the last hour of January
    const account = await open();
    const made = (trainingHoursPerMonth: number) => {
      const { solutions, ...rest } = file({ trainingHoursPerMonth });
      const workflowConfig = { schedules: { full: 'cron(0 23 31 1 ? 2026)' } };
      return { ...rest, solutions: solutions.map((each) => ({ ...each, workflowConfig })) };
    };
    await account.run(made(20));
    account.local.personalize.setQuota('solutionVersion', 0);
    await account.local.clock.advanceTo(Date.parse('2026-02-01T01:00:00Z'));
    await account.upload(made(7));
    await account.passSeconds(1800);

    // Act
    account.local.personalize.setQuota('solutionVersion', 20);
    await account.settle();

    // Assess
    expect(account.count('solutionVersion')).toBe(2);
    expect(mails(account).filter((subject) => subject.startsWith('SKIPPED'))).toEqual([]);
  });

  it('notifies only of the first training above the budget in a month if onExceeded is "notify"', async () => {
    // Prepare
    const account = await open('attention');
    await account.run(file({ trainingHoursPerMonth: 0.5, onExceeded: 'notify' }));

    // Act
    await nextDay(account);
    await nextDay(account);

    // Assess
    expect(account.count('solutionVersion')).toBe(3);
    expect(mails(account)).toEqual(["COMPLETE small: training of solution 'small-solution' begun above the budget"]);
  });
});

describe('a budget of TPS-hours', () => {
  /** A file whose campaign has this minimum provisioned TPS. A minimum of 1 is billed as 720 TPS-hours in 30 days. */
  function served(minProvisionedTPS: number, provisionedTpsHoursPerMonth: number, others = {}) {
    const made = file({ provisionedTpsHoursPerMonth, ...others });
    made.solutions[0]?.campaigns?.forEach(({ serviceConfig }) => {
      serviceConfig.minProvisionedTPS = minProvisionedTPS;
    });
    return made;
  }

  const minimum = (account: Account) => account.minProvisionedTps('small-solution-campaign');

  it('refuses an upload that adds TPS-hours beyond the budget, and changes nothing', async () => {
    // Prepare
    const account = await open();
    await account.run(served(1, 1000));
    const before = account.resources();

    // Act
    await account.runFile(served(1000, 1000));

    // Assess
    expect(account.resources()).toEqual(before);
    expect(await minimum(account)).toBe(1);
    const mail = account.lastNotification();
    expect(mail).toMatch(/^FAILED small: parameter file refused\n/);
    expect(mail).toContain('has 1 conflict with its budget.\n- budget of');
    expect(mail).toMatch(
      /- budget of dataset group 'small': 720 -> 720,000 TPS-hours in 30 days, above provisionedTpsHoursPerMonth 1,000, line \d+\. Added: campaign 'small-solution-campaign' 719,280 \(minProvisionedTPS 1 -> 1000, line \d+\)\. Lower a minimum, remove a campaign or recommender, or raise the budget in the file\. Campaigns and recommenders that serve now are not affected\./,
    );
  });

  it('may be below the TPS-hours of the existing campaigns; then only an upload that adds TPS-hours is refused', async () => {
    // Prepare
    const account = await open();
    await account.run(served(3, 3000));

    // Act
    await account.runFile(served(3, 720));
    const [lowered, kept] = [await account.lastRun(), await minimum(account)];
    await account.runFile(served(4, 720));
    const raised = await account.lastRun();
    await account.runFile(served(2, 720));

    // Assess
    expect([lowered.status, kept]).toEqual(['SUCCEEDED', 3]);
    expect(raised.status).toBe('FAILED');
    expect(await minimum(account)).toBe(2);
  });

  it('accepts an upload above the budget, and notifies, if onExceeded is "notify"', async () => {
    // Prepare
    const account = await open();

    // Act
    await account.run(served(2, 720, { onExceeded: 'notify' }));

    // Assess
    expect(await minimum(account)).toBe(2);
    expect(account.lastNotification()).toMatch(/^COMPLETE small: TPS-hours above the budget\n/);
    expect(account.lastNotification()).toContain(
      '0 -> 1,440 TPS-hours in 30 days, above provisionedTpsHoursPerMonth 720',
    );
    expect(account.lastNotification()).toContain('Campaigns and recommenders that serve now are not affected.\n');
  });
});
