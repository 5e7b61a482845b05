import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import {
  interactions,
  interactionsKey,
  parameterFileOf,
  sample,
  solution,
  withChecks,
  withItems,
} from '../support/sample';

const { openQuick } = accounts();

const ITEMS = 'train/small/items.csv';
const GOOD_ITEMS = 'ITEM_ID,GENRE\nitem-1,drama\n';
const NONE = 'No import was started, because not all data of the run passed their check.';

/** A file whose interactions may lose at most 10 % of their rows, beside items without checks. */
const file = (checks: object = { maximumRowDrop: '10%' }) => withChecks(withItems(sample()), checks);

async function upload(account: Account, items: string | undefined, rows = 2000, of = file()): Promise<void> {
  await account.put({ [interactionsKey('small')]: interactions(rows), ...(items && { [ITEMS]: items }) });
  await account.runFile(of);
}

describe('a run with wrong data in a dataset', () => {
  it.each([
    ['a csv is missing', undefined, 'no csv file found'],
    ['a column is missing', 'ITEM_ID\nitem-1\n', 'Column GENRE of the schema is missing'],
    ['a csv is compressed', '', 'The file is compressed'],
  ])('imports no dataset if %s', async (_, items, reason) => {
    // Prepare
    const account = await openQuick();
    if (items === '') await account.put({ 'train/small/items/1.csv': GOOD_ITEMS, 'train/small/items/2.csv.gz': 'x' });

    // Act
    await upload(account, items);

    // Assess
    expect(account.count('datasetImportJob')).toBe(0);
    expect(account.lastNotification()).toContain(reason);
    expect(account.lastNotification()).toContain(NONE);
    expect((await account.lastRun()).status).toBe('FAILED');
  });

  it('imports no dataset while a limit is broken, and all datasets afterwards', async () => {
    // Prepare
    const account = await openQuick();
    await upload(account, GOOD_ITEMS);

    // Act
    await upload(account, 'ITEM_ID,GENRE\nitem-2,drama\n', 1500);
    const refused = [account.count('datasetImportJob'), account.lastNotification()] as const;
    await upload(account, 'ITEM_ID,GENRE\nitem-2,drama\n', 1900);

    // Assess
    expect(refused).toEqual([2, expect.stringContaining('25.0% fewer than the 2000')]);
    expect(refused[1]).toContain(NONE);
    expect(account.count('datasetImportJob')).toBe(4);
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
  });

  it('names all refused data', async () => {
    // Prepare
    const account = await openQuick();

    // Act
    await upload(account, 'ITEM_ID\nitem-1\n', 2000, file({ minimumRows: 5000 }));

    // Assess
    expect(account.count('datasetImportJob')).toBe(0);
    expect(account.lastNotification()).toContain('at least 5000 are required');
    expect(account.lastNotification()).toContain('Column GENRE of the schema is missing');
  });

  it('names the solutions and campaigns that were not started as a result', async () => {
    // Prepare
    const account = await openQuick();
    await upload(account, GOOD_ITEMS);
    const campaigns = [{ serviceConfig: { name: 'small-campaign', minProvisionedTPS: 3 } }];
    const changed = { ...file(), solutions: [{ ...solution('small-solution'), campaigns }] };

    // Act
    await upload(account, GOOD_ITEMS, 1500, changed);

    // Assess
    expect(account.lastNotification()).toContain('As a result, these were not started: solution ');
    expect(account.lastNotification()).toMatch(/As a result, these were not started: .*campaign 'small-campaign'\.\n/);
  });

  it('imports all datasets if the broken limit only notifies', async () => {
    // Prepare
    const account = await openQuick();

    // Act
    await upload(account, GOOD_ITEMS, 2000, file({ minimumRows: 5000, onViolation: 'notify' }));

    // Assess
    expect(account.count('datasetImportJob')).toBe(2);
    expect(account.lastNotification()).toContain('at least 5000 are required');
  });
});

