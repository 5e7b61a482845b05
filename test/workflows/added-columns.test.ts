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

describe('A column that is added to the items', () => {
  it('is not used to train existing solutions, as plan and mail say', async () => {
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
});
