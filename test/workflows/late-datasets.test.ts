import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import {
  completeSample,
  dataOf,
  interactions,
  parameterFileOf,
  type Sample,
  sample,
  withItems,
} from '../support/sample';

const { openQuick } = accounts();

/** Seconds for creating the dataset of interactions. Everything else takes ten. */
const LATE = 1800;

/** An account in which the dataset of interactions becomes ACTIVE, or fails, long after the dataset of items. */
async function open(): Promise<Account> {
  const account = await openQuick();
  account.local.aws.intercept(({ call: { operation, input } }, perform) => {
    if (operation === 'CreateDataset')
      account.local.personalize.setDuration('dataset', /^interactions$/i.test(String(input.datasetType)) ? LATE : 10);
    return perform();
  });
  return account;
}

function file(): Sample {
  return { ...withItems(sample()), eventTracker: { serviceConfig: { name: 'small-tracker' } } };
}

async function upload(account: Account, of = file()): Promise<void> {
  await account.put({ ...dataOf(of), 'train/small/items.csv': 'ITEM_ID,GENRE\nitem-1,drama\n' });
  await account.put(parameterFileOf(of));
}

/** Virtual milliseconds at which the resources of a type reached a status. */
function timesOf(account: Account, type: string, status: string): readonly number[] {
  return account.changes.filter((change) => change.type === type && change.status === status).map(({ at }) => at);
}

describe('an upload with a dataset that becomes ACTIVE long after another', () => {
  it('imports the data of each dataset as soon as the dataset is ACTIVE, and trains after both imports', async () => {
    // Prepare
    const account = await open();

    // Act
    await upload(account);
    await account.settle();

    // Assess
    const [first = 0, second = 0] = timesOf(account, 'dataset', 'ACTIVE');
    const imports = timesOf(account, 'datasetImportJob', 'CREATE PENDING');
    expect(imports).toHaveLength(2);
    expect((imports[0] ?? 0) - first).toBeLessThan(20_000);
    expect((imports[1] ?? 0) - second).toBeLessThan(60_000);
    const [, imported = 0] = timesOf(account, 'datasetImportJob', 'ACTIVE');
    expect(imported).toBeGreaterThan(0);
    expect(timesOf(account, 'solutionVersion', 'CREATE PENDING')[0]).toBeGreaterThan(imported);
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.lastNotification()).toContain("dataset 'small-interactions'");
  });

  it('creates the event tracker once the interactions dataset is ACTIVE', async () => {
    // Prepare
    const account = await open();

    // Act
    await upload(account);
    await account.settle();

    // Assess
    const [, active = 0] = timesOf(account, 'dataset', 'ACTIVE');
    const [tracker = 0] = timesOf(account, 'eventTracker', 'CREATE PENDING');
    expect(tracker).toBeGreaterThan(active);
    expect(tracker - active).toBeLessThan(60_000);
  });

  it('imports the other dataset if the late one fails, and creates nothing that needs the failed one', async () => {
    // Prepare
    const account = await open();
    account.local.personalize.failNext({ resource: 'dataset/small/INTERACTIONS', reason: '' });
    const { metricAttribution } = completeSample();

    // Act
    await upload(account, { ...file(), metricAttribution });
    await account.settle();

    // Assess
    expect((await account.lastRun()).status).toBe('FAILED');
    expect(account.local.sns.messages()).toHaveLength(1);
    expect(account.lastNotification()).toContain("dataset 'small-interactions': CREATE FAILED");
    expect(account.counts()).toMatchObject({ dataset: 2, datasetImportJob: 1 });
    expect(account.counts()).not.toHaveProperty('eventTracker');
    expect(account.counts()).not.toHaveProperty('metricAttribution');
    expect(account.counts()).not.toHaveProperty('solutionVersion');
    expect(await account.locks()).toEqual([]);
  });
});

describe('an upload that adds a dataset while an import holds the lock on the data', () => {
  it('fails if the added dataset fails, and the next upload creates this dataset again', async () => {
    // Prepare
    const account = await openQuick();
    const before = sample();
    before.datasetGroup.workflowConfig = { schedules: { import: 'cron(0 2 * * ? *)' } };
    await account.run(before);
    account.local.personalize.setDuration('datasetImportJob', 7200);
    await account.waitForHour(2);
    await account.put({ 'train/small/interactions.csv': interactions(2000) });
    await account.passSeconds(600);
    account.local.personalize.failNext({ resource: 'dataset/small/ITEMS', reason: '' });

    // Act
    await upload(account, withItems(before));
    await account.settle();
    const failed = await account.lastRun();
    const mail = account.lastNotification();
    await upload(account, withItems(before));
    await account.settle();

    // Assess
    expect(failed.status).toBe('FAILED');
    expect(mail).toContain("dataset 'small-items': CREATE FAILED");
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.resources().filter((each) => each.startsWith('dataset '))).toHaveLength(2);
  });
});
