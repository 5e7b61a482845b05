import { join } from 'node:path';
import { countsOf, regressions } from '../../scripts/bench/counted-figures';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { sample } from '../support/sample';

const EXAMPLES = join(__dirname, '../../examples');

const { open, openQuick } = accounts();

const uploaded = new Map<string, Promise<Account>>();

/** After the first run of an example, for tests that change nothing. */
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
  ])('%s ends with every resource ACTIVE', async (example, groups) => {
    // Act
    const account = await afterFirstRun(example);

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(Array(groups).fill('SUCCEEDED'));
    expect(account.resources().filter((resource) => !resource.endsWith(' ACTIVE'))).toEqual([]);
    expect(account.count('datasetGroup')).toBe(groups);
    expect(await account.locks()).toEqual([]);
    expect(regressions(example, countsOf(account.local))).toEqual([]);
  });

  it('include actions, whose filter and campaign need no items', async () => {
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

describe('the example of segments', () => {
  it('deletes the readers that leave on the next day, once', async () => {
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
  it('keeps a worse version from serving', async () => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.setMetric({ solution: 'articles', metric: 'coverage', value: 0.01, training: 2 });

    // Act
    await account.runFolder(join(EXAMPLES, 'promotion'));
    await account.waitForHour(2);
    await account.settle();

    // Assess
    expect(account.count('solutionVersion')).toBe(2);
    expect(account.changes.filter(({ type, update }) => type === 'campaign' && update)).toEqual([]);
    expect(account.local.sns.messages().at(-1)?.subject).toBe("HELD magazine: decision needed on solution 'articles'");
  });
});

describe('two dataset groups that are uploaded at once', () => {
  it('both complete, in parallel', async () => {
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
