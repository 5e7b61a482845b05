import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import {
  interactions,
  interactionsKey,
  parameterFileOf,
  type Sample,
  sample,
  solution,
  withChecks,
} from '../support/sample';

const { openQuick } = accounts();

const [SOLUTION, BASELINE] = ['small-solution', 'small-popularity'];
const RULE = { metric: 'coverage', minimumRise: '20%', over: BASELINE };

/** A file with imports at 2:00 and a solution that is trained at 3:00. The second solution, the baseline, has the given schedule. */
function file(schedule: string | undefined, promotion: object = {}): Sample {
  const made = sample();
  made.datasetGroup.workflowConfig = { schedules: { import: 'cron(0 2 * * ? *)' } };
  const baseline = solution(BASELINE);
  baseline.serviceConfig.recipeArn = 'arn:aws:personalize:::recipe/aws-popularity-count';
  if (schedule !== undefined) baseline.workflowConfig = { schedules: { full: schedule } };
  for (const each of made.solutions)
    each.workflowConfig = { schedules: { full: 'cron(0 3 * * ? *)' }, promotion: { rules: [RULE], ...promotion } };
  made.solutions.push(baseline);
  return made;
}

/** An account whose trainings report these values of coverage, in the order of the trainings. */
async function open(values: readonly number[], baseline: readonly number[]): Promise<Account> {
  const account = await openQuick({ notify_on: 'all' });
  for (const [name, all] of [
    [SOLUTION, values],
    [BASELINE, baseline],
  ] as const)
    for (const [index, value] of all.entries())
      account.local.personalize.setMetric({ solution: name, metric: 'coverage', value, training: index + 1 });
  return account;
}

/** Makes the training of the baseline take an hour. */
function slowBaseline({ local }: Account): void {
  local.aws.intercept(async ({ call }, perform) => {
    const isOf = call.operation === 'CreateSolutionVersion' && String(call.input.solutionArn).endsWith(BASELINE);
    local.personalize.setDuration('solutionVersion', isOf ? 3600 : 10);
    return perform();
  });
}

/** Decisions on the versions of the solution, oldest version first. */
async function decisionsOn(account: Account): Promise<readonly string[]> {
  const recorded = await account.items(`version-2#${SOLUTION}#`);
  return recorded.map(({ decision }) => JSON.parse(decision?.S ?? '').decision);
}

function versionsOf({ local }: Account, name: string): readonly string[] {
  const versions = local.personalize.snapshot().filter(({ type }) => type === 'solutionVersion');
  return versions.flatMap(({ arn }) => (arn.includes(`:solution/${name}/`) ? [arn] : []));
}

describe('a version that promotion rules compare with another solution of the same run', () => {
  it('is decided on once the other solution is trained, and the mail shows both versions', async () => {
    // Prepare: the other training takes an hour, this one ten seconds
    const account = await open([0.36], [0.3]);
    slowBaseline(account);

    // Act
    await account.run(file('cron(30 2 * * ? *)'));

    // Assess
    const mail = account.lastNotification();
    expect(await account.lastRun()).toMatchObject({ status: 'SUCCEEDED' });
    expect(mail).toContain(`PROMOTED: version ${versionsOf(account, SOLUTION)[0]}`);
    expect(mail).toMatch(
      /^coverage +- +0\.3 +0\.36 +\+0\.06 \(\+20\.0%\) +at least 20% above 'small-popularity' +passed$/m,
    );
    expect(mail).toMatch(
      new RegExp(
        `^Baseline: ${versionsOf(account, BASELINE)[0]}, created .*Z\\. The version above was created .*Z\\. No import ended in between\\.$`,
        'm',
      ),
    );
    expect(account.count('campaign')).toBe(1);
  });

  it("is held if the rule's minimum rise is not reached, and no campaign is created", async () => {
    // Prepare
    const account = await open([0.3599, 0.3599], [0.3]);

    // Act
    await account.run(file(undefined));
    const mail = account.lastNotification();
    // The nightly comparison with the file must not create the campaign either.
    await account.waitForHour(5);
    await account.settle();

    // Assess
    expect(mail).toMatch(/0\.3599 .* above 'small-popularity' +failed$/m);
    expect(account.count('campaign')).toBe(0);
  });

  it.each([
    ['hold', 0],
    ['promote', 1],
  ])(
    'is treated according to onMissingMetrics "%s" if the training of the other solution fails',
    async (onMissingMetrics, campaigns) => {
      // Prepare
      const account = await open([0.36], []);
      slowBaseline(account);
      account.local.personalize.failNext({ resource: `solution/${BASELINE}`, reason: 'Internal service error.' });

      // Act
      await account.run(file('cron(30 2 * * ? *)', { onMissingMetrics }));

      // Assess
      expect(await account.lastRun()).toMatchObject({ status: 'FAILED' });
      expect(account.lastNotification()).toContain(
        `Baseline: none, since solution '${BASELINE}' has no ACTIVE version`,
      );
      expect(account.count('campaign')).toBe(campaigns);
    },
  );
});

