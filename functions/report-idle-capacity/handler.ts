import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { parseArn } from '../../lib/aws/arn';
import { PersonalizeApi } from '../../lib/reconciler/account/personalize-api';
import { CapacityReports } from '../../lib/record-table/capacity-reports';
import { DatasetGroups } from '../../lib/record-table/dataset-groups';
import { FilesInForce } from '../../lib/record-table/files-in-force';
import { RecordTable } from '../../lib/record-table/record-table';
import { RunHistory } from '../../lib/record-table/run-history';
import { notifiesCapacity } from '../end-run/must-notify';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { EventPublisher } from '../shared/event-bus';
import { notify } from '../shared/notifications';
import { ParameterFileStore } from '../shared/parameter-file-store';
import { createCounter, createLogger } from '../shared/telemetry';
import { type CapacityServices, reportIdleCapacity } from './report-idle-capacity';

const environment = readEnvironment(
  'DEPLOYMENT',
  'RECORD_TABLE',
  'NOTIFICATION_TOPIC_ARN',
  'NOTIFY_ON',
  'EVENT_BUS_NAME',
);
const table = new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE);
const files = new ParameterFileStore(createClient(S3Client));
const sns = createClient(SNSClient);
const services: CapacityServices = {
  logger: createLogger('report-idle-capacity'),
  count: createCounter('Capacity', environment.DEPLOYMENT),
  datasetGroups: new DatasetGroups(table),
  filesInForce: new FilesInForce(table),
  history: new RunHistory(table),
  load: (file) => files.load(file),
  personalize: new PersonalizeApi(createClient(PersonalizeClient)),
  cloudWatch: createClient(CloudWatchClient),
  reports: new CapacityReports(table),
  bus: new EventPublisher(createClient(EventBridgeClient), environment.EVENT_BUS_NAME),
  notify: (notification) => notify(sns, environment.NOTIFICATION_TOPIC_ARN, notification),
  notifiesChanges: notifiesCapacity(environment.NOTIFY_ON),
};

/** Invoked by EventBridge Scheduler once a day. */
export const handler = (_event: unknown, { invokedFunctionArn }: Context): Promise<void> =>
  reportIdleCapacity(parseArn(invokedFunctionArn), new Date(), services);
