import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { type Sample, sample } from '../support/sample';

const { openQuick } = accounts();

/** @param tps minimum provisioned TPS of the campaign */
function file(tps: number): Sample {
  const made = sample();
  for (const { serviceConfig } of made.solutions.flatMap(({ campaigns = [] }) => campaigns))
    serviceConfig.minProvisionedTPS = tps;
  return made;
}

/** Records the TPS of each update of a campaign that the deployment requests from now on. */
function updatesOf({ local }: Account): readonly unknown[] {
  const updates: unknown[] = [];
  local.aws.onCall(({ call, caller }) => {
    if (call.operation === 'UpdateCampaign' && caller.kind === 'role') updates.push(call.input.minProvisionedTPS);
  });
  return updates;
}

describe('an update that fails in Amazon Personalize', () => {
  it('makes its run fail with the reason that Personalize gives, and is requested again only by the next run', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(file(1));
    const updates = updatesOf(account);
    account.local.personalize.failNext({ resource: 'campaign/small-campaign', reason: 'No capacity.' });

    // Act
    await account.runFile(file(2));
    const [failed, asked] = [await account.lastRun(), [...updates]];
    const mail = account.lastNotification();
    await account.runFile(file(2));

    // Assess
    expect(asked).toEqual([2]);
    expect(failed).toMatchObject({ status: 'FAILED', error: expect.stringContaining('No capacity.') });
    expect(mail).toMatch(/^FAILED small: campaign 'small-campaign': No capacity\./);
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(updates).toEqual([2, 2]);
  });
});
