import type { Variant } from '../../emulator/services/personalize/variants';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { completeSample } from '../support/sample';
import { served } from '../support/served';

const QUICK = ['--interval', '0.001'];
const HOURS = 3600;

const ACTION_INTERACTIONS = {
  type: 'record',
  name: 'ActionInteractions',
  namespace: 'com.amazonaws.personalize.schema',
  fields: ['USER_ID', 'ACTION_ID', 'EVENT_TYPE', 'TIMESTAMP'].map((name) => ({
    name,
    type: name === 'TIMESTAMP' ? 'long' : 'string',
  })),
  version: '1.0',
};

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);

/** A dataset group with an event tracker, and with a dataset of action interactions, which has a tracker of its own. */
async function tracked(variants: readonly Variant[]) {
  const deployment = await serve(await openQuick());
  const { account } = deployment;
  for (const variant of variants) account.local.personalize.choose(variant);
  await account.run(completeSample());
  const { schemaArn } = await account.call<{ schemaArn: string }>('personalize', 'CreateSchema', {
    name: 'actions',
    schema: JSON.stringify(ACTION_INTERACTIONS),
  });
  await account.call('personalize', 'CreateDataset', {
    name: 'actions',
    datasetGroupArn: account.local.aws.arn('personalize', 'dataset-group/small'),
    datasetType: 'ACTION_INTERACTIONS',
    schemaArn,
  });
  await account.settle();
  return deployment;
}

describe('destroy', () => {
  test.each<[string, readonly Variant[]]>([
    [
      'lists the tracker of action interactions, and answers ResourceInUseException to the deletion of a tracked dataset',
      [],
    ],
    ['hides the tracker of action interactions', ['personalize-action-tracker']],
    ['answers InvalidInputException to the deletion of a tracked dataset', ['personalize-tracked-dataset']],
    [
      'hides the tracker of action interactions, and answers InvalidInputException to the deletion of a tracked dataset',
      ['personalize-action-tracker', 'personalize-tracked-dataset'],
    ],
  ])('removes event trackers and the datasets of their events if Personalize %s', async (_, variants) => {
    // Prepare
    const deployment = await tracked(variants);

    // Act
    const { status, stderr } = await deployment.whileTimeRuns(deployment.run(['destroy', 'small', '--yes', ...QUICK]));

    // Assess
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(deployment.account.named('dataset')).toEqual([]);
    expect(deployment.account.named('eventTracker')).toEqual([]);
    expect(deployment.account.named('datasetGroup')).toEqual([]);
  });

  test('deletes the event tracker before any dataset', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    await deployment.account.run(completeSample());
    const asked: string[] = [];
    deployment.account.local.aws.intercept(async ({ call }, perform) => {
      if (/^Delete(Dataset|EventTracker)$/.test(call.operation)) asked.push(call.operation);
      return perform();
    });

    // Act
    await deployment.whileTimeRuns(deployment.run(['destroy', 'small', '--yes', ...QUICK]));

    // Assess
    expect(asked[0]).toBe('DeleteEventTracker');
    expect(asked).toContain('DeleteDataset');
  });

  test('waits until the update of a campaign ends after three hours, although ListCampaigns does not show this update', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    await account.run(completeSample());
    account.local.personalize.setDuration('campaignUpdate', 3 * HOURS);
    await account.call('personalize', 'UpdateCampaign', {
      campaignArn: account.local.aws.arn('personalize', 'campaign/small-campaign'),
      minProvisionedTPS: 2,
    });

    // Act
    const { status, stderr } = await deployment.whileTimeRuns(deployment.run(['destroy', 'small', '--yes', ...QUICK]));

    // Assess
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(account.named('campaign')).toEqual([]);
  });
});
