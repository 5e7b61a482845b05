import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { planOf } from '../support/planned';
import { dataOf, type Sample, sample } from '../support/sample';
import { served } from '../support/served';

const { openQuick } = accounts();
const serve = served();

const CLICKS = { eventType: 'click', metricName: 'clicks', expression: 'SAMPLECOUNT()' };
const VIEWS = { eventType: 'view', metricName: 'views', expression: 'SAMPLECOUNT()' };
const INCOME = { eventType: 'buy', metricName: 'income', expression: 'SUM(Items.PRICE)' };

const ITEMS = ['ITEM_ID,PRICE', ...Array.from({ length: 50 }, (_, item) => `item-${item},${item}`), ''].join('\n');

/** A file with items that have a price, and imports that publish reports. */
function file(...metrics: object[]): Sample {
  const made = sample();
  made.solutions = [];
  const fields = [
    { name: 'ITEM_ID', type: 'string' },
    { name: 'PRICE', type: 'float' },
  ];
  const schema = {
    type: 'record',
    name: 'Items',
    namespace: 'com.amazonaws.personalize.schema',
    fields,
    version: '1.0',
  };
  made.datasets.items = {
    dataset: { serviceConfig: { name: 'small-items' } },
    schema: { serviceConfig: { name: 'small-items-schema', schema } },
  };
  Object.assign(made.datasets, { serviceConfig: { publishAttributionMetricsToS3: true } });
  made.metricAttribution = { serviceConfig: { name: 'small-attribution', metrics } };
  return made;
}

async function run(account: Account, made: Sample): Promise<void> {
  await account.put({ ...dataOf(made), 'train/small/items.csv': ITEMS });
  await account.runFile(made);
}

describe.each([
  ['needs one request to replace a metric by one of the same name', false],
  ['needs two requests to replace a metric by one of the same name, and shows updates in the status', true],
])('a metric attribution in which Personalize %s', (_what, isStrict) => {
  async function open() {
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    if (isStrict) account.local.personalize.choose('personalize-attribution-metrics');
    const metricAttributionArn = account.local.aws.arn('personalize', 'metric-attribution/small-attribution');
    const metrics = async () => {
      const found = await account.call<{ metrics: readonly { metricName: string; eventType: string }[] }>(
        'personalize',
        'ListMetricAttributionMetrics',
        { metricAttributionArn },
      );
      return [...found.metrics].sort((one, other) => (one.metricName < other.metricName ? -1 : 1));
    };
    return { deployment, account, metricAttributionArn, metrics };
  }

  it('is created after the first import of the data that it sums, and its reports go to the data bucket', async () => {
    // Prepare
    const { deployment, account, metricAttributionArn, metrics } = await open();
    const published: unknown[] = [];
    account.local.aws.onCall(({ call }) => {
      if (call.operation === 'CreateDatasetImportJob') published.push(call.input.publishAttributionMetricsToS3);
    });

    // Act
    await run(account, file(CLICKS, INCOME));
    await account.put({
      'train/small/interactions.csv': `${dataOf(file())['train/small/interactions.csv']}u,i,click,1700000000\n`,
    });
    await account.runFile(file(CLICKS, INCOME));

    // Assess
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    const { metricAttribution } = await account.call<{ metricAttribution: object }>(
      'personalize',
      'DescribeMetricAttribution',
      { metricAttributionArn },
    );
    const path = `s3://${account.local.names.dataBucket}/attribution/small/`;
    expect(metricAttribution).toMatchObject({
      status: 'ACTIVE',
      metricsOutputConfig: { s3DataDestination: { path } },
    });
    expect(await metrics()).toEqual([CLICKS, INCOME]);
    // It is not documented what Personalize does with the setting while there is no metric attribution.
    expect(published).toEqual([false, false, true]);
    const { changes, unmanaged } = await planOf(deployment, file(CLICKS, INCOME));
    expect([changes.filter(({ action }) => action !== 'unchanged'), unmanaged]).toEqual([[], []]);
  });

  it('follows the metrics of the file, even if a metric changes but keeps its name', async () => {
    // Prepare
    const { deployment, account, metrics } = await open();
    await run(account, file(CLICKS, VIEWS));
    const changed = file({ ...CLICKS, eventType: 'tap' }, INCOME);

    // Act
    const foreseen = await planOf(deployment, changed);
    await account.runFile(changed);

    // Assess
    expect(foreseen.changes.filter(({ action }) => action !== 'unchanged')).toEqual([
      expect.objectContaining({ type: 'metricAttribution', action: 'update' }),
    ]);
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(await metrics()).toEqual([{ ...CLICKS, eventType: 'tap' }, INCOME]);
  });

  it('cannot be renamed: an upload that gives it another name fails', async () => {
    // Prepare
    const { account } = await open();
    await run(account, file(CLICKS));
    const renamed = file(CLICKS);
    renamed.metricAttribution = { serviceConfig: { name: 'other', metrics: [CLICKS] } };

    // Act
    await account.runFile(renamed);

    // Assess
    expect((await account.lastRun()).status).toBe('FAILED');
    expect(account.named('metricAttribution')).toEqual(['small-attribution']);
  });
});
