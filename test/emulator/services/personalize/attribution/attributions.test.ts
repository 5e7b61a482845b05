import { BUCKET, ROLE } from '../../../../support/personalize-testbed';
import { Recommending } from '../../../../support/recommending';

const QUARTER = 15 * 60;
const CLICKS = { eventType: 'Click', metricName: 'clicks', expression: 'SAMPLECOUNT()' };
const INCOME = { eventType: 'click', metricName: 'income', expression: 'SUM(Items.PRICE)' };
const VALUE = { eventType: 'click', metricName: 'value', expression: 'SUM(Interactions.EVENT_VALUE)' };

interface Sent {
  readonly name: string;
  readonly source: string;
  readonly at: string;
  readonly sum: number;
}

/**
 * Creates a dataset group with a campaign and a metric attribution. `sent` has the metrics that the attribution sends
 * to CloudWatch.
 */
async function attributed(metrics: readonly object[] = [CLICKS, INCOME, VALUE]) {
  const bed = await Recommending.open();
  const trackingId = await bed.trackingId();
  const metricAttributionArn = await bed.settled(
    bed.create('CreateMetricAttribution', {
      name: 'attribution',
      datasetGroupArn: bed.group,
      metrics,
      metricsOutputConfig: { roleArn: ROLE, s3DataDestination: { path: `s3://${BUCKET}/attribution` } },
    }),
  );
  const sent: Sent[] = [];
  bed.service.onMetric(({ namespace, name, dimensions: [group, source] }, { at, sum }) => {
    if (source?.Name !== 'EventAttributionSource') return;
    expect([namespace, group]).toEqual(['AWS/Personalize', { Name: 'DatasetGroupArn', Value: bed.group }]);
    sent.push({ name, source: source.Value, at: new Date(at).toISOString(), sum });
  });
  return { bed, trackingId, metricAttributionArn, sent };
}

describe('attribution metrics of recorded events', () => {
  it('are summed per source, and sent to CloudWatch 15 minutes after the first event was recorded', async () => {
    // Prepare
    const { bed, trackingId, sent } = await attributed();
    const { recommendationId } = await bed.runtime('GetRecommendations', { userId: 'u0' });
    const window = new Date(Math.floor(bed.clock.now() / QUARTER / 1000) * QUARTER * 1000).toISOString();

    // Act
    await bed.click(trackingId, 'u0', 'a3', { recommendationId, eventValue: 2 });
    await bed.click(trackingId, 'u1', 'a4', { recommendationId, eventValue: 0.5 });
    await bed.click(trackingId, 'u2', 'a4', {
      recommendationId,
      metricAttribution: { eventAttributionSource: 'newsletter' },
    });
    await bed.click(trackingId, 'u3', 'a5', { recommendationId: 'RID-of-nobody' });
    await bed.click(trackingId, 'u3', 'a5', { eventType: 'watch' });
    const early = [...sent];
    await bed.advance(QUARTER);

    // Assess
    expect(early).toEqual([]);
    expect(sent.filter(({ name }) => name === 'clicks')).toEqual([
      { name: 'clicks', source: bed.campaignArn, at: window, sum: 2 },
      { name: 'clicks', source: 'newsletter', at: window, sum: 1 },
      { name: 'clicks', source: 'SOURCE_NAME_UNDEFINED', at: window, sum: 1 },
    ]);
    expect(sent.filter(({ name }) => name === 'income').map(({ sum }) => sum)).toEqual([7, 4, 5]);
    expect(sent.filter(({ name }) => name === 'value').map(({ sum }) => sum)).toEqual([2.5, 0, 0]);
  });

  it('leave out events older than 14 days', async () => {
    // Prepare
    const { bed, trackingId, sent } = await attributed([CLICKS]);

    // Act
    await bed.click(trackingId, 'u0', 'a3', { sentAt: new Date(bed.clock.now() - 15 * 86_400_000) });
    await bed.advance(QUARTER);

    // Assess
    expect(sent).toEqual([]);
  });

  it('are not sent after the metric attribution has been deleted', async () => {
    // Prepare
    const { bed, trackingId, metricAttributionArn, sent } = await attributed([CLICKS]);
    await bed.click(trackingId, 'u0', 'a3');

    // Act
    await bed.settled(bed.call('DeleteMetricAttribution', { metricAttributionArn }));
    await bed.advance(2 * QUARTER);

    // Assess
    expect(sent).toEqual([]);
  });

  it('are not sent if the role may not put metric data; a new metric attribution with such a role fails', async () => {
    // Prepare
    const { bed, trackingId, sent, metricAttributionArn } = await attributed([CLICKS]);
    await bed.click(trackingId, 'u0', 'a3');
    bed.denied.add('cloudwatch:PutMetricData');

    // Act
    await bed.advance(QUARTER);
    await bed.settled(bed.call('DeleteMetricAttribution', { metricAttributionArn }));
    const another = await bed.settled(
      bed.create('CreateMetricAttribution', {
        name: 'another',
        datasetGroupArn: bed.group,
        metrics: [CLICKS],
        metricsOutputConfig: { roleArn: ROLE },
      }),
    );

    // Assess
    expect(sent).toEqual([]);
    expect([bed.statusOf(another), bed.failureOf(another)]).toEqual([
      'CREATE FAILED',
      expect.stringMatching(/PutMetric/),
    ]);
  });
});