describe('a scheduled import of refused data', () => {
  it.each([
    ['a limit is broken', GOOD_ITEMS, 1500],
    ['a column is missing', 'ITEM_ID\nitem-1\n', 2000],
  ])('is recorded each night, and reported once, while %s', async (_, items, rows) => {
    // Prepare
    const account = await openQuick();
    await upload(account, GOOD_ITEMS, 2000, nightly());
    await account.put({ [interactionsKey('small')]: interactions(rows), [ITEMS]: items });
    const before = account.local.sns.messages().length;

    // Act
    for (let night = 0; night < 3; night += 1) await account.passHours(24);

    // Assess
    const runs = (await account.runs()).filter(({ trigger }) => trigger === 'personalize-dataset-import-small');
    expect(runs.map(({ status }) => status)).toEqual(['FAILED', 'UNCHANGED', 'UNCHANGED']);
    expect(await account.executions('run', 'FAILED')).toHaveLength(1);
    expect(account.local.sns.messages()).toHaveLength(before + 1);
    expect((await account.runRecords()).at(-1)?.note?.S).toContain('were refused before and have not changed');
    expect(account.count('datasetImportJob')).toBe(2);
  });

  it('is reported once even with notify_on = all, because later runs repeat the same result', async () => {
    // Prepare
    const account = await openQuick({ notify_on: 'all' });
    await upload(account, GOOD_ITEMS, 2000, nightly());
    await account.put({ [interactionsKey('small')]: interactions(1500) });
    const before = account.local.sns.messages().length;

    // Act
    for (let night = 0; night < 3; night += 1) await account.passHours(24);

    // Assess
    expect(account.local.sns.messages()).toHaveLength(before + 1);
    expect((await account.lastRun()).status).toBe('UNCHANGED');
  });

  it('is reported again for other refused data, and imports the data once they are good', async () => {
    // Prepare
    const account = await openQuick();
    await upload(account, GOOD_ITEMS, 2000, nightly());
    const statuses: string[] = [];

    // Act
    for (const rows of [1500, 1500, 1400, 1950]) {
      await account.put({ [interactionsKey('small')]: interactions(rows) });
      await account.passHours(24);
      statuses.push((await account.lastRun()).status);
    }

    // Assess
    expect(statuses).toEqual(['FAILED', 'UNCHANGED', 'FAILED', 'SUCCEEDED']);
    expect(account.count('datasetImportJob')).toBe(3);
  });

  it.each([
    ['the same rows are refused', [1500, 2100, 1500]],
    ['the csv is missing', [0, 2100, 0]],
  ])('is reported again if %s again after an import of good data', async (_, nights) => {
    // Prepare
    const account = await openQuick();
    await upload(account, GOOD_ITEMS, 2000, nightly());
    const before = account.local.sns.messages().length;
    const Key = interactionsKey('small');
    const statuses: string[] = [];

    // Act
    for (const rows of nights) {
      if (rows > 0) await account.put({ [Key]: interactions(rows) });
      else await account.call('s3', 'DeleteObject', { Bucket: account.local.names.dataBucket, Key });
      await account.passHours(24);
      statuses.push((await account.lastRun()).status);
    }

    // Assess
    expect([statuses[0], statuses[2]]).toEqual(['FAILED', 'FAILED']);
    expect(account.local.sns.messages()).toHaveLength(before + 2);
  });

  it('is reported the next night if its first run was stopped before it had reported the refusal', async () => {
    // Prepare
    const account = await openQuick();
    await upload(account, GOOD_ITEMS, 2000, nightly());
    await account.put({ [interactionsKey('small')]: interactions(1500) });
    let isStopped = false;
    account.local.aws.intercept(async ({ call: { operation, input } }, perform) => {
      const output = await perform();
      if (operation !== 'PutItem' || isStopped || !JSON.stringify(input).includes('data-refusal#')) return output;
      isStopped = true;
      const [run] = await account.executions('run', 'RUNNING');
      await account.call('states', 'StopExecution', { executionArn: run?.executionArn });
      return output;
    });

    // Act
    await account.passHours(24);
    const stopped = account.lastNotification();
    await account.passHours(24);

    // Assess
    expect(isStopped).toBe(true);
    expect(stopped).not.toContain('25.0% fewer');
    expect(account.lastNotification()).toContain('1500 rows, 25.0% fewer than the 2000');
  });

  it('is not reported if an upload of the same data was reported before; a further upload is reported again', async () => {
    // Prepare
    const account = await openQuick();
    await upload(account, GOOD_ITEMS, 2000, nightly());
    await upload(account, GOOD_ITEMS, 1500, nightly());
    const before = account.local.sns.messages().length;

    // Act
    await account.passHours(24);
    const atNight = account.local.sns.messages().length;
    await account.runFile(nightly());

    // Assess
    expect([atNight, account.local.sns.messages().length]).toEqual([before, before + 1]);
  });
});

