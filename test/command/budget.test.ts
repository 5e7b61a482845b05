import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { planOf } from '../support/planned';
import { parameterFileOf, sample } from '../support/sample';
import { served } from '../support/served';
import { folders } from './support/folder';

const cli = builtCli();
const { openQuick, shared } = accounts();
const serve = served(cli);
const folderOf = folders();

const RAISE = ['budget', 'raise', 'small', '--reason', 'summer range', '--by', 'Ana'];

/** A file whose budget, by default, does not cover its only training. */
function file(trainingHoursPerMonth = 0.5, others = {}) {
  return { ...sample(), budget: { trainingHoursPerMonth, ...others } };
}

/** A deployment in which the first training was skipped, because the budget does not cover it. */
async function open() {
  const account = await openQuick();
  await account.run(file());
  return serve(account);
}

const one = shared(async () => {
  const account = await openQuick();
  await account.run(file());
  return account;
});

describe('personalize-mlops budget raise', () => {
  it('lets retry begin skipped work in the same month, and records who decided and why', async () => {
    // Prepare
    const deployment = await open();

    // Act
    const document = await deployment.json([...RAISE, '--training-hours', '0.5']);
    await deployment.whileTimeRuns(deployment.run(['retry', 'small', '--interval', '0.001']));

    // Assess
    const raises = [{ amount: 0.5, by: 'Ana', reason: 'summer range', at: expect.any(String) }];
    const budget = [{ unit: 'trainingHours', limit: 0.5, raised: 0.5, raises, used: 0, reserved: 0, left: 1 }];
    const decision = { datasetGroup: 'small', month: '2026-01', by: 'Ana', reason: 'summer range' };
    expect(document).toEqual({ ...decision, budget });
    expect(deployment.account.count('campaign')).toBe(1);
  });

  it.each<readonly [string, readonly string[], number, string]>([
    [
      'a call without arguments, and lists the budgets',
      ['budget', 'raise'],
      2,
      'Say which dataset group, and which limit to raise and by how much, and why (--reason): `budget raise GROUP --training-hours 2 --reason TEXT`.\nBudgets of this month:\n  small: training hours: 0.5 a month, 0 used, 0 reserved, 0.5 left\n',
    ],
    ['a call without an amount', RAISE, 2, '`budget raise small --training-hours 2 --reason TEXT`'],
    [
      'to take back more hours than were added',
      [...RAISE, '--training-hours', '-1'],
      1,
      '1 training hours cannot be taken back: 0 were added in 2026-01.',
    ],
    [
      'an amount of zero',
      [...RAISE, '--training-hours', '0'],
      2,
      'It must be a number: above 0 adds, below 0 takes back.',
    ],
    [
      'an amount that is not a number',
      [...RAISE, '--training-hours', 'many'],
      2,
      'It must be a number: above 0 adds, below 0 takes back.',
    ],
    [
      'more than ten times the limit of the file without a confirmation',
      [...RAISE, '--training-hours', '1e9'],
      2,
      "Allow 1,000,000,001 training hours in 2026-01 (the file allows trainingHoursPerMonth 0.5), in deployment 'personalize' in us-east-1, account 123456789012? This cannot be confirmed",
    ],
    ['a unit that the file does not limit', [...RAISE, '--batch-jobs', '1'], 1, 'does not limit batchJobsPerMonth'],
    [
      'a dataset group without a parameter file in force',
      ['budget', 'raise', 'other', '--training-hours', '1', '--reason', 'more', '--by', 'Ana'],
      1,
      "Dataset group 'other' has no parameter file in force.",
    ],
    ['an unknown unit', [...RAISE, '--euros', '1'], 2, "unknown option '--euros'"],
    [
      'a call without a reason',
      ['budget', 'raise', 'small', '--training-hours', '1'],
      2,
      'Say why (--reason): `budget raise small',
    ],
    ['TPS-hours, whose limit only the file can raise', [...RAISE, '--provisioned-tps-hours', '1'], 2, 'unknown option'],
  ])('refuses %s', async (_, args, expected, says) => {
    // Prepare
    const deployment = await serve(await one());

    // Act
    const { status, stderr } = await deployment.run(args);

    // Assess
    expect(status).toBe(expected);
    expect(stderr).toContain(says);
  });

  it('reports that the parameter file in force cannot be read after all its versions were deleted', async () => {
    // Prepare
    const deployment = await open();
    const Bucket = deployment.account.local.names.dataBucket;
    const [Key = ''] = Object.keys(parameterFileOf(file()));
    const { Versions } = await deployment.account.call<{ Versions: { VersionId: string }[] }>(
      's3',
      'ListObjectVersions',
      { Bucket, Prefix: Key },
    );
    for (const { VersionId } of Versions)
      await deployment.account.call('s3', 'DeleteObject', { Bucket, Key, VersionId });

    // Act
    const { status, stderr } = await deployment.run([...RAISE, '--training-hours', '1']);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toContain(
      `${Key}, in force for dataset group 'small', cannot be read: this version was deleted, or`,
    );
  });
});