describe('attribution metrics of imports', () => {
  const header = 'USER_ID,ITEM_ID,TIMESTAMP,EVENT_TYPE,EVENT_VALUE\n';

  it('are written to S3 if the job requests it, with the columns that the developer guide documents', async () => {
    // Prepare
    const { bed, sent } = await attributed([CLICKS, INCOME]);
    const rows = Array.from({ length: 1000 }, (_, row) => `u${row % 40},a2,1700000${row < 500 ? '000' : '901'},click,`);
    const location = bed.put('more.csv', `${header}${rows.join('\n')}\nu1,a1,1700000000,other,\n`);

    // Act
    await bed.importJob(bed.interactionsArn, location, { publishAttributionMetricsToS3: true });

    // Assess
    const [key = ''] = [...bed.objects.keys()].filter((each) => each.startsWith('attribution/'));
    expect(key).toMatch(/^attribution\/AggregatedAttributionMetrics - FULL - \d{10}\.csv$/);
    expect(bed.text(key).trim().split('\n')).toEqual([
      'METRIC_NAME,EVENT_TYPE,VALUE,MATH_FUNCTION,EVENT_ATTRIBUTION_SOURCE,TIMESTAMP',
      'clicks,Click,500.0,samplecount,SOURCE_NAME_UNDEFINED,1699999200',
      'income,click,1000.0,sum,SOURCE_NAME_UNDEFINED,1699999200',
      'clicks,Click,500.0,samplecount,SOURCE_NAME_UNDEFINED,1700000100',
      'income,click,1000.0,sum,SOURCE_NAME_UNDEFINED,1700000100',
    ]);
    expect(sent).toEqual([]);
  });

  it('are sent to CloudWatch if the import is incremental, but not written to S3 without a request', async () => {
    // Prepare
    const { bed, sent } = await attributed([CLICKS]);
    const now = Math.floor(bed.clock.now() / 1000);
    const rows = Array.from({ length: 1000 }, (_, row) => `u${row % 40},a2,${now},click,`);

    // Act
    await bed.importJob(bed.interactionsArn, bed.put('more.csv', `${header}${rows.join('\n')}\n`), {
      importMode: 'INCREMENTAL',
    });

    // Assess
    expect(sent).toMatchObject([{ name: 'clicks', source: 'SOURCE_NAME_UNDEFINED', sum: 1000 }]);
    expect([...bed.objects.keys()].filter((key) => key.startsWith('attribution/'))).toEqual([]);
  });

  it('make the import fail if they cannot be written to S3', async () => {
    // Prepare
    const { bed } = await attributed([CLICKS]);
    bed.denied.add('role PutObject');

    // Act
    const job = await bed.importJob(bed.interactionsArn, `s3://${BUCKET}/interactions.csv`, {
      publishAttributionMetricsToS3: true,
    });

    // Assess
    expect([bed.statusOf(job), bed.failureOf(job)]).toEqual(['CREATE FAILED', expect.stringMatching(/PutObject/)]);
  });
});
