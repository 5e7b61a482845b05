import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { parameterFileKey, type Sample, sample, solution } from '../support/sample';

const { openQuick } = accounts();

/** A sample with two campaigns of one solution. */
function twoCampaigns(): Sample {
  const file = sample();
  file.solutions = [solution('small-solution', ['first', 'second'])];
  return file;
}

function without(file: Sample, campaign: string): Sample {
  for (const each of file.solutions)
    each.campaigns = each.campaigns?.filter(({ serviceConfig: { name } }) => name !== campaign) ?? [];
  return file;
}

/** Starts a run that deletes resources by their ARNs, as a person does with the command. */
async function prune(account: Account, resources: readonly string[], version?: string): Promise<void> {
  const { dataBucket: bucket } = account.local.names;
  const key = parameterFileKey('small');
  const { VersionId } = await account.call<{ VersionId: string }>('s3', 'HeadObject', { Bucket: bucket, Key: key });
  const request = {
    datasetGroup: 'small',
    workflow: 'removal',
    trigger: 'prune',
    file: { bucket, key, versionId: version ?? VersionId },
    removal: { resources, by: 'an operator' },
  };
  const stateMachineArn = account.machineArn('run');
  await account.call('states', 'StartExecution', { stateMachineArn, input: JSON.stringify(request) });
  await account.settle();
}

const arnOf = (account: Account, type: string, name: string) =>
  account.local.personalize.snapshot().find((each) => each.type === type && each.name === name)?.arn ?? '';

describe('a run that deletes what left the parameter file', () => {
  test('deletes the named campaign, is recorded and notified, and leaves all else as it is', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(twoCampaigns());
    await account.runFile(without(twoCampaigns(), 'second'));

    // Act
    await prune(account, [arnOf(account, 'campaign', 'second')]);

    // Assess
    expect(account.named('campaign')).toEqual(['first']);
    expect(await account.lastRun()).toMatchObject({ status: 'SUCCEEDED', trigger: 'prune' });
    expect(account.lastNotification()).toContain("Deleted (1):\n- campaign 'second'");
    expect(account.lastNotification()).toContain('Approved by an operator.');
    expect(await account.locks()).toEqual([]);
  });
});
