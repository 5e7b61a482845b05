import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { ListCampaignsCommand, PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { parseArn } from '../../aws/arn';
import { describeError } from '../../aws/service-of';
import type { Scope } from '../../personalize/arn';
import { PersonalizeApi } from '../../reconciler/account/personalize-api';
import { CapacityReports, type MeasuredCapacity } from '../../record-table/capacity-reports';
import { DatasetGroups } from '../../record-table/dataset-groups';
import { FilesInForce } from '../../record-table/files-in-force';
import { RecordTable } from '../../record-table/record-table';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { capacityEvent, EventBus } from '../shared/event-bus';
import { notify } from '../shared/notifications';
import { ParameterFileStore } from '../shared/parameter-file-store';
import { createCounter, createLogger, regardless } from '../shared/telemetry';
import { assess } from './assess';
import { capacityNotification, changedSince, findingsOf } from './report';
import { PERIOD, requestsOf } from './requests';
import { servingOf } from './serving';

const environment = readEnvironment(
  'DEPLOYMENT',
  'RECORD_TABLE',
  'NOTIFICATION_TOPIC_ARN',
  'NOTIFY_ON',
  'EVENT_BUS_NAME',
);
const logger = createLogger('capacity');
const count = createCounter('Capacity', environment.DEPLOYMENT);
const table = new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE);
const datasetGroups = new DatasetGroups(table);
const filesInForce = new FilesInForce(table);
const reports = new CapacityReports(table);
const files = new ParameterFileStore(createClient(S3Client));
const cloudWatch = createClient(CloudWatchClient);
const sns = createClient(SNSClient);
const bus = new EventBus(createClient(EventBridgeClient), environment.EVENT_BUS_NAME);
const personalize = new PersonalizeApi(createClient(PersonalizeClient), {
  ListCampaignsCommand,
});

/** Once a day, of all dataset groups. Counts what is found, even if nothing is: a chart without data says nothing. */
export const handler = async (_event: unknown, context: Context): Promise<void> => {
  const scope = parseArn(context.invokedFunctionArn);
  const to = new Date(Math.floor(Date.now() / (PERIOD * 1000)) * PERIOD * 1000);
  const found: MeasuredCapacity[] = [];
  for (const datasetGroup of await datasetGroups.names()) {
    try {
      found.push(...(await check(datasetGroup, scope, to)));
    } catch (error) {
      // The others are checked, and this one again the next night.
      logger.error('The capacity of the dataset group could not be checked', { datasetGroup, error });
      await regardless(logger, 'Could not record why the capacity was not checked', async () => {
        const before = await reports.find(datasetGroup);
        const failure = error instanceof Error ? describeError(error) : String(error);
        await reports.put({ datasetGroup, from: '', to: '', resources: [], ...before, failure });
      });
    }
  }
  count('ResourcesIdle', found.filter(({ status }) => status === 'IDLE').length);
  count('ResourcesOversized', found.filter(({ status }) => status === 'OVERSIZED').length);
};

/** Reports what has changed, then records it: if that is interrupted, it is reported again. @returns all findings */
async function check(datasetGroup: string, scope: Scope, to: Date): Promise<readonly MeasuredCapacity[]> {
  const file = await filesInForce.find(datasetGroup);
  if (file === undefined) return [];
  const { capacity, tasks } = await files.load(file);
  const resting = new Set(tasks.flatMap(({ input }) => (input.operation === 'STOP' ? [input.recommender] : [])));
  const from = new Date(to.getTime() - capacity.lookbackSeconds * 1000);
  const serving = await servingOf(personalize, scope, datasetGroup);
  const requests = await requestsOf(cloudWatch, serving, { from, to });
  const resources = serving.flatMap((each) => {
    const own = requests.get(each.arn) ?? { count: 0, peak: 0 };
    return assess(each, own, { ...capacity, from, to, resting }) ?? [];
  });
  const report = { datasetGroup, from: from.toISOString(), to: to.toISOString(), resources };
  const changed = changedSince(await reports.find(datasetGroup), report);
  const findings = findingsOf(report);
  if (changed.some((resource) => findings.includes(resource)) && environment.NOTIFY_ON !== 'failures')
    await notify(sns, environment.NOTIFICATION_TOPIC_ARN, capacityNotification(report));
  for (const resource of changed) await bus.put(capacityEvent(report, resource));
  await reports.put(report);
  logger.info('Capacity checked', { datasetGroup, report });
  return findings;
}
