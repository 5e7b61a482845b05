import type { JsonObject } from '../../emulator/terraform/configuration';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { completeSample, type Sample, sample } from '../support/sample';

const { openQuick } = accounts();

/** Opens an account in which a file (by default a complete one) is in force and matches, and one night has passed. */
async function open(variables: JsonObject = {}, file: Sample = completeSample()): Promise<Account> {
  const account = await openQuick(variables);
  await account.run(file);
  await passNight(account);
  return account;
}

async function passNight(account: Account): Promise<void> {
  await account.waitForHour(5);
  await account.settle();
}

/**
 * Deletes a resource as an operator does in the console.
 * @param member member of the request that has the ARN
 */
async function deleteManually(account: Account, operation: string, member: string, arn: string): Promise<void> {
  await account.call('personalize', operation, { [member]: arn });
  await account.settle();
}

async function deleteCampaign(account: Account): Promise<void> {
  const arn = account.local.aws.arn('personalize', 'campaign/small-campaign');
  await deleteManually(account, 'DeleteCampaign', 'campaignArn', arn);
}

async function deleteFilter(account: Account): Promise<void> {
  const arn = account.local.personalize.snapshot().find(({ type }) => type === 'filter')?.arn ?? '';
  await deleteManually(account, 'DeleteFilter', 'filterArn', arn);
}

/** Subjects of the notifications from number `from` on. */
function subjects({ local }: Account, from = 0): readonly string[] {
  return local.sns
    .messages()
    .slice(from)
    .map(({ subject = '' }) => subject);
}

const sent = ({ local }: Account) => local.sns.messages().length;

describe('a resource of the file in force that an operator deletes', () => {
  it('is reported the next night, with its name and what to do, and not in later nights', async () => {
    // Prepare
    const account = await open();
    const before = sent(account);
    await deleteCampaign(account);

    // Act
    await passNight(account);
    const notification = account.lastNotification();
    await passNight(account);
    await passNight(account);

    // Assess
    expect(subjects(account, before)).toEqual(["DRIFT small: campaign 'small-campaign' is missing"]);
    expect(notification).toContain('personalize-mlops retry small');
    expect(account.named('campaign')).toEqual([]);
  });

  it('is not reported again when another resource is reported as missing', async () => {
    // Prepare
    const account = await open();
    await deleteCampaign(account);
    await passNight(account);
    const before = sent(account);
    await deleteFilter(account);

    // Act
    await passNight(account);
    await passNight(account);

    // Assess
    expect(subjects(account, before)).toEqual([expect.stringMatching(/^DRIFT small: filter '\S+' is missing$/)]);
    // A training creates no filter. Without an upload, only settings of campaigns and recommenders are restored.
    expect(account.lastNotification()).toContain(
      '`personalize-mlops retry small`, or another upload of the file, restores the resources',
    );
    expect(account.lastNotification()).toContain(
      'The next training of a solution also restores the settings of its campaigns',
    );
  });

  it('is reported again if it was created again and is deleted again', async () => {
    // Prepare
    const account = await open();
    await deleteCampaign(account);
    await passNight(account);
    await account.runFile(completeSample());
    await passNight(account);
    const before = sent(account);
    await deleteCampaign(account);

    // Act
    await passNight(account);

    // Assess
    expect(subjects(account, before)).toEqual(["DRIFT small: campaign 'small-campaign' is missing"]);
  });

  it.each([
    ['notify', ["DRIFT small: campaign 'small-campaign' is missing"]],
    ['restore', ['COMPLETE small: 1 created']],
  ])(
    'causes another mail, with drift = %s, if it is created again and then deleted again before the next night',
    async (drift, expected) => {
      // Prepare
      const account = await open({ drift });
      await deleteCampaign(account);
      await passNight(account);
      if (drift === 'notify') await account.runFile(completeSample());
      const before = sent(account);
      await deleteCampaign(account);

      // Act
      await passNight(account);
      if (drift === 'notify') await passNight(account);

      // Assess
      expect(subjects(account, before)).toEqual(expected);
    },
  );

  it.each([
    ['campaign', deleteCampaign],
    ['filter', deleteFilter],
  ])('is created again without a training if drift = restore: %s', async (type, act) => {
    // Prepare
    const account = await open({ drift: 'restore' });
    const [before, count] = [sent(account), account.counts()];
    await act(account);

    // Act
    await passNight(account);
    await passNight(account);

    // Assess
    expect(subjects(account, before)).toEqual(['COMPLETE small: 1 created']);
    expect(account.lastNotification()).toMatch(new RegExp(`Created \\(1\\):\n- ${type} `));
    expect(account.counts()).toEqual(count);
    expect(await account.locks()).toEqual([]);
  });

  it('is not created again if the destruction of its dataset group was interrupted', async () => {
    // Prepare
    const account = await open({ drift: 'restore' });
    const before = sent(account);
    await account.call('dynamodb', 'PutItem', {
      TableName: account.local.names.recordTable,
      Item: {
        datasetGroup: { S: 'small' },
        item: { S: 'destruction' },
        begunAt: { S: new Date(account.local.clock.now()).toISOString() },
      },
    });
    await deleteCampaign(account);

    // Act
    await passNight(account);

    // Assess
    expect(account.named('campaign')).toEqual([]);
    expect(subjects(account, before)).toEqual([]);
  });
});

