import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { interactions, interactionsKey, sample, withChecks, withItems } from '../support/sample';

const { openQuick } = accounts();

const ITEMS = 'train/small/items.csv';
const GOOD_ITEMS = 'ITEM_ID,GENRE\nitem-1,drama\n';
const NONE = 'No import was started: all data of a run are checked first.';

/** Interactions, which may lose no row in ten, beside items without checks. */
const file = (checks: object = { maximumRowDrop: '10%' }) => withChecks(withItems(sample()), checks);

async function upload(account: Account, items: string | undefined, rows = 2000, of = file()): Promise<void> {
  await account.put({ [interactionsKey('small')]: interactions(rows), ...(items && { [ITEMS]: items }) });
  await account.runFile(of);
}

describe('a run in which the data of one dataset are refused', () => {
  it.each([
    ['its csv is missing', undefined, 'no csv file found'],
    ['a column is missing', 'ITEM_ID\nitem-1\n', 'Column GENRE of the schema is missing'],
    ['it is compressed', '', 'The file is compressed'],
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

  it('imports no dataset if a limit is broken, and all of them once it is not', async () => {
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

  it('names all that is refused', async () => {
    // Prepare
    const account = await openQuick();

    // Act
    await upload(account, 'ITEM_ID\nitem-1\n', 2000, file({ minimumRows: 5000 }));

    // Assess
    expect(account.count('datasetImportJob')).toBe(0);
    expect(account.lastNotification()).toContain('at least 5000 are demanded');
    expect(account.lastNotification()).toContain('Column GENRE of the schema is missing');
  });

  it('imports all of them if the limit only notifies', async () => {
    // Prepare
    const account = await openQuick();

    // Act
    await upload(account, GOOD_ITEMS, 2000, file({ minimumRows: 5000, onViolation: 'notify' }));

    // Assess
    expect(account.count('datasetImportJob')).toBe(2);
    expect(account.lastNotification()).toContain('at least 5000 are demanded');
  });
});
