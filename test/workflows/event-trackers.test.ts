import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { planOf } from '../support/planned';
import { dataOf, parameterFileKey, type Sample, sample } from '../support/sample';
import { served } from '../support/served';

const { openQuick } = accounts();
const cli = builtCli();
const serve = served(cli);

const FIELDS = ['USER_ID', 'ACTION_ID', 'EVENT_TYPE', 'TIMESTAMP'];

/**
 * A file with an action interactions dataset, for which Amazon Personalize creates an event tracker.
 * @param tracker name of the file's own event tracker; undefined for none
 */
function withActions(tracker?: string): Sample {
  const file = sample();
  file.solutions = [];
  file.datasets.actionInteractions = {
    dataset: { serviceConfig: { name: 'small-action-interactions' } },
    schema: {
      serviceConfig: {
        name: 'small-action-interactions-schema',
        schema: {
          type: 'record',
          name: 'ActionInteractions',
          namespace: 'com.amazonaws.personalize.schema',
          fields: FIELDS.map((name) => ({ name, type: name === 'TIMESTAMP' ? 'long' : 'string' })),
          version: '1.0',
        },
      },
    },
  };
  if (tracker !== undefined) file.eventTracker = { serviceConfig: { name: tracker } };
  return file;
}

function actionInteractions(): string {
  const lines = Array.from(
    { length: 1000 },
    (_, row) => `user-${row % 40},action-${row % 9},Viewed,${1_700_000_000 + row}`,
  );
  return [FIELDS.join(','), ...lines, ''].join('\n');
}

async function run(account: Account, file: Sample): Promise<void> {
  await account.put({
    ...dataOf(file),
    'train/small/action_interactions.csv': actionInteractions(),
  });
  await account.put({ [parameterFileKey('small')]: JSON.stringify(file) });
  await account.settle();
}

const OWN = expect.stringMatching(/^action-interactions-/);

describe.each([
  ['lists', true],
  ['does not list', false],
])('an event tracker beside the tracker of action interactions, which Personalize %s', (_what, isShown) => {
  async function open(): Promise<Account> {
    const account = await openQuick();
    if (!isShown) account.local.personalize.choose('personalize-action-tracker');
    return account;
  }

  it('is created, and is found by its name in the next run', async () => {
    // Prepare
    const deployment = await serve(await open());
    const { account } = deployment;
    await run(account, withActions());

    // Act
    await run(account, withActions('small-tracker'));
    await run(account, withActions('small-tracker'));

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    expect(account.named('eventTracker')).toEqual([...(isShown ? [OWN] : []), 'small-tracker']);
    const { changes, unmanaged } = await planOf(deployment, withActions('small-tracker'));
    expect([changes.filter(({ action }) => action !== 'unchanged'), unmanaged]).toEqual([[], []]);
    expect((await planOf(deployment, withActions())).notInFile).toMatchObject([{ name: 'small-tracker' }]);
  });

  it('cannot be renamed: the run fails, because a dataset group has only one such tracker', async () => {
    // Prepare
    const account = await open();
    await run(account, withActions('small-tracker'));

    // Act
    await run(account, withActions('other-tracker'));

    // Assess
    expect((await account.lastRun()).status).toBe('FAILED');
    expect(account.lastNotification()).toContain('the parameter file changes name: "small-tracker" -> "other-tracker"');
    expect(account.lastNotification()).toContain('A dataset group has one event tracker');
  });

  it('is deleted with the dataset group', async () => {
    // Prepare
    const deployment = await serve(await open());
    const { account } = deployment;
    await run(account, withActions('small-tracker'));

    // Act
    const { status, stderr } = await deployment.whileTimeRuns(
      deployment.run(['destroy', 'small', '--yes', '--interval', '0.001']),
    );

    // Assess
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(account.count('eventTracker')).toBe(0);
    expect(account.count('datasetGroup')).toBe(0);
  });
});
