import type { Logger } from '@aws-lambda-powertools/logger';
import { CloudWatchClient, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { CloudWatchService } from '../../../emulator/services/cloudwatch/service';
import {
  type CapacityServices,
  reportIdleCapacity,
} from '../../../functions/report-idle-capacity/report-idle-capacity';
import { CapacityReports } from '../../../lib/record-table/capacity-reports';
import { DatasetGroups } from '../../../lib/record-table/dataset-groups';
import { FilesInForce } from '../../../lib/record-table/files-in-force';
import { RunHistory } from '../../../lib/record-table/run-history';
import { inProcess } from '../../support/in-process';
import { stateOf } from '../../support/planned';
import { putInForce, recordTable } from '../../support/record-table';
import { sample } from '../../support/sample';

const NOW = new Date('2026-02-05T12:00:00.000Z');
const SCOPE = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' };
const CAMPAIGN = 'arn:aws:personalize:us-east-1:123456789012:campaign/shop-campaign';

/**
 * Prepares a deployment with a campaign that had no request in its lookback period.
 *
 * @param broken names of groups whose file cannot be loaded
 */
async function prepare(groups: readonly string[], broken: readonly string[] = []) {
  const { aws, table } = await recordTable();
  aws.register(new CloudWatchService(aws));
  aws.intercept(async ({ call: { operation, input } }, perform) => {
    if (operation !== 'GetMetricData') return perform();
    const { MetricDataQueries = [] } = input as { MetricDataQueries?: readonly MetricDataQuery[] };
    return { MetricDataResults: MetricDataQueries.map(({ Id }) => ({ Id, StatusCode: 'Complete' })) };
  });
  const [count, notify, put] = [jest.fn(), jest.fn(), jest.fn()];
  const logger = { info: jest.fn(), error: jest.fn() };
  const [reports, datasetGroups] = [new CapacityReports(table), new DatasetGroups(table)];
  for (const group of groups) {
    await datasetGroups.add(group);
    const file = { bucket: 'data', key: `train/${group}/config.json`, versionId: 'v1', sequencer: '0A' };
    await putInForce(table, group, file);
  }
  const services = {
    logger: logger as unknown as Logger,
    count,
    notify,
    reports,
    bus: { put },
    datasetGroups,
    filesInForce: new FilesInForce(table),
    history: new RunHistory(table),
    load: async ({ key }) => {
      const [, group = ''] = key.split('/');
      if (broken.includes(group)) throw new Error('The version is gone.');
      return stateOf(JSON.stringify(sample(group)));
    },
    personalize: {
      list: async (type: string) => {
        if (type === 'solution')
          return [{ solutionArn: 'arn:solution', recipeArn: 'arn:aws:personalize:::recipe/aws-user-personalization' }];
        return type === 'campaign' ? [{ campaignArn: CAMPAIGN }] : [];
      },
      describe: async () => ({
        name: 'shop-campaign',
        status: 'ACTIVE',
        minProvisionedTPS: 5,
        creationDateTime: new Date('2025-01-05T00:00:00Z'),
      }),
    } as unknown as CapacityServices['personalize'],
    cloudWatch: new CloudWatchClient(inProcess(aws)),
    notifiesChanges: true,
  } satisfies CapacityServices;
  const report = (changes: Partial<CapacityServices> = {}) =>
    reportIdleCapacity(SCOPE, NOW, { ...services, ...changes });
  const counted = () => Object.fromEntries(count.mock.calls as [string, number][]);
  return { report, reports, counted, notify, put, personalize: services.personalize };
}

describe('the nightly report of capacity', () => {
  it('notifies of an idle campaign, publishes an event, and records and counts it', async () => {
    // Prepare
    const { report, reports, counted, notify, put } = await prepare(['shop']);

    // Act
    await report();

    // Assess
    expect(notify.mock.calls).toEqual([[expect.objectContaining({ datasetGroup: 'shop' })]]);
    expect(put).toHaveBeenCalledTimes(1);
    expect(await reports.find('shop')).toMatchObject({ resources: [{ name: 'shop-campaign', status: 'IDLE' }] });
    expect(counted()).toEqual({ ResourcesIdle: 1, ResourcesOversized: 0 });
  });

  it('counts the same finding again, but sends no other notification or event', async () => {
    // Prepare
    const { report, counted, notify, put } = await prepare(['shop']);
    await report();

    // Act
    await report();

    // Assess
    expect(notify).toHaveBeenCalledTimes(1);
    expect(put).toHaveBeenCalledTimes(1);
    expect(counted()).toEqual({ ResourcesIdle: 1, ResourcesOversized: 0 });
  });

  it('keeps a finding, and sends no other notification, if the resource was being stopped at one of the checks', async () => {
    // Prepare
    const { report, reports, notify, put, counted, personalize } = await prepare(['shop']);
    await report();
    const describe = async () => ({ name: 'shop-campaign', status: 'STOP IN_PROGRESS' });

    // Act
    await report({ personalize: { ...personalize, describe } });
    const between = [await reports.find('shop'), counted()];
    await report();

    // Assess
    expect(between).toMatchObject([{ resources: [{ status: 'IDLE' }] }, { ResourcesIdle: 1 }]);
    expect([notify, put].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });

  it('publishes an event, but sends no notification, if only failures are notified', async () => {
    // Prepare
    const { report, notify, put } = await prepare(['shop']);

    // Act
    await report({ notifiesChanges: false });

    // Assess
    expect(notify).not.toHaveBeenCalled();
    expect(put).toHaveBeenCalledTimes(1);
  });

  it('notifies once of an earlier finding after notifications are no longer limited to failures', async () => {
    // Prepare
    const { report, notify, put } = await prepare(['shop']);
    await report({ notifiesChanges: false });
    await report({ notifiesChanges: false });

    // Act
    await report();
    await report();

    // Assess
    expect([notify, put].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });

  it('sends neither event nor notification twice after attempts that failed', async () => {
    // Prepare
    const { report, notify, put } = await prepare(['shop']);
    const failing = { put: jest.fn().mockRejectedValue(new Error('EventBridge is down')) };

    // Act
    const failed = report({ bus: failing as unknown as CapacityServices['bus'] });
    await expect(failed).rejects.toThrow('EventBridge is down');
    const unsent = report({ notify: () => Promise.reject(new Error('SNS is down')) });
    await expect(unsent).rejects.toThrow('SNS is down');
    await report();
    await report();

    // Assess
    expect([notify, put].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });

  it('records why one dataset group cannot be checked, checks the others, and then fails', async () => {
    // Prepare
    const { report, reports, counted } = await prepare(['broken', 'shop'], ['broken']);

    // Act
    const reported = report();

    // Assess
    await expect(reported).rejects.toThrow(
      "The capacity of dataset group 'broken' could not be checked: Error: The version is gone.",
    );
    expect(await reports.find('broken')).toMatchObject({ failure: expect.stringContaining('The version is gone.') });
    expect(counted()).toEqual({ ResourcesIdle: 1, ResourcesOversized: 0 });
  });
});