describe("an operator's decision during the training of the baseline solution", () => {
  it.each(['ROLLBACK', 'RESTORE'] as const)(
    '(%s) leaves the new version undecided until the run compares it with the new version of the baseline',
    async (action) => {
      // Prepare
      const account = await open([0.5, 0.5], [0.3, 0.49]);
      slowBaseline(account);
      const aging = file(undefined);
      for (const each of aging.solutions)
        each.workflowConfig = { ...each.workflowConfig, schedules: {}, maxAge: '1 day' };
      await account.run(aging);
      await account.passHours(24);
      await account.put({ [interactionsKey('small')]: `${interactions()}user-1,item-2,click,1700000000\n` });

      // Act
      await account.put(parameterFileOf(aging));
      await account.passSeconds(1800);
      await account.choose('small', SOLUTION, action, 1);
      await account.passSeconds(600);
      const during = await decisionsOn(account);
      const trained = versionsOf(account, SOLUTION).length;
      await account.settle();

      // Assess
      expect({ trained, during }).toEqual({ trained: 2, during: ['PROMOTED'] });
      expect(await decisionsOn(account)).toEqual(['PROMOTED', 'HELD']);
      expect(account.lastNotification()).toContain(`Baseline: ${versionsOf(account, BASELINE)[1]}`);
    },
  );
});

describe('a version of a scheduled run that promotion rules compare with another solution', () => {
  /** Trains both solutions after an import, then uploads new data and lets the schedules of a day run. */
  async function nextDay(schedule: string | undefined, onMissingMetrics = 'hold'): Promise<Account> {
    const account = await open([0.5, 0.5], [0.3, 0.3]);
    await account.run(file(schedule, { onMissingMetrics }));
    await account.waitForHour(1);
    await account.put({ [interactionsKey('small')]: `${interactions()}user-1,item-2,click,1700000000\n` });
    await account.waitForHour(4);
    await account.settle();
    return account;
  }

  it('is compared with the newest version of the other solution, if no import has ended between the two trainings', async () => {
    // Act
    const account = await nextDay('cron(30 2 * * ? *)');

    // Assess
    const mail = account.lastNotification();
    expect(account.count('datasetImportJob')).toBe(2);
    expect(mail).toContain(`PROMOTED: version ${versionsOf(account, SOLUTION)[1]}`);
    expect(mail).toContain(`Baseline: ${versionsOf(account, BASELINE)[1]}`);
    expect(mail).toContain('No import ended in between.');
  });

  it.each([
    ['hold', 'HELD', 'failed'],
    ['promote', 'PROMOTED', 'passed'],
  ])(
    'is treated according to onMissingMetrics "%s" if an import has ended since the other solution was trained',
    async (onMissingMetrics, decision, verdict) => {
      // Act
      const account = await nextDay(undefined, onMissingMetrics);

      // Assess
      const mail = account.lastNotification();
      expect(mail).toContain(`${decision}: version ${versionsOf(account, SOLUTION)[1]}`);
      expect(mail).toMatch(/Not compared: an import ended in between, at \d{4}-.*Z\.$/m);
      expect(mail).toMatch(new RegExp(`${verdict} \\(not compared\\)$`, 'm'));
    },
  );
});

describe('promotion rules whose baseline solution was not created, because data of the upload were refused', () => {
  it('hold the versions of scheduled trainings, and an operator can still promote these versions', async () => {
    // Prepare
    const account = await open([0.36, 0.36], []);
    const before = sample();
    for (const each of before.solutions) each.workflowConfig = { schedules: { full: 'cron(0 3 * * ? *)' } };
    await account.run(before);
    await account.put({ [interactionsKey('small')]: interactions(30) });
    await account.runFile(withChecks(file(undefined), { minimumRows: 5000 }));
    expect(account.named('solution')).toEqual([SOLUTION]);

    // Act
    await account.waitForHour(4);
    await account.settle();
    const [mail, held] = [account.lastNotification(), (await decisionsOn(account)).at(-1)];
    await account.choose('small', SOLUTION, 'PROMOTE');
    await account.settle();

    // Assess
    expect(mail).toContain(`Baseline: none, since solution '${BASELINE}' has no ACTIVE version`);
    expect((await account.runs()).slice(-2).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect([held, (await decisionsOn(account)).at(-1)]).toEqual(['HELD', 'PROMOTED']);
  });
});
