import { ServiceError } from '../../emulator/core/service';
import type { Account, Item } from '../support/account';
import { accounts } from '../support/accounts';
import { type Sample, sample } from '../support/sample';

const { openQuick } = accounts();

const DAY = 24;
const CAMPAIGN = 'small-campaign';

function file(minProvisionedTPS: number): Sample {
  const made = sample();
  for (const solution of made.solutions)
    for (const { serviceConfig } of solution.campaigns ?? []) serviceConfig.minProvisionedTPS = minProvisionedTPS;
  return Object.assign(made, { capacity: { lookBack: '5 days', idleAfter: '2 days' } });
}

const subjects = (account: Account) =>
  account.local.sns.messages().flatMap(({ subject = '' }) => (subject.startsWith('CAPACITY') ? [subject] : []));

const events = (account: Account) =>
  account.local.events
    .events()
    .filter((event) => event['detail-type'] === 'Personalize Capacity Change')
    .map(({ detail }) => (detail as { Status: string }).Status);

async function recorded(account: Account): Promise<Item> {
  const { Item: item = {} } = await account.call<{ Item?: Item }>('dynamodb', 'GetItem', {
    TableName: account.local.names.recordTable,
    Key: { datasetGroup: { S: 'small' }, item: { S: 'capacity' } },
  });
  return item;
}

describe('a campaign', () => {
  it('is reported once when it is idle, again when it is oversized, and not while it is used', async () => {
    // Prepare
    const account = await openQuick();
    const { requests } = account.local.personalize;
    requests.set({ name: CAMPAIGN, perSecond: 2 });
    await account.run(file(4));
    const found: (readonly [string, number])[] = [];
    const pass = async (days: number) => {
      await account.passHours(days * DAY);
      found.push([events(account).join(), subjects(account).length]);
    };

    // Act
    await pass(8);
    requests.set({ name: CAMPAIGN, perSecond: 0 });
    await pass(1);
    await pass(3);
    requests.set({ name: CAMPAIGN, perSecond: 0.5 });
    await pass(7);
    requests.set({ name: CAMPAIGN, perSecond: 3 });
    await pass(2);

    // Assess
    expect(found).toEqual([
      ['', 0],
      ['', 0],
      ['IDLE', 1],
      ['IDLE,USED,OVERSIZED', 2],
      ['IDLE,USED,OVERSIZED,USED', 2],
    ]);
    expect(subjects(account)).toEqual(['CAPACITY small: 1 resource idle', 'CAPACITY small: 1 resource oversized']);
  });

  it('causes an event but no notification when it is idle and notify_on = failures', async () => {
    // Prepare
    const account = await openQuick({ notify_on: 'failures', digest: 'off' });
    await account.run(file(1));

    // Act
    await account.passHours(7 * DAY);

    // Assess
    expect([events(account), account.local.sns.messages()]).toEqual([['IDLE'], []]);
  });

  it('is not reported as idle while CloudWatch refuses access to its metrics; the refusal is recorded', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(file(1));
    const refusal = new ServiceError('AccessDenied', 'Not authorized to perform: cloudwatch:GetMetricData.', 403);
    account.local.aws.intercept(async ({ call: { operation } }, perform) => {
      if (operation === 'GetMetricData') throw refusal;
      return perform();
    });

    // Act
    await account.passHours(7 * DAY);
    const [refused, subjectsThen] = [await recorded(account), subjects(account)];
    account.local.aws.intercept((_call, perform) => perform());
    await account.passHours(DAY);

    // Assess
    expect(refused.failure?.S).toBe('CloudWatch: AccessDenied: Not authorized to perform: cloudwatch:GetMetricData.');
    expect(subjectsThen).toEqual([]);
    expect([(await recorded(account)).failure, subjects(account)]).toEqual([
      ...[undefined, ['CAPACITY small: 1 resource idle']],
    ]);
  });
});
