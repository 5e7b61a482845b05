import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { interactions, interactionsKey, sample, withChecks, withItems } from '../support/sample';
import { served } from '../support/served';
import { folders } from './support/folder';

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);
const folderOf = folders();

const ITEMS = 'train/small/items.csv';
const items = (count: number) =>
  `ITEM_ID,GENRE\n${Array.from({ length: count }, (_, index) => `item-${index},drama\n`).join('')}`;

const REMINDER = 'Amazon Personalize still has the 95 rows of items that Ana rejected (half an export)';

/** A parameter file with interactions and items. From one import to the next, each may lose at most `maximumRowDrop` of its rows. */
function file(maximumRowDrop = '10%') {
  const checks = { maximumRowDrop };
  const both = withChecks(withItems(sample()), checks);
  Object.assign(both.datasets.items ?? {}, { workflowConfig: { checks } });
  return both;
}

/** A folder with the parameter file only: the csv are in the bucket. */
async function folderWithoutCsv(): Promise<string> {
  const folder = await folderOf(file());
  for (const csv of ['interactions', 'items']) await rm(join(folder, `train/small/${csv}.csv`), { force: true });
  return folder;
}

async function upload(account: Account, rows: number, count: number): Promise<void> {
  await account.put({ [interactionsKey('small')]: interactions(rows), [ITEMS]: items(count) });
  await account.runFile(file());
}

/** Imports 2000 interactions and 100 items. Then uploads `rows` interactions and `count` items. */
async function open(rows: number, count: number) {
  const deployment = await serve(await openQuick());
  await upload(deployment.account, 2000, 100);
  await upload(deployment.account, rows, count);
  return deployment;
}

const FINAL =
  'Runs refuse these csv from now on, and `data accept` cannot accept them again: to import items, upload other csv.';
const REJECT = ['data', 'reject', 'small', '--by', 'Ana', '--reason', 'half an export'];
const ACCEPT = ['data', 'accept', 'small', '--by', 'Ana', '--reason', 'smaller range', '--interval', '0.001'];

