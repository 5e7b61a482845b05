import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { interactions, interactionsKey, parameterFileOf, sample, withChecks } from '../support/sample';

const { openQuick } = accounts();

const CSV = interactionsKey('small');
const checked = () => withChecks(sample(), { maximumRowDrop: '10%' });

async function upload(account: Account, rows: number, file = checked()): Promise<void> {
  await account.put({ [CSV]: interactions(rows) });
  await account.runFile(file);
}

/** An account whose interactions were imported without checks. */
async function openUnchecked(): Promise<Account> {
  const account = await openQuick();
  await upload(account, 2000, sample());
  return account;
}

/** Removes all old versions of the csv, as the data bucket's lifecycle does for csv above 1 MiB after `old_version_days`. */
async function removeOldVersions(account: Account): Promise<void> {
  const Bucket = account.local.names.dataBucket;
  const { Versions: versions } = await account.call<{
    Versions: { Key: string; VersionId: string; IsLatest: boolean }[];
  }>('s3', 'ListObjectVersions', { Bucket, Prefix: CSV });
  for (const { Key, VersionId, IsLatest } of versions)
    if (!IsLatest) await account.call('s3', 'DeleteObject', { Bucket, Key, VersionId });
}

describe('checks that are added after the first import', () => {
  it('compare new data with what the last import read, if the bucket still has it', async () => {
    // Prepare
    const account = await openUnchecked();

    // Act
    await upload(account, 1500);
    const refused = account.lastNotification();
    await upload(account, 1900);

    // Assess
    expect(refused).toContain('1500 rows, 25.0% fewer than the 2000 of the last accepted import');
    expect(account.count('datasetImportJob')).toBe(2);
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
  });

  it('compare with what the last import read, even if the import mode has changed since', async () => {
    // Prepare
    const account = await openQuick();
    const incremental = sample();
    Object.assign(incremental.datasets, { serviceConfig: { importMode: 'INCREMENTAL' } });
    await upload(account, 2000, incremental);

    // Act
    await account.runFile(checked());
    const { status } = await account.lastRun();
    await upload(account, 1500);

    // Assess
    expect(status).toBe('SUCCEEDED');
    expect(account.count('datasetImportJob')).toBe(2);
    expect(account.lastNotification()).toContain('25.0% fewer than the 2000');
  });

  it('compare with what the last import read, even if S3 removes it after the upload of the checks', async () => {
    // Prepare
    const account = await openUnchecked();
    await account.runFile(checked());
    await account.put({ [CSV]: interactions(1500) });

    // Act
    await removeOldVersions(account);
    await account.runFile(checked());

    // Assess
    expect(account.lastNotification()).toContain('25.0% fewer than the 2000');
    expect(account.count('datasetImportJob')).toBe(1);
  });

  it('refuse data that cannot be compared, and name the limits that need a comparison', async () => {
    // Prepare
    const account = await openUnchecked();
    await account.put({ [CSV]: interactions(1500) });
    await removeOldVersions(account);

    // Act
    await account.runFile(checked());

    // Assess
    expect(account.lastNotification()).toContain('maximumRowDrop: nothing to compare with');
    expect(account.lastNotification()).toContain('are no longer in the folder of this parameter file');
    expect(account.count('datasetImportJob')).toBe(1);
  });

  it('accept data that cannot be compared if no limit needs a comparison', async () => {
    // Prepare
    const account = await openUnchecked();
    await account.put({ [CSV]: interactions(1500) });
    await removeOldVersions(account);

    // Act
    await account.runFile(withChecks(sample(), { minimumRows: 1000 }));

    // Assess
    expect(account.count('datasetImportJob')).toBe(2);
  });

  it('also judge the data of the last import if they must be imported again', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setDuration('datasetImportJob', 600);
    await account.put({ [CSV]: interactions(2000) });
    await account.put(parameterFileOf(sample()));
    await account.passSeconds(300);

    // Act
    await account.put(parameterFileOf(withChecks(sample(), { minimumRows: 5000, maximumRowDrop: '10%' })));
    await account.put({ [CSV]: interactions(1500) });
    await account.put({ [CSV]: interactions(2000) });
    await account.settle();

    // Assess
    expect(account.lastNotification()).toContain('2000 rows, but at least 5000');
    expect(account.count('datasetImportJob')).toBe(1);
  });
});

describe('checks that have existed since the first import', () => {
  it('compare with what was imported, and not with data that were accepted but not imported', async () => {
    // Prepare
    const account = await openQuick();
    await upload(account, 2000);
    const broken = checked();
    const items = { 'train/small/items.csv': 'ITEM_ID\nitem-1\n' };
    await account.put({ ...items, [CSV]: interactions(1850) });
    Object.assign(broken.datasets, {
      items: {
        dataset: { serviceConfig: { name: 'small-items' } },
        schema: { serviceConfig: { name: 'small-items-schema', schema: ITEMS } },
      },
    });
    await account.runFile(broken);

    // Act
    await upload(account, 1750);

    // Assess
    expect(account.lastNotification()).toContain('1750 rows, 12.5% fewer than the 2000');
    expect(account.count('datasetImportJob')).toBe(1);
  });
});

const ITEMS = {
  type: 'record',
  name: 'Items',
  namespace: 'com.amazonaws.personalize.schema',
  fields: ['ITEM_ID', 'GENRE'].map((name) => ({ name, type: 'string' })),
  version: '1.0',
};
