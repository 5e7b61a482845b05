import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { ExecutionStatus } from '../../lib/aws/execution-status';
import { DataDeletions } from '../../lib/record-table/data-deletions';
import { DataRefusals } from '../../lib/record-table/data-refusals';
import { Locks } from '../../lib/record-table/locks';
import { ProgressRecords } from '../../lib/record-table/progress';
import { RecordTable } from '../../lib/record-table/record-table';
import { Results } from '../../lib/record-table/results';
import { RunHistory } from '../../lib/record-table/run-history';
import { RunKeys } from '../../lib/record-table/run-keys';
import { Runs } from '../../lib/record-table/runs';
import { Tasks } from '../../lib/record-table/tasks';
import { VersionDecisions } from '../../lib/record-table/version-decisions';
import { createClient } from '../shared/create-client';
import { EventPublisher } from '../shared/event-bus';
import { notify } from '../shared/notifications';
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

/** Services of the function, created once while it starts. */
export function endRunServices(
  environment: Readonly<Record<(typeof END_RUN_VARIABLES)[number], string>>,
): EndRunServices {
  const table = new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE);
  const [s3, sns] = [createClient(S3Client), createClient(SNSClient)];
  const keptDays = Number(environment.RUN_HISTORY_DAYS);
  return {
    logger: createLogger('end-run'),
    count: createCounter('Workflow', environment.DEPLOYMENT),
    keys: new RunKeys(table, keptDays),
    runs: new Runs(table, keptDays),
    history: new RunHistory(table),
    results: new Results(table, keptDays),
    tasks: new Tasks(table),
    locks: new Locks(table, new ExecutionStatus(createClient(SFNClient))),
    progress: new ProgressRecords(table),
    decisions: new VersionDecisions(table),
    deletions: new DataDeletions(table),
    refusals: new DataRefusals(table),
    bus: new EventPublisher(createClient(EventBridgeClient), environment.EVENT_BUS_NAME),
    notify: (notification) => notify(sns, environment.NOTIFICATION_TOPIC_ARN, notification),
    notifyOn: environment.NOTIFY_ON,
    removeCopy: (Key) => s3.send(new DeleteObjectCommand({ Bucket: environment.DATA_DELETION_BUCKET, Key })),
  };
}