describe('personalize-mlops data accept', () => {
  it('imports the refused items together with the interactions, and later items are compared with the accepted items', async () => {
    // Prepare
    const deployment = await open(2100, 50);
    const { account } = deployment;
    const refused = account.count('datasetImportJob');

    // Act
    const document = await deployment.whileTimeRuns(deployment.json(ACCEPT));
    const imported = account.count('datasetImportJob');
    const mail = account.lastNotification();
    await upload(account, 2100, 40);
    const later = account.lastNotification();
    await upload(account, 2100, 46);

    // Assess
    expect(later).toContain('40 rows, 20.0% fewer than the 50 of the last accepted import');
    expect(document).toMatchObject({
      dataset: 'items',
      by: 'Ana',
      runs: [{ status: 'SUCCEEDED', trigger: 'data-accept' }],
    });
    expect([refused, imported, account.count('datasetImportJob')]).toEqual([2, 4, 5]);
    expect(mail).toContain('accepted by Ana: smaller range');
    expect(await account.locks()).toEqual([]);
  });

  it('accepts interactions with unknown items until these interactions change, even if new items are uploaded', async () => {
    // Prepare
    const limited = withChecks(withItems(sample()), { maximumUnknownItems: '10%' });
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    const send = async (rows: number, count: number) => {
      await account.put({ [interactionsKey('small')]: interactions(rows), [ITEMS]: items(count) });
      await account.runFile(limited);
      return account.count('datasetImportJob');
    };
    const before = [await send(2000, 50), await send(2100, 5)];
    await deployment.whileTimeRuns(deployment.json(ACCEPT));
    const accepted = account.count('datasetImportJob');

    // Act
    const later = [await send(2100, 10), await send(2200, 10)];

    // Assess
    expect([...before, accepted, ...later]).toEqual([2, 2, 4, 5, 5]);
  });

  it('cannot accept items that make unchanged interactions exceed maximumUnknownItems, and other commands name this limit too', async () => {
    // Prepare
    const limited = withChecks(withItems(sample()), { maximumUnknownItems: '10%' });
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    for (const count of [50, 5]) {
      await account.put({ [interactionsKey('small')]: interactions(2000), [ITEMS]: items(count) });
      await account.runFile(limited);
    }
    const folder = await folderOf(limited);
    for (const csv of ['interactions', 'items']) await rm(join(folder, `train/small/${csv}.csv`), { force: true });

    // Act
    const accept = await deployment.run(ACCEPT);
    const plan = await deployment.run(['plan', folder]);
    const retry = await deployment.run(['retry', 'small', '--no-wait']);
    const status = await deployment.run(['status', 'small', '--data']);
    await account.settle();
    await account.put({ [ITEMS]: items(50) });
    const later = await deployment.run(['status', 'small', '--data']);

    // Assess
    const named = /90\.0% of the interactions are with items .*change `maximumUnknownItems` of the interactions/s;
    expect(accept.status).toBe(1);
    expect(accept.stderr).toMatch(named);
    for (const { stdout } of [plan, retry, status]) expect(stdout).toMatch(named);
    expect(later.stdout).not.toMatch(named);
    expect((await account.runs()).map(({ trigger }) => trigger)).toEqual(['upload', 'upload', 'retry']);
  });

  it('exits with status 1 and says why if the budget does not cover the import of the accepted data', async () => {
    // Prepare
    const deployment = await open(2000, 50);
    const { account } = deployment;
    const imported = account.count('datasetImportJob');
    const withBudget = { ...file(), budget: { importGigabytesPerMonth: 1e-9 } };
    await account.runFile(withBudget);

    // Act
    const { status, stdout } = await deployment.whileTimeRuns(deployment.run(ACCEPT));

    // Assess
    expect(status).toBe(1);
    expect(stdout).toMatch(/Not imported: .*items.*Skipped for the budget: /);
    expect(stdout).not.toContain('trains nothing');
    expect(account.count('datasetImportJob')).toBe(imported);
  });

  it('accepts nothing if the csv have changed since the refusal', async () => {
    // Prepare
    const deployment = await open(2000, 50);
    await deployment.account.put({ [ITEMS]: items(40) });

    // Act
    const { status, stderr } = await deployment.run(ACCEPT);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toContain('have changed since');
    expect((await deployment.account.runs()).map(({ trigger }) => trigger)).toEqual(['upload', 'upload']);
  });

  it('accepts data for one import only: after an import of other csv, the same data are refused again', async () => {
    // Prepare
    const deployment = await open(2000, 50);
    const { account } = deployment;
    await deployment.whileTimeRuns(deployment.run(ACCEPT));
    await upload(account, 2000, 100);
    const imports = account.count('datasetImportJob');
    await account.put({ [ITEMS]: items(50) });

    // Act
    const { stdout: shown } = await deployment.run(['status', 'small', '--data']);
    await account.runFile(file());
    const mail = account.lastNotification();
    const { status } = await account.lastRun();
    const refused = account.count('datasetImportJob');
    const again = await deployment.whileTimeRuns(deployment.run(ACCEPT));

    // Assess
    expect(shown).not.toContain('not imported yet');
    expect(mail).toContain('50 rows, 50.0% fewer than the 100 of the last accepted import');
    expect(mail).not.toContain('accepted by');
    expect([status, refused]).toEqual(['FAILED', imports]);
    expect([again.status, account.count('datasetImportJob')]).toEqual([0, imports + 1]);
  });

  it('keeps the record of an import of accepted data, even if the same data are accepted again but not imported again', async () => {
    // Prepare
    const deployment = await open(2000, 50);
    const { account } = deployment;
    await deployment.whileTimeRuns(deployment.run(ACCEPT));
    await upload(account, 2000, 100);
    await upload(account, 1500, 50);

    // Act
    await deployment.whileTimeRuns(deployment.run([...ACCEPT, '--dataset', 'items']));
    // This upload ends the second acceptance. The items accepted then were not imported, because the interactions were
    // refused.
    await upload(account, 2000, 100);
    const { stdout } = await deployment.run([...REJECT, '--dataset', 'items']);

    // Assess
    expect(stdout).toContain('Later items are compared with the 50 rows');
  });

  it.each([
    ['other csv were refused', [40]],
    ['other csv were imported', [95, 100]],
  ])('accepts csv that were refused twice, even if %s between the two refusals', async (_, counts) => {
    // Prepare
    const deployment = await open(2000, 50);
    const { account } = deployment;
    for (const count of counts) await upload(account, 2000, count);
    const imports = account.count('datasetImportJob');
    await upload(account, 2000, 50);

    // Act
    const { stdout: shown } = await deployment.run(['status', 'small', '--data']);
    const { status, stderr } = await deployment.whileTimeRuns(deployment.run(ACCEPT));

    // Assess
    expect(shown).toMatch(/items .*REFUSED/);
    expect([status, stderr]).toEqual([0, '']);
    expect(account.count('datasetImportJob')).toBe(imports + 1);
  });

  it('imports nothing if the csv change after the command has checked them and before its run begins', async () => {
    // Prepare
    const deployment = await open(2000, 50);
    const { account } = deployment;
    let isChanged = false;
    account.local.aws.intercept(async ({ call }, perform) => {
      if (call.operation === 'StartExecution' && !isChanged) {
        isChanged = true;
        await account.put({ [ITEMS]: items(40) });
      }
      return perform();
    });

    // Act
    const { status } = await deployment.whileTimeRuns(deployment.run(ACCEPT));
    const mail = account.lastNotification();
    await account.runFile(file());

    // Assess
    expect(status).toBe(1);
    expect(mail).toContain('have changed since the csv were accepted');
    expect(account.lastNotification()).toContain('40 rows, 60.0% fewer than the 100');
    expect(account.count('datasetImportJob')).toBe(2);
  });

  it('lists the datasets if data of several datasets are refused, and accepts the data of the dataset that --dataset names', async () => {
    // Prepare
    const deployment = await open(1500, 50);

    // Act
    const { status, stderr } = await deployment.run(ACCEPT);
    const one = await deployment.whileTimeRuns(deployment.run([...ACCEPT, '--dataset', 'items']));
    const other = await deployment.whileTimeRuns(deployment.run([...ACCEPT, '--dataset', 'interactions']));

    // Assess
    expect(status).toBe(1);
    expect(stderr).toContain('Data of several datasets are refused: interactions, items.');
    expect([one.status, other.status]).toEqual([1, 0]);
    expect(deployment.account.count('datasetImportJob')).toBe(4);
  });

  it('says after the import that this run trains nothing, and that retry does the remaining work', async () => {
    // Prepare
    const deployment = await open(1500, 50);

    // Act
    const failed = await deployment.whileTimeRuns(deployment.run([...ACCEPT, '--dataset', 'items']));
    const imported = await deployment.whileTimeRuns(deployment.run([...ACCEPT, '--dataset', 'interactions']));

    // Assess
    expect(failed.stdout).not.toContain('trains');
    expect(imported.stdout).toContain('This run trains nothing.');
    expect(imported.stdout).toContain(
      'To do the work that a refused upload did not reach: `personalize-mlops retry small`.',
    );
  });

  it('does not import accepted data while other data of the run are refused, and says that the accepted data stay accepted', async () => {
    // Prepare
    const deployment = await open(1500, 50);
    const status = async () => (await deployment.run(['status', 'small', '--data'])).stdout;

    // Act
    await deployment.whileTimeRuns(deployment.run([...ACCEPT, '--dataset', 'items']));
    const mail = deployment.account.lastNotification();
    const waiting = await status();
    await deployment.whileTimeRuns(deployment.run([...ACCEPT, '--dataset', 'interactions']));
    const imported = await status();

    // Assess
    expect(mail).toContain(
      'No import was started, because not all data of the run passed their check.\nThe items need not be accepted again: the next run in which no data are refused imports them, unless these csv, the items or the checks change before.',
    );
    expect(waiting).toContain(
      'items: accepted by Ana (smaller range), not imported yet: the next run in which no data are refused imports them, unless these csv, the items or the checks change before.',
    );
    expect(imported).not.toContain('not imported yet');
  });

  it.each([
    ['the csv of the last import', 2000, 100],
    ['other csv and refuses them', 1500, 40],
  ])(
    'loses its effect when a run finds %s: the accepted csv are refused if they are uploaded again',
    async (_, rows, count) => {
      // Prepare
      const deployment = await open(1500, 50);
      const { account } = deployment;
      await deployment.whileTimeRuns(deployment.run([...ACCEPT, '--dataset', 'items']));
      await upload(account, rows, count);

      // Act
      await upload(account, 2000, 50);

      // Assess
      expect(await account.lastRun()).toMatchObject({ status: 'FAILED' });
      expect(account.lastNotification()).toContain('50 rows, 50.0% fewer than the 100');
      expect(account.count('datasetImportJob')).toBe(2);
    },
  );

  it('also imports the other data, which had passed their checks and which status has shown as not imported yet', async () => {
    // Prepare
    const deployment = await open(2100, 50);
    const status = async () => (await deployment.run(['status', 'small', '--data'])).stdout;

    // Act
    const waiting = await status();
    await deployment.whileTimeRuns(deployment.run(ACCEPT));
    const imported = await status();
    await deployment.account.put({ 'train/small/items/2026/items.csv': items(50) });
    const misplaced = await deployment.run(['status', 'small', '--data']);

    // Assess
    expect(misplaced).toMatchObject({ status: 0, stderr: '' });
    expect(waiting).toMatch(
      /interactions: accepted \d{4}-\d\d-\d\d \d\d:\d\d UTC, not imported yet: the next run in which no data are refused imports them, /,
    );
    expect(imported).not.toContain('not imported yet');
  });

  it('cannot override rules of Amazon Personalize, and needs a reason', async () => {
    // Prepare
    const deployment = await open(2000, 100);
    await deployment.account.put({ [interactionsKey('small')]: interactions(2000).replace(/,\d+\n/, ',yesterday\n') });
    await deployment.account.runFile(file());

    // Act
    const { status, stderr } = await deployment.run(ACCEPT);
    const unreasoned = await cli.run(['data', 'accept', 'small']);

    // Assess
    expect([status, unreasoned.status]).toEqual([1, 2]);
    expect(stderr).toContain('break rules of Amazon Personalize, not only limits: value-type');
  });

  it('starts no run for data that were rejected before, because the run would fail', async () => {
    // Prepare: 50 items were accepted and rejected; 100 items replaced them, and then the 50 items were uploaded again
    const deployment = await open(2000, 50);
    const { account } = deployment;
    await deployment.whileTimeRuns(deployment.run(ACCEPT));
    await deployment.run([...REJECT, '--dataset', 'items']);
    await upload(account, 2000, 100);
    await upload(account, 2000, 50);
    const runs = (await account.runs()).length;

    // Act
    const again = await deployment.whileTimeRuns(deployment.run(ACCEPT));
    await account.put({ [interactionsKey('small')]: interactions(1500) });
    await account.runFile(file());
    const beside = await deployment.whileTimeRuns(deployment.run([...ACCEPT, '--dataset', 'interactions']));

    // Assess
    for (const { status, stderr } of [again, beside]) {
      expect(status).toBe(1);
      expect(stderr).toContain(
        "The items of dataset group 'small' were rejected by Ana (half an export): a run would refuse them and import nothing.",
      );
      expect(stderr).toContain('Upload other items');
    }
    expect(await account.runs()).toHaveLength(runs + 1);
  });

  it('reports that no data are refused', async () => {
    // Prepare
    const deployment = await open(2000, 100);

    // Act
    const { status, stderr } = await deployment.run(ACCEPT);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toContain("No data of dataset group 'small' are refused.");
  });
});

