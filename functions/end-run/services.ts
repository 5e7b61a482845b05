import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { ExecutionStatus } from '../../lib/aws/execution-status';
import { RecordTable } from '../../lib/record-table/record-table';
import { createClient } from '../shared/create-client';
import { EventPublisher } from '../shared/event-bus';
import { notify } from '../shared/notifications';
import { recordsOf } from '../shared/records';
import { createCounter, createLogger } from '../shared/telemetry';
import type { EndRunServices } from './end-run';

/** Names of the environment variables that {@link endRunServices} needs. */
export const END_RUN_VARIABLES = [
  'DEPLOYMENT',
  'DATA_DELETION_BUCKET',
  'RECORD_TABLE',
  'RUN_HISTORY_DAYS',
  'NOTIFICATION_TOPIC_ARN',
  'NOTIFY_ON',
  'EVENT_BUS_NAME',
] as const;

/** Services of `end-run`. A function creates them once, while it starts. */
export function endRunServices(
  environment: Readonly<Record<(typeof END_RUN_VARIABLES)[number], string>>,
): EndRunServices {
  const table = new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE);
  const [s3, sns] = [createClient(S3Client), createClient(SNSClient)];
  return {
    logger: createLogger('end-run'),
    count: createCounter('Workflow', environment.DEPLOYMENT),
    ...recordsOf(table, Number(environment.RUN_HISTORY_DAYS), new ExecutionStatus(createClient(SFNClient))),
    bus: new EventPublisher(createClient(EventBridgeClient), environment.EVENT_BUS_NAME),
    notify: (notification) => notify(sns, environment.NOTIFICATION_TOPIC_ARN, notification),
    notifyOn: environment.NOTIFY_ON,
    removeCopy: (Key) => s3.send(new DeleteObjectCommand({ Bucket: environment.DATA_DELETION_BUCKET, Key })),
  };
}
