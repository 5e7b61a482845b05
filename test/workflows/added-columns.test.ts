import { accounts } from '../support/accounts';
import { planOf } from '../support/planned';
import { type Sample, sample, withItems } from '../support/sample';
import { served } from '../support/served';

const { openQuick } = accounts();
const serve = served();

const ADDED =
  "added columns are left out of every later training of solution 'by-hand' (not in this file), solution 'small-solution': BRAND. To train with them,";
const ITEMS = 'train/small/items.csv';

/** A file whose items have an additional column. */
function extended(): Sample {
  const file = withItems(sample(), ['BRAND'], 'new-schema');
  return JSON.parse(JSON.stringify(file).replace('"name":"BRAND"', '"name":"BRAND","categorical":true'));
}

describe('A column that a file adds to the schema of the items', () => {
  it('is reported by the plan and the mail as left out of trainings of existing solutions', async () => {
    // Prepare
    const account = await openQuick();
    await account.put({ [ITEMS]: 'ITEM_ID,GENRE\nitem-1,drama\n' });
    await account.run(withItems(sample()));
    await account.call('personalize', 'CreateSolution', {
      name: 'by-hand',
      datasetGroupArn: account.local.aws.arn('personalize', 'dataset-group/small'),
      recipeArn: 'arn:aws:personalize:::recipe/aws-sims',
    });
    await account.settle();
    const file = extended();
    const plan = await planOf(await serve(account), file);

    // Act
    await account.put({ [ITEMS]: 'ITEM_ID,GENRE,BRAND\nitem-1,drama,acme\n' });
    await account.runFile(file);

    // Assess
    expect(plan.changes.find(({ type, action }) => type === 'dataset' && action === 'update')?.note).toContain(ADDED);
    expect(account.lastNotification()).toContain(ADDED);
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
  });

  it.each(['FULL', 'INCREMENTAL'])(
    'is imported once, as the plan shows, if the csv already had the column and the import mode is %s',
    async (importMode) => {
      // Prepare
      const withMode = (file: Sample): Sample =>
        Object.assign(file, { datasets: { serviceConfig: { importMode }, ...file.datasets } });
      const account = await openQuick();
      await account.put({ [ITEMS]: 'ITEM_ID,GENRE,BRAND\nitem-1,drama,acme\n' });
      await account.run(withMode(withItems(sample())));
      await account.run(withMode(withItems(sample())));
      const before = account.count('datasetImportJob');
      const file = withMode(extended());
      const plan = await planOf(await serve(account), file);

      // Act
      for (let times = 0; times < 3; times += 1) await account.runFile(file);

      // Assess
      expect((await account.runs()).map(({ status }) => status)).toEqual(Array(5).fill('SUCCEEDED'));
      const imports = plan.changes.filter(({ type }) => type === 'datasetImportJob');
      expect(imports.filter(({ action }) => action === 'create').map(({ label }) => label)).toEqual([
        "dataset import job of the items dataset 'small-items'",
      ]);
      expect(account.count('datasetImportJob') - before).toBe(1);
    },
  );

  it('need not be in the csv yet: nothing is imported, and the upload succeeds', async () => {
    // Prepare
    const account = await openQuick();
    await account.put({ [ITEMS]: 'ITEM_ID,GENRE\nitem-1,drama\n' });
    await account.run(withItems(sample()));
    const before = account.count('datasetImportJob');

    // Act
    await account.runFile(extended());

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.count('datasetImportJob')).toBe(before);
  });

  it('is imported even if the file also adds maximumRowDrop, which refuses the next csv because it has fewer rows', async () => {
    // Prepare
    const account = await openQuick();
    const items = (columns: string, row: string) => `ITEM_ID,GENRE${columns}\n${row.repeat(10)}`;
    await account.put({ [ITEMS]: items('', 'item-1,drama\n') });
    await account.run(withItems(sample()));
    const file = extended();
    Object.assign(file.datasets.items ?? {}, { workflowConfig: { checks: { maximumRowDrop: '10%' } } });
    const before = account.count('datasetImportJob');

    // Act
    await account.put({ [ITEMS]: items(',BRAND', 'item-1,drama,acme\n') });
    await account.runFile(file);
    const imported = account.count('datasetImportJob') - before;
    await account.put({ [ITEMS]: 'ITEM_ID,GENRE,BRAND\nitem-1,drama,acme\n' });
    await account.runFile(file);

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'FAILED']);
    expect(imported).toBe(1);
    expect(account.lastNotification()).toContain('fewer than the 10');
  });

  it('is imported even if the rows break a new limit, because the same rows have been imported before', async () => {
    // Prepare
    const account = await openQuick();
    await account.put({ [ITEMS]: 'ITEM_ID,GENRE,BRAND\nitem-1,drama,acme\n' });
    await account.run(withItems(sample()));
    const before = account.count('datasetImportJob');
    const file = extended();
    if (file.datasets.items !== undefined) file.datasets.items.workflowConfig = { checks: { minimumRows: 2 } };

    // Act
    await account.runFile(file);

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.count('datasetImportJob') - before).toBe(1);
  });

  it('may have empty values in its first import despite maximumNullRise; the limit applies from the second import on', async () => {
    // Prepare
    const withLimit = (file: Sample) => {
      if (file.datasets.items !== undefined) file.datasets.items.workflowConfig = { checks: { maximumNullRise: '5%' } };
      return file;
    };
    const account = await openQuick();
    await account.put({ [ITEMS]: 'ITEM_ID,GENRE\nitem-1,drama\nitem-2,crime\n' });
    await account.run(withLimit(withItems(sample())));

    // Act
    await account.put({ [ITEMS]: 'ITEM_ID,GENRE,BRAND\nitem-1,drama,acme\nitem-2,crime,\n' });
    await account.runFile(withLimit(extended()));
    const first = await account.lastRun();
    await account.put({ [ITEMS]: 'ITEM_ID,GENRE,BRAND\nitem-1,drama,\nitem-2,crime,\n' });
    await account.runFile(withLimit(extended()));

    // Assess
    expect(first.status).toBe('SUCCEEDED');
    expect(await account.lastRun()).toMatchObject({ status: 'FAILED' });
    expect(account.lastNotification()).toContain('100.0% of the values are empty, after 50.0%');
  });
});
