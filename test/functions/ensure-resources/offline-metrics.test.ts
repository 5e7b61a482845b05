import type { Metrics } from '@aws-lambda-powertools/metrics';
import { OfflineMetrics } from '../../../functions/ensure-resources/offline-metrics';
import type { Personalize } from '../../../lib/reconciler/account/personalize-api';
import type { Step } from '../../../lib/reconciler/step';
import { ReportedMetrics } from '../../../lib/record-table/reported-metrics';
import { recordTable, TABLE } from '../../support/record-table';

const VERSION = 'arn:aws:personalize:us-east-1:123456789012:solution/s/1a2b';
const TRAINED = new Date('2026-01-05T00:00:00Z');
const DAY = 24 * 3600 * 1000;

async function prepare() {
  const { aws, table } = await recordTable();
  const counted: string[] = [];
  const metrics = {
    addDimension: (_: string, solution: string) => counted.push(`of ${solution}`),
    addMetric: (name: string, _: string, value: number) => counted.push(`${name} ${value}`),
    publishStoredMetrics: () => undefined,
  } as unknown as Metrics;
  const recorder = new OfflineMetrics(metrics, new ReportedMetrics(table));
  const personalize = {
    describe: async () => ({ creationDateTime: TRAINED, trainingHours: 2 }),
    metrics: async () => ({ coverage: 0.5 }),
  } as unknown as Personalize;
  /** Calls OfflineMetrics this many days after the training of the version. Returns true if metrics were sent. */
  const poll = (days: number) =>
    recorder.record(
      {
        state: { datasetGroup: { name: 'shop' }, solutions: [{ name: 's', solution: VERSION_RESOURCE }] },
        resource: VERSION_RESOURCE,
        now: new Date(TRAINED.getTime() + days * DAY),
        personalize,
      } as unknown as Step,
      VERSION,
    );
  const items = async () => {
    const { Items } = (await aws.call('dynamodb', 'Scan', { TableName: TABLE })) as { Items: object[] };
    return Items;
  };
  return { poll, counted, items };
}

const VERSION_RESOURCE = { type: 'solutionVersion', pointer: '/solutions/0', name: '', request: {} };

describe('OfflineMetrics', () => {
  test('sends the metrics of a version once, and records for a year that they were sent', async () => {
    // Prepare
    const { poll, counted, items } = await prepare();

    // Act
    const results = [await poll(1), await poll(2), await poll(365)];

    // Assess
    expect(results).toEqual([true, false, false]);
    expect(counted).toEqual(['of s', 'coverage 0.5', 'trainingHours 2']);
    const expiresAt = { N: String((TRAINED.getTime() + (1 + 365) * DAY) / 1000) };
    expect(await items()).toEqual([{ datasetGroup: { S: 'shop' }, item: { S: `metrics#${VERSION}` }, expiresAt }]);
  });

  test.each([
    ['sends the metrics of a version that is an hour less than a year old', 365 - 1 / 24, true],
    ['does not send the metrics of a version that is a year old: its record may have expired', 365, false],
    ['does not send the metrics of a version that is several years old', 1000, false],
  ])('%s', async (_, days, isCounted) => {
    // Prepare
    const { poll, counted } = await prepare();

    // Act
    const recorded = await poll(days);

    // Assess
    expect(recorded).toBe(isCounted);
    expect(counted.length > 0).toBe(isCounted);
  });
});
