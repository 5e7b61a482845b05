import { join } from 'node:path';
import { countsOf, regressions } from '../../scripts/bench/counted-figures';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { sample } from '../support/sample';

const EXAMPLES = join(__dirname, '../../examples');

const { open, openQuick } = accounts();

const uploaded = new Map<string, Promise<Account>>();

/** Opens an example after its first run, for tests that change nothing. */
function afterFirstRun(example: string): Promise<Account> {
  const account =
    uploaded.get(example) ??
    open().then(async (opened) => {
      await opened.runFolder(join(EXAMPLES, example));
      return opened;
    });
  uploaded.set(example, account);
  return account;
}

describe('the examples', () => {
  it.each([
    ['tags', 2],
    ['shop', 1],
    ['segments', 1],
    ['promotion', 1],
    ['next-best-action', 1],
  ])('include %s, which ends with every resource ACTIVE', async (example, groups) => {
    // Act
    const account = await afterFirstRun(example);

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(Array(groups).fill('SUCCEEDED'));
    expect(account.resources().filter((resource) => !resource.endsWith(' ACTIVE'))).toEqual([]);
    expect(account.count('datasetGroup')).toBe(groups);
    expect(await account.locks()).toEqual([]);
    expect(regressions(example, countsOf(account.local))).toEqual([]);
  });

  it('include one with actions, a filter and a campaign, but without items', async () => {
    // Act
    const bank = await afterFirstRun('next-best-action');

    // Assess
    expect(bank.counts()).toMatchObject({ dataset: 3, datasetImportJob: 3, filter: 1, campaign: 1 });
  });

  it('include recommenders in the shop, and user segments in the library', async () => {
    // Act
    const shop = await afterFirstRun('shop');
    const library = await afterFirstRun('segments');

    // Assess
    expect(shop.count('recommender')).toBeGreaterThan(0);
    expect(library.count('batchSegmentJob')).toBe(2);
    const written = await library.objects('batch/');
    expect(written.filter((key) => key.endsWith('.out'))).toHaveLength(2);
  });
});

describe('the example with user segments', () => {
  it('deletes, in a single job, the readers who leave on the next day', async () => {
    // Prepare
    const account = await openQuick();
    await account.runFolder(join(EXAMPLES, 'segments'));
    await account.passHours(24);

    // Act
    await account.runFolder(join(EXAMPLES, 'segments@1d'));

    // Assess
    expect(await account.lastRun()).toMatchObject({ workflow: 'data-deletion', status: 'SUCCEEDED' });
    expect(account.count('dataDeletionJob')).toBe(1);
    expect(account.lastNotification()).toContain('Rows in the csv: 3; records that Amazon Personalize deleted: ');
  });
});

describe('the example of promotion', () => {
  it('does not serve a model that was trained with a broken export, and serves the next one', async () => {
    // Prepare
    const account = await openQuick();
    await account.runFolder(join(EXAMPLES, 'promotion'));
    const nextNight = async (folder: string) => {
      await account.runFolder(join(EXAMPLES, folder));
      await account.waitForHour(2);
      await account.settle();
      const { subject = '' } = account.local.sns.messages().at(-1) ?? {};
      const updates = account.changes.filter(
        ({ type, update, status }) => type === 'campaign' && update && status === 'ACTIVE',
      );
      return [subject, updates.length] as const;
    };

    // Act
    const broken = await nextNight('promotion@1d');
    const sound = await nextNight('promotion@2d');

    // Assess
    expect(broken).toEqual(["HELD magazine: decision needed on solution 'articles'", 0]);
    expect(sound[1]).toBe(1);
  });
});

describe('two dataset groups whose files are uploaded at the same time', () => {
  it('are both completed by runs that overlap', async () => {
    // Prepare
    const account = await openQuick();

    // Act
    await account.upload(sample('one'));
    await account.upload(sample('two'));
    await account.settle();

    // Assess
    const runs = await account.runs();
    expect(runs.map(({ datasetGroup, status }) => [datasetGroup, status])).toEqual([
      ['one', 'SUCCEEDED'],
      ['two', 'SUCCEEDED'],
    ]);
    const [first, second] = runs;
    expect(Date.parse(second?.startedAt ?? '')).toBeLessThan(Date.parse(first?.finishedAt ?? ''));
    expect(account.counts()).toMatchObject({ datasetGroup: 2, solutionVersion: 2, campaign: 2 });
  });
});