it('status shows what was added to a budget and what was taken back, with the person, time and reason of each', async () => {
  // Prepare
  const deployment = await open();
  await deployment.run([...RAISE, '--training-hours', '1e9', '--yes']);
  await deployment.account.passSeconds(60);

  // Act
  const back = ['budget', 'raise', 'small', '--training-hours', '-1e9', '--by', 'Ben', '--reason', 'a typo'];
  const { status } = await deployment.run(back);
  const { stdout } = await deployment.run(['status', 'small']);
  const [group] = await deployment.json<readonly { readonly budget: readonly object[] }[]>(['status', 'small']);

  // Assess
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /Budget of this month: training hours: 0\.5 a month, 0 used, 0 reserved, 0\.5 left\n {2}1,000,000,000 added by Ana on 2026-01-\d\d \d\d:\d\d UTC: summer range\n {2}1,000,000,000 taken back by Ben on .+: a typo\n/,
  );
  expect(group?.budget).toMatchObject([
    {
      raised: 0,
      left: 0.5,
      raises: [
        { amount: 1e9, by: 'Ana', reason: 'summer range' },
        { amount: -1e9, by: 'Ben' },
      ],
    },
  ]);
});

it('budget raise takes hours back only once if two operators take back the same hours at the same time', async () => {
  // Prepare
  const deployment = await open();
  await deployment.run([...RAISE, '--training-hours', '3']);
  await deployment.account.passSeconds(60);
  const takeBack = (by: string) =>
    deployment.run(['budget', 'raise', 'small', '--training-hours', '-3', '--by', by, '--reason', 'not needed']);
  let second: ReturnType<typeof takeBack> | undefined;
  deployment.account.local.aws.intercept(async ({ call: { operation, input } }, perform) => {
    if (second === undefined && JSON.stringify(input).includes('#raise#') && operation !== 'Query') {
      second = takeBack('Ben');
      await second;
    }
    return perform();
  });

  // Act
  const first = await takeBack('Ana');

  // Assess
  const { stdout } = await deployment.run(['status', 'small']);
  expect([first.status, (await second)?.status]).toEqual([1, 0]);
  expect(first.stderr).toContain(
    "The budget of dataset group 'small' changed in the meantime, so this command changed nothing.",
  );
  expect(stdout).toContain('training hours: 0.5 a month, 0 used, 0 reserved, 0.5 left');
});