describe('limits that have no import to compare with', () => {
  it('are listed by plan and status, and both say that new data must be accepted', async () => {
    // Prepare: the last import was made by another writer, so its number of rows is unknown
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    await account.run(sample());
    const { aws, names } = account.local;
    await account.call('personalize', 'CreateDatasetImportJob', {
      jobName: 'by-hand',
      datasetArn: aws.arn('personalize', 'dataset/small/INTERACTIONS'),
      dataSource: { dataLocation: `s3://${names.dataBucket}/${interactionsKey('small')}` },
      roleArn: 'arn:aws:iam::123456789012:role/personalize-service-us-east-1',
      importMode: 'FULL',
    });
    await account.settle();
    const checked = withChecks(sample(), { maximumRowDrop: '10%' });

    // Act
    const folder = await folderOf(checked);
    const plan = await deployment.run(['plan', folder]);
    await account.runFile(checked);
    const status = await deployment.run(['status', 'small', '--data']);

    // Assess
    for (const { stdout } of [plan, status])
      expect(stdout.replace(/\s+/g, ' ')).toMatch(
        /maximumRowDrop: nothing to compare with, .*'by-hand' .*; new data need `personalize-mlops data accept`/,
      );
  });
});

describe('personalize-mlops data reject', () => {
  it('makes runs compare later items with the import before the rejected import, and says that imported rows stay', async () => {
    // Prepare
    const deployment = await open(2000, 95);
    const { account } = deployment;

    // Act
    const { status, stdout } = await deployment.run([...REJECT, '--dataset', 'items']);
    await upload(account, 2000, 88);

    // Assess
    expect(status).toBe(0);
    expect(stdout).toContain('Later items are compared with the 100 rows');
    expect(stdout).toContain('The imported rows stay in Amazon Personalize');
    expect(stdout).toContain(FINAL);
    expect(account.lastNotification()).toContain('88 rows, 12.0% fewer than the 100');
  });

  it('lets csv that were accepted and imported earlier be imported again, in place of the rejected csv', async () => {
    // Prepare
    const deployment = await open(2000, 50);
    const { account } = deployment;
    await deployment.whileTimeRuns(deployment.run(ACCEPT));
    await upload(account, 2000, 48);
    await deployment.run([...REJECT, '--dataset', 'items']);

    // Act
    await upload(account, 2000, 50);

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.count('datasetImportJob')).toBe(5);
  });

  it('lets csv be imported that an earlier run had refused because the rejected csv had more rows', async () => {
    // Prepare
    const deployment = await open(2000, 200);
    const { account } = deployment;
    await upload(account, 2000, 100);
    const refused = account.lastNotification();
    await deployment.run([...REJECT, '--dataset', 'items']);

    // Act
    await deployment.whileTimeRuns(deployment.run(['retry', 'small', '--interval', '0.001']));

    // Assess
    expect(refused).toContain('100 rows, 50.0% fewer than the 200');
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.count('datasetImportJob')).toBe(4);
  });

  it('withdraws the acceptance of data that are not imported yet, and does not reject the last import', async () => {
    // Prepare
    const deployment = await open(1500, 50);
    const { account } = deployment;
    await deployment.whileTimeRuns(deployment.run([...ACCEPT, '--dataset', 'items']));

    // Act
    const { status, stdout } = await deployment.run([...REJECT, '--dataset', 'items']);
    const { stdout: shown } = await deployment.run(['status', 'small', '--data']);
    await upload(account, 2000, 50);
    const mail = account.lastNotification();
    await upload(account, 2000, 95);

    // Assess
    expect(status).toBe(0);
    expect(stdout).toContain('The 50 rows of items that were accepted, and not imported yet, are rejected.');
    expect(stdout).toContain('Later items are compared with the 100 rows');
    expect(stdout).toContain(FINAL);
    expect(stdout).not.toContain('stay in Amazon Personalize');
    expect(shown).not.toMatch(/not imported yet|still has/);
    expect(mail).toContain('rejected by Ana: half an export');
    expect(account.count('datasetImportJob')).toBe(3);
  });

  it('withdraws the acceptance of csv that were replaced in the bucket, even before a run finds the new csv', async () => {
    // Prepare
    const deployment = await open(1500, 50);
    const { account } = deployment;
    await deployment.whileTimeRuns(deployment.run([...ACCEPT, '--dataset', 'items']));
    await account.put({ [ITEMS]: items(100) });

    // Act
    const { stdout } = await deployment.run([...REJECT, '--dataset', 'items']);

    // Assess
    expect(stdout).toContain('The 50 rows of items that were accepted, and not imported yet, are rejected.');
    expect(stdout).toContain('Later items are compared with the 100 rows');
  });

  it('rejects nothing while the accepted data are being imported', async () => {
    // Prepare
    const deployment = await open(2000, 50);
    const { account } = deployment;
    account.local.personalize.setDuration('datasetImportJob', 3600);
    await deployment.run([...ACCEPT, '--no-wait']);
    await account.passSeconds(1800);

    // Act
    const { status, stderr } = await deployment.run([...REJECT, '--dataset', 'items']);
    await account.settle();

    // Assess
    expect(status).toBe(1);
    expect(stderr).toContain("The accepted items of dataset group 'small' may be imported at this moment: nothing");
    expect(await account.lastRun()).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('makes status and plan report the rejected rows until other rows are imported', async () => {
    // Prepare
    const deployment = await open(2000, 95);
    const { account } = deployment;
    const folder = await folderWithoutCsv();
    const shown = async () => {
      const commands = [
        ['status', 'small'],
        ['status', 'small', '--data'],
        ['plan', folder],
      ];
      const results = await Promise.all(commands.map((words) => deployment.run(words)));
      return results.map(({ stdout }) => stdout.replace(/\s+/g, ' ').includes(REMINDER));
    };

    // Act
    const before = await shown();
    await deployment.run([...REJECT, '--dataset', 'items']);
    const rejected = await shown();
    const { stdout } = await deployment.run(['status', 'small', '--json']);
    await upload(account, 2000, 98);
    const replaced = await shown();

    // Assess
    expect([before, rejected, replaced]).toEqual([
      [false, false, false],
      [true, true, true],
      [false, false, false],
    ]);
    expect(JSON.parse(stdout)).toMatchObject([
      { rejectedData: [{ dataset: 'items', rows: 95, by: 'Ana', reason: 'half an export' }] },
    ]);
  });

  it('makes runs refuse the rejected csv even after an import of other csv and a change of the limits', async () => {
    // Prepare
    const deployment = await open(2000, 95);
    const { account } = deployment;
    await deployment.run([...REJECT, '--dataset', 'items']);
    await upload(account, 2000, 98);
    const imports = account.count('datasetImportJob');

    // Act
    await upload(account, 2000, 95);
    const mail = account.lastNotification();
    await account.runFile(file('20%'));
    const again = await account.lastRun();

    // Assess
    expect(mail).toContain('rejected by Ana: half an export');
    expect(mail).not.toContain('data accept');
    expect(again).toMatchObject({ status: 'FAILED' });
    expect(account.count('datasetImportJob')).toBe(imports);
  });

  it('rejects nothing if the last import is the first import of the dataset', async () => {
    // Prepare
    const deployment = await open(2000, 100);

    // Act
    const { status, stderr } = await deployment.run(['data', 'reject', 'small', '--dataset', 'items', '--reason', 'x']);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toContain('No earlier import of the items');
  });
});

describe('csv that were refused', () => {
  it('are reported by plan, apply and retry, which say that a run will refuse them again', async () => {
    // Prepare
    const deployment = await open(2000, 50);
    const { account } = deployment;
    const folder = await folderWithoutCsv();
    const commands = [
      ['plan', folder],
      ['apply', folder, '--yes', '--no-wait', '--force'],
      ['retry', 'small', '--no-wait'],
    ];

    // Act
    const again = [];
    for (const words of commands) again.push((await deployment.run(words)).stdout.replace(/\s+/g, ' '));
    await account.settle();
    await account.put({ [ITEMS]: items(60) });
    const others = [];
    for (const words of commands) others.push((await deployment.run(words)).stdout.replace(/\s+/g, ' '));

    // Assess
    const said =
      /items.* were refused \S+ \S+ UTC \(maximumRowDrop\) and will be refused again: correct them, or `personalize-mlops data accept small --dataset items/;
    for (const stdout of again) expect(stdout).toMatch(said);
    for (const stdout of others) expect(stdout).not.toContain('refused again');
  });
});
