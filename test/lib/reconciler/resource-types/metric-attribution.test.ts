import type { Description, Personalize } from '../../../../lib/reconciler/account/personalize-api';
import { metricAttribution } from '../../../../lib/reconciler/resource-types/metric-attribution';
import type { Step } from '../../../../lib/reconciler/step';

const GROUP = 'arn:aws:personalize:us-east-1:123456789012:dataset-group/shop';
const OWN = 'arn:aws:personalize:us-east-1:123456789012:metric-attribution/mine';
const CLICKS = { eventType: 'click', metricName: 'clicks', expression: 'SAMPLECOUNT()' };
const PRICES = { eventType: 'buy', metricName: 'prices', expression: 'SUM(Items.PRICE)' };
const LENGTHS = { eventType: 'watch', metricName: 'lengths', expression: 'SUM(Interactions.LENGTH)' };
const OUTPUT = { s3DataDestination: { path: 's3://data/attribution/shop/' }, roleArn: 'arn:role' };

interface Situation {
  readonly metrics?: readonly object[];
  /** Descriptions of attributions, by ARN. */
  readonly shown?: Readonly<Record<string, Description>>;
  readonly actualMetrics?: readonly object[];
}

function step({ metrics = [CLICKS], shown = {}, actualMetrics = [CLICKS] }: Situation = {}): Step {
  const personalize = {
    list: async () => Object.keys(shown).map((metricAttributionArn) => ({ metricAttributionArn })),
    describe: async (_type: string, arn: string) => shown[arn],
    attributionMetrics: async () => actualMetrics,
  } as unknown as Personalize;
  return {
    personalize,
    scope: { partition: 'aws', region: 'us-east-1', accountId: '123456789012' },
    roleArn: 'arn:role',
    resource: {
      type: 'metricAttribution',
      name: 'mine',
      pointer: '/metricAttribution',
      request: { name: 'mine', metrics },
    },
    state: { datasetGroup: { name: 'shop' } },
    bucket: { attributionUri: (group: string) => `s3://data/attribution/${group}/` },
  } as unknown as Step;
}

const SHOWN = { name: 'mine', status: 'ACTIVE', datasetGroupArn: GROUP, metricsOutputConfig: OUTPUT };
const found = (description: object) =>
  ({ type: 'metricAttribution', arn: OWN, description: description as Description }) as const;

describe('a metric attribution', () => {
  it.each<[string, Readonly<Record<string, Description>>, string | undefined]>([
    ['is found by its name', { 'arn:other': SHOWN, [OWN]: SHOWN }, OWN],
    ['is found under another name in its dataset group', { 'arn:other': SHOWN }, 'arn:other'],
    ['is not found if the dataset group has none', {}, undefined],
  ])('%s', async (_what, shown, expected) => {
    // Act
    const attribution = await metricAttribution.find(step({ shown }));

    // Assess
    expect(attribution?.arn).toBe(expected);
  });

  it('is created in the dataset group, and reports to the data bucket', async () => {
    // Act
    const request = await metricAttribution.createRequest(step());

    // Assess
    expect(request).toEqual({ name: 'mine', metrics: [CLICKS], datasetGroupArn: GROUP, metricsOutputConfig: OUTPUT });
  });

  it.each([
    ['only the interactions dataset for metrics that sum interactions', [CLICKS, LENGTHS], ['INTERACTIONS'], []],
    [
      'the items dataset, with data, for metrics that sum a column of items',
      [CLICKS, PRICES],
      ['INTERACTIONS', 'ITEMS'],
      ['ITEMS'],
    ],
    [
      'only the interactions dataset for metrics without an expression',
      [{ ...CLICKS, expression: undefined }],
      ['INTERACTIONS'],
      [],
    ],
  ])('needs %s', (_, metrics, datasets, data) => {
    // Prepare
    const one = step({ metrics });

    // Act and assess
    expect(metricAttribution.neededDatasets?.(one)).toEqual(datasets);
    expect(metricAttribution.neededData?.(one)).toEqual(data);
  });

  it.each<[string, Situation, object, readonly string[]]>([
    ['does not differ if it matches', {}, SHOWN, []],
    ['differs by its metrics', { actualMetrics: [PRICES] }, SHOWN, ['metrics']],
    [
      'differs by its role',
      {},
      { ...SHOWN, metricsOutputConfig: { ...OUTPUT, roleArn: 'arn:old' } },
      ['metricsOutputConfig'],
    ],
    [
      'does not differ if it writes to another location',
      {},
      { ...SHOWN, metricsOutputConfig: { s3DataDestination: { path: 's3://other/' } } },
      [],
    ],
    ['differs by its dataset group', {}, { ...SHOWN, datasetGroupArn: `${GROUP}-old` }, ['datasetGroupArn']],
  ])('%s', async (_what, situation, description, members) => {
    // Act
    const differences = await metricAttribution.differences(step(situation), found(description));

    // Assess
    expect(differences.map(({ member }) => member)).toEqual(members);
  });

  it.each([
    ['adds new metrics in an update', [CLICKS], [CLICKS, PRICES], { addMetrics: [PRICES] }],
    ['removes metrics in an update', [CLICKS, PRICES], [CLICKS], { removeMetrics: ['prices'] }],
    [
      'removes a changed metric in the first of two updates',
      [CLICKS],
      [{ ...CLICKS, eventType: 'tap' }],
      { removeMetrics: ['clicks'] },
    ],
    [
      'adds one metric and removes another in the same update',
      [PRICES],
      [CLICKS],
      { addMetrics: [CLICKS], removeMetrics: ['prices'] },
    ],
  ])('%s', async (_what, actual, desired, expected) => {
    // Prepare
    const changes = [
      { member: 'metrics', actual, desired },
      { member: 'metricsOutputConfig', actual: {}, desired: OUTPUT },
    ];

    // Act
    const request = await metricAttribution.updateRequest?.(step(), found(SHOWN), changes);

    // Assess
    expect(request).toEqual({ metricAttributionArn: OWN, ...expected, metricsOutputConfig: OUTPUT });
  });
});