describe('the budget of a dataset group', () => {
  it('is shown by plan, and a training that it does not cover is shown as skipped', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const [covered, uncovered] = [await folderOf(file(2)), await folderOf(file())];

    // Act
    const { stdout: shown } = await deployment.run(['plan', covered]);
    const { stdout: skipped } = await deployment.run(['plan', uncovered]);

    // Assess
    expect(shown).toContain('training hours: 2 a month, 0 used, 1 reserved, 1 left');
    expect(shown).toContain("create solution version of solution 'small-solution'");
    expect(skipped).toContain("unchanged solution version of solution 'small-solution' (Skipped for the budget: ");
    expect(skipped).toContain('not created: its solution has no trained version');
    expect(skipped).toContain('training hours: 0.5 a month, 0 used, 0 reserved, 0.5 left');
  });

  it.each([
    [
      'is skipped',
      {},
      'leaves nothing for more work this month: 0.5 left, and a further training is expected to take 1 training hour.',
    ],
    [
      'begins although the budget does not cover it',
      { onExceeded: 'notify' },
      'leaves nothing for more work this month: exceeded by 0.5',
    ],
  ])('causes a warning in the plan of a file whose training %s', async (_what, others, text) => {
    // Prepare
    const made = file(0.5, others);
    made.solutions = made.solutions.map((each) => ({
      ...each,
      workflowConfig: { schedules: { full: 'rate(7 days)' } },
    }));
    const deployment = await serve(await openQuick());
    // Act
    const { stdout } = await deployment.run(['plan', await folderOf(made)]);
    // Assess
    expect(stdout).toContain(`? warning trainingHoursPerMonth ${text}`);
    expect(stdout).not.toContain('is not known yet');
  });

  it('conflicts with a campaign that exceeds it: plan names the line of each in the file, and apply creates nothing', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const folder = await folderOf(file(2, { provisionedTpsHoursPerMonth: 500 }));

    // Act
    const { status, stdout } = await deployment.run(['plan', folder]);
    const applied = await deployment.run(['apply', folder, '--yes']);

    // Assess
    expect([status, applied.status]).toEqual([1, 1]);
    expect(stdout).toMatch(
      /! conflict budget of dataset group 'small' \(0 -> 720 TPS-hours in 30 days, above provisionedTpsHoursPerMonth 500, line \d+\)\n {6}Added: campaign 'small-campaign' 720 \(minProvisionedTPS 1, line \d+\)\. Lower a minimum/,
    );
    expect(stdout).toContain('TPS-hours: 500 a month, 720 forecast, exceeded by 220');
    expect(deployment.account.count('datasetGroup')).toBe(0);
  });

  it('counts 24 hours a day for a recommender whose stop task is deactivated, in plans and after an upload', async () => {
    // Prepare
    const fileOf = (minRecommendationRequestsPerSecond: number) => {
      const serviceConfig = {
        name: 'popular',
        recipeArn: 'arn:aws:personalize:::recipe/aws-ecomm-popular-items-by-views',
        recommenderConfig: { minRecommendationRequestsPerSecond },
      };
      const schedules = { start: 'cron(0 6 * * ? *)', stop: 'cron(0 22 * * ? *)' };
      return {
        ...sample(),
        datasetGroup: { serviceConfig: { name: 'small', domain: 'ECOMMERCE' } },
        solutions: [],
        recommenders: [{ serviceConfig, workflowConfig: { schedules } }],
        budget: { provisionedTpsHoursPerMonth: 1000 },
      };
    };
    const account = await openQuick();
    await account.run(fileOf(1));
    const deployment = await serve(account);
    await deployment.run(['schedules', 'deactivate', 'recommender-stop-popular']);

    // Act
    const { changes, forecast } = await planOf(deployment, fileOf(2));
    await account.run(fileOf(2));

    // Assess: with an active stop task, the recommender would use 960 TPS-hours
    const text = '-> 1,440 TPS-hours in 30 days, above provisionedTpsHoursPerMonth 1,000';
    expect(changes.find(({ type }) => type === 'budget')?.note).toContain(text);
    expect(forecast.uses).toMatchObject([{ what: "recommender 'popular'", amount: 1440 }]);
    expect(account.lastNotification()).toContain(`720 ${text}`);
  });

  it('is shown by status, with the used training hours and the forecast TPS-hours', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setDuration('solutionVersion', 3600);
    await account.run(file(8, { provisionedTpsHoursPerMonth: 2000 }));
    const deployment = await serve(account);

    // Act
    const { stdout } = await deployment.run(['status', 'small']);

    // Assess
    expect(stdout).toMatch(/Budget of this month: training hours: 8 a month, [\d.]+ used, 0 reserved, [\d.]+ left/);
    expect(stdout).toContain('Budget of this month: TPS-hours: 2,000 a month, 720 forecast, 1,280 left');
  });
});