describe('a scheduled import that waits for the imports of an upload', () => {
  it('imports no dataset if the data of one dataset have become wrong in the meantime', async () => {
    // Prepare: an upload imports new interactions for two hours
    const account = await openQuick();
    await upload(account, GOOD_ITEMS, 2000, nightly());
    account.local.personalize.setDuration('datasetImportJob', 7200);
    await account.put({ [interactionsKey('small')]: interactions(2100) });
    await account.put(parameterFileOf(nightly()));
    await account.passSeconds(600);
    await account.put({ [interactionsKey('small')]: interactions(2200) });
    await account.runTask('personalize-dataset-import-small');
    await account.passSeconds(600);

    // Act
    await account.put({ [ITEMS]: 'ITEM_ID\nitem-1\n' });
    await account.settle();

    // Assess
    expect(account.count('datasetImportJob')).toBe(3);
    const [, , { error } = {}] = await account.runs();
    expect(error).toContain('Column GENRE of the schema is missing');
    expect(error).toContain(NONE);
  });
});

describe('new csv of items in which the items of too many interactions are missing', () => {
  it('are refused by the limit of the interactions, although only the items changed, until the next csv is within the limit', async () => {
    // Prepare
    const account = await openQuick();
    await upload(account, itemsOf(50), 2000, limited());

    // Act
    await upload(account, itemsOf(5), 2000, limited());
    const refused = [account.count('datasetImportJob'), account.lastNotification()] as const;
    await upload(account, itemsOf(49), 2000, limited());

    // Assess
    expect(refused).toEqual([2, expect.stringContaining('90.0% of the interactions are with items that are in no')]);
    expect(refused[1]).toContain(NONE);
    expect(account.count('datasetImportJob')).toBe(3);
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
  });

  it('are refused each night, and reported once, until other items are refused', async () => {
    // Prepare
    const account = await openQuick();
    await upload(account, itemsOf(50), 2000, nightly(limited()));
    const before = account.local.sns.messages().length;

    // Act
    for (const count of [5, 5, 6]) {
      await account.put({ [ITEMS]: itemsOf(count) });
      await account.passHours(24);
    }

    // Assess
    const runs = (await account.runs()).filter(({ trigger }) => trigger === 'personalize-dataset-import-small');
    expect(runs.map(({ status }) => status)).toEqual(['FAILED', 'UNCHANGED', 'FAILED']);
    expect(account.local.sns.messages()).toHaveLength(before + 2);
    expect(account.count('datasetImportJob')).toBe(2);
  });

  it('are refused by this limit only: csv of items within it are imported, even if the unchanged interactions break other new limits', async () => {
    // Prepare
    const account = await openQuick();
    await upload(account, itemsOf(50), 2000, limited());

    // Act
    await upload(account, itemsOf(49), 2000, limited({ minimumRows: 5000, maximumAge: '1 day' }));

    // Assess
    expect(account.count('datasetImportJob')).toBe(3);
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
  });

  it('are reported and imported if the limit only notifies', async () => {
    // Prepare
    const account = await openQuick();
    const notifying = limited({ onViolation: 'notify' });
    await upload(account, itemsOf(50), 2000, notifying);

    // Act
    await upload(account, itemsOf(5), 2000, notifying);

    // Assess
    expect(account.count('datasetImportJob')).toBe(3);
    expect(account.lastNotification()).toContain('90.0% of the interactions are with items that are in no items file');
  });
});

function itemsOf(number: number): string {
  return ['ITEM_ID,GENRE', ...Array.from({ length: number }, (_, index) => `item-${index},drama`), ''].join('\n');
}

/** A file in which at most 10 % of the interactions may be with unknown items. */
function limited(checks: object = {}) {
  return file({ maximumUnknownItems: '10%', ...checks });
}

function nightly(of = file()) {
  of.datasetGroup.workflowConfig = { schedules: { import: 'cron(0 2 * * ? *)' } };
  return of;
}