describe('a resource of the file in force that an operator changes', () => {
  /** Raises the capacity of the campaign as an operator does. */
  async function change(account: Account): Promise<void> {
    const campaignArn = account.local.aws.arn('personalize', 'campaign/small-campaign');
    await account.call('personalize', 'UpdateCampaign', { campaignArn, minProvisionedTPS: 7 });
    await account.settle();
  }

  it.each(['notify', 'adopt'])('is reported once, with the actual and desired values, if drift = %s', async (drift) => {
    // Prepare
    const account = await open({ drift });
    const before = sent(account);
    await change(account);

    // Act
    await passNight(account);
    await passNight(account);

    // Assess
    expect(subjects(account, before)).toEqual([
      expect.stringMatching(/^DRIFT small: campaign 'small-campaign' differs/),
    ]);
    expect(account.lastNotification()).toContain('minProvisionedTPS: 7 -> 1');
  });

  it('is updated to match the file with drift = restore', async () => {
    // Prepare
    const account = await open({ drift: 'restore' });
    const before = sent(account);
    await change(account);

    // Act
    await passNight(account);

    // Assess
    expect(subjects(account, before)).toEqual(['COMPLETE small: 1 updated']);
    expect(account.lastNotification()).toContain('minProvisionedTPS: 7 -> 1');
  });

  it('gets its value in the file back with the next training; the mail has the old and the new value', async () => {
    // Prepare
    const file = sample();
    for (const each of file.solutions) each.workflowConfig = { schedules: { full: 'cron(0 3 * * ? *)' } };
    const account = await open({}, file);
    const before = sent(account);
    await change(account);

    // Act
    await passNight(account);

    // Assess
    expect(subjects(account, before)).toEqual([expect.stringMatching(/^COMPLETE small/)]);
    expect(account.lastNotification()).toContain("campaign 'small-campaign'");
    expect(account.lastNotification()).toContain('minProvisionedTPS: 7 -> 1');
  });
});

describe('a resource that does not exist yet', () => {
  it('is not reported as missing while an upload creates it', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setDuration('solutionVersion', 2 * 3600);
    await account.waitForHour(4);

    // Act
    await account.upload(completeSample());
    await account.waitForHour(5);

    // Assess
    expect(account.named('solution')).not.toEqual([]);
    expect(account.named('campaign')).toEqual([]);
    expect(subjects(account)).toEqual([]);
  });

  it('is not reported as missing if the first import failed, because that failure was reported', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.failNext({ resource: 'dataset-import-job*', reason: 'Simulated failure.' });
    await account.run(completeSample());
    const before = sent(account);

    // Act
    await passNight(account);

    // Assess
    expect(before).toBe(1);
    expect(subjects(account, before)).toEqual([]);
  });

  it('is not reported as missing if it needs a solution version, and the first training failed', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.failNext({ resource: 'solution/small-solution', reason: 'Simulated failure.' });
    await account.run(sample());
    const before = sent(account);

    // Act
    await passNight(account);

    // Assess
    expect(subjects(account, before)).toEqual([]);
  });
});
