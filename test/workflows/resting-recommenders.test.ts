import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { planOf } from '../support/planned';
import { parameterFileOf, type Sample, solution } from '../support/sample';
import { served } from '../support/served';

const { openQuick } = accounts();
const serve = served();

const FOLDER = join(PROJECT_ROOT, 'examples/shop');
const NAME = 'shop-recommended-for-you';

interface Section {
  readonly serviceConfig: { readonly name: string; recommenderConfig?: object };
  workflowConfig?: object;
}

/** The example's file without its budget, with one of its recommenders changed. */
function file(change: (recommender: Section) => void): Sample {
  const text = readFileSync(join(FOLDER, 'train/shop/config.json'), 'utf8');
  const { budget: _, ...made } = JSON.parse(text) as Sample & {
    readonly budget: object;
    readonly recommenders: readonly Section[];
  };
  for (const recommender of made.recommenders) if (recommender.serviceConfig.name === NAME) change(recommender);
  return made;
}

const resting = (stop = 'cron(0 20 * * ? *)', start = 'cron(0 8 * * ? *)') =>
  file((recommender) => {
    recommender.workflowConfig = { schedules: { start, stop } };
  });

const statusOf = ({ local }: Account) => local.personalize.snapshot().find(({ name }) => name === NAME)?.status;

const arnOf = ({ local }: Account) => local.aws.arn('personalize', `recommender/${NAME}`);

async function prepare() {
  const account = await openQuick({ notify_on: 'all' });
  await account.uploadFolder(FOLDER);
  await account.runFile(resting());
  const deployment = await serve(account);
  return { account, deployment };
}

describe('a recommender with schedules', () => {
  it('is stopped and started by scheduled runs, each with record, event and notification', async () => {
    // Prepare
    const { account } = await prepare();

    // Act
    await account.waitForHour(20);
    await account.settle();
    const stopped = [statusOf(account), (await account.lastRun()).trigger, account.lastNotification().split('\n')[0]];
    await account.waitForHour(8);
    await account.settle();
    const started = [statusOf(account), (await account.lastRun()).trigger, account.lastNotification().split('\n')[0]];

    // Assess
    expect([stopped, started]).toEqual([
      ['INACTIVE', `recommender-stop-${NAME}`, 'COMPLETE shop: 1 updated'],
      ['ACTIVE', `recommender-start-${NAME}`, 'COMPLETE shop: 1 updated'],
    ]);
    const changes = account.local.events
      .events()
      .filter(({ resources }) => resources.includes(arnOf(account)))
      .map(({ detail }) => (detail as { Status: string }).Status);
    expect(changes.slice(-4)).toEqual(['UPDATING', 'INACTIVE', 'UPDATING', 'ACTIVE']);
  });

  it('stays stopped through an upload that changes it, and is updated after its next start', async () => {
    // Prepare
    const { account, deployment } = await prepare();
    await account.waitForHour(20);
    await account.settle();
    const edited = file((recommender) => {
      recommender.workflowConfig = { schedules: { start: 'cron(0 8 * * ? *)' } };
      recommender.serviceConfig.recommenderConfig = { minRecommendationRequestsPerSecond: 3 };
    });

    // Act
    const planned = await planOf(deployment, edited);
    const updates: unknown[] = [];
    account.local.aws.onCall(({ call }) => {
      if (call.operation === 'UpdateRecommender') updates.push(statusOf(account));
    });
    await account.runFile(edited);
    const [status, run] = [statusOf(account), (await account.lastRun()).status];
    await account.waitForHour(8);
    await account.settle();

    // Assess
    const note = 'The recommender is stopped. The first run after it is started will update it.';
    expect(planned.changes.find(({ name }) => name === NAME)).toMatchObject({ action: 'unchanged', note });
    expect([status, run, statusOf(account)]).toEqual(['INACTIVE', 'SUCCEEDED', 'ACTIVE']);
    expect(updates).toEqual([expect.not.stringContaining('INACTIVE')]);
    const { recommender } = await account.call<{ recommender: object }>('personalize', 'DescribeRecommender', {
      recommenderArn: arnOf(account),
    });
    expect(recommender).toMatchObject({ recommenderConfig: { minRecommendationRequestsPerSecond: 3 } });
  });

  it('stays stopped through an upload if an operator stopped it; its scheduled stop then succeeds', async () => {
    // Prepare
    const { account } = await prepare();
    await account.call('personalize', 'StopRecommender', { recommenderArn: arnOf(account) });
    await account.settle();

    // Act
    await account.runFile(resting('cron(0 21 * * ? *)'));
    const status = statusOf(account);
    await account.waitForHour(21);
    await account.settle();

    // Assess
    expect([status, statusOf(account)]).toEqual(['INACTIVE', 'INACTIVE']);
    expect(await account.lastRun()).toMatchObject({ trigger: `recommender-stop-${NAME}`, status: 'SUCCEEDED' });
  });

  it('is reported as stopped, with the command that starts it, if its schedules are removed while it is stopped', async () => {
    // Prepare
    const { account, deployment } = await prepare();
    await account.waitForHour(20);
    await account.settle();

    // Act
    const plan = await planOf(
      deployment,
      file(() => {}),
    );
    await account.runFile(file(() => {}));

    // Assess
    const way = `aws personalize start-recommender --recommender-arn ${arnOf(account)}`;
    expect(plan.changes.find(({ name }) => name === NAME)?.note).toContain(way);
    expect(account.lastNotification()).toContain(way);
    expect(statusOf(account)).toBe('INACTIVE');
  });

  it.each([
    ['is stopped by its first schedule', file(() => {})],
    ['is not stopped at the time of its earlier schedule', resting('cron(0 18 * * ? *)')],
  ])('%s, although a solution of the same upload is still in training', async (_, earlier) => {
    // Prepare
    const account = await openQuick();
    await account.uploadFolder(FOLDER);
    await account.runFile(earlier);
    // From noon on, the schedules are due before the next nightly reconciliation.
    await account.waitForHour(12);
    account.local.personalize.setDuration('solutionVersion', 24 * 3600);
    const training = resting('cron(0 20 * * ? *)');
    training.solutions = [solution('shop-popularity')];

    // Act
    await account.put(parameterFileOf(training));
    await account.waitForHour(19);
    const before = statusOf(account);
    await account.passSeconds(2 * 3600);

    // Assess
    expect([before, statusOf(account)]).toEqual(['ACTIVE', 'INACTIVE']);
    expect(await account.runs()).toContainEqual(expect.objectContaining({ trigger: 'upload', status: 'RUNNING' }));
  });

  it('is not reported as idle on the days when its schedule stops it', async () => {
    // Prepare
    const { account } = await prepare();
    const mondays = resting('cron(0 20 ? * MON *)', 'cron(0 1 ? * MON *)');
    await account.runFile(Object.assign(mondays, { capacity: { lookBack: '9 days', idleAfter: '1 day' } }));

    // Act
    for (let week = 0; week < 3; week += 1) {
      await account.waitForHour(12);
      account.local.personalize.requests.send(NAME, 1000);
      await account.passHours(7 * 24 - 1);
    }

    // Assess
    const messages = account.local.sns.messages().filter(({ subject = '' }) => subject.startsWith('CAPACITY'));
    expect(messages.length).toBeGreaterThan(0);
    expect(JSON.stringify(messages)).not.toContain(NAME);
  });
});
