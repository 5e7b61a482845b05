import { ARN, ROLE, Testbed } from '../../../../support/personalize-testbed';

const METRIC = { eventType: 'click', metricName: 'clicks', expression: 'SAMPLECOUNT()' };

async function prepared() {
  const bed = new Testbed();
  const datasetGroupArn = await bed.datasetGroup();
  const create = (more: object = {}) =>
    bed.create('CreateMetricAttribution', {
      name: 'clicks',
      datasetGroupArn,
      metrics: [METRIC],
      metricsOutputConfig: { roleArn: ROLE },
      ...more,
    });
  return { bed, datasetGroupArn, create };
}

describe('a metric attribution', () => {
  it('is described and listed, and ListMetricAttributionMetrics lists its metrics', async () => {
    // Prepare
    const { bed, datasetGroupArn, create } = await prepared();
    const metricAttributionArn = await create();
    await bed.advance(3600);

    // Act
    const { metricAttribution } = await bed.call('DescribeMetricAttribution', { metricAttributionArn });
    const { metricAttributions } = await bed.call('ListMetricAttributions', { datasetGroupArn });
    const { metrics } = await bed.call('ListMetricAttributionMetrics', { metricAttributionArn });

    // Assess
    expect(metricAttributionArn).toBe(`${ARN}metric-attribution/clicks`);
    expect(metricAttribution).toMatchObject({ name: 'clicks', datasetGroupArn, status: 'ACTIVE' });
    expect(metricAttributions).toEqual([expect.objectContaining({ name: 'clicks', status: 'ACTIVE' })]);
    expect(metrics).toEqual([METRIC]);
  });

  it.each([
    ['if its dataset group already has a metric attribution', { name: 'other' }, 'ResourceAlreadyExistsException'],
    ['if its role does not exist', { metricsOutputConfig: { roleArn: `${ROLE}-2` } }, 'InvalidInputException'],
  ])('is refused %s', async (_what, more, code) => {
    // Prepare
    const { create } = await prepared();
    if (code === 'ResourceAlreadyExistsException') await create();

    // Act
    const refused = create(more);

    // Assess
    await expect(refused).rejects.toMatchObject({ code });
  });

  it('prevents the deletion of its dataset group until the metric attribution is deleted', async () => {
    // Prepare
    const { bed, datasetGroupArn, create } = await prepared();
    const metricAttributionArn = await create();
    await bed.advance(3600);

    // Act
    const early = bed.call('DeleteDatasetGroup', { datasetGroupArn });

    // Assess
    await expect(early).rejects.toMatchObject({ code: 'ResourceInUseException' });
    await bed.call('DeleteMetricAttribution', { metricAttributionArn });
    await bed.advance(3600);
    await bed.settled(bed.call('DeleteDatasetGroup', { datasetGroupArn }));
    expect(bed.service.snapshot()).toEqual([]);
  });
});
