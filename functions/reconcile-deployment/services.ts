import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { DataBucketReader } from '../../lib/aws/data-bucket';
import { ExecutionStatus } from '../../lib/aws/execution-status';
import type { Scope } from '../../lib/personalize/arn';
import { PersonalizeApi } from '../../lib/reconciler/account/personalize-api';
import type { DriftSetting } from '../../lib/reconciler/campaign-drift';
import { usageOf } from '../../lib/reconciler/usage/usage';
import { Destruction } from '../../lib/record-table/destructions';
import { Digests } from '../../lib/record-table/digests';
import { DriftRecords } from '../../lib/record-table/drift-records';
import type { FileReference } from '../../lib/record-table/file-reference';
import { RecordTable } from '../../lib/record-table/record-table';
import { RefusedPlaces } from '../../lib/record-table/refused-files';
import { ScheduleGroup } from '../../lib/scheduling/schedule-group';
import type { EndRunServices } from '../end-run/end-run';
import { END_RUN_VARIABLES, endRunServices } from '../end-run/services';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { groupParameters } from '../shared/group-parameters';
import { type Notification, notify } from '../shared/notifications';
import { ParameterFileStore } from '../shared/parameter-file-store';
import { recordsOf } from '../shared/records';
import { RunStarter } from '../shared/run-starter';
import { checkedTimeZone } from '../shared/schedules/default-time-zone';
import { createCounter, createLogger } from '../shared/telemetry';
import type { DigestsServices } from './digest/send-digests';
import type { ReconcileServices } from './reconcile-deployment';

/**
 * Services of the function, created once while it starts.
 * @throws Error that names the variables that are not set
 */
export function reconcileServices(): Omit<ReconcileServices, 'endStopped' | 'sendDigests'> & {
  readonly endRun: EndRunServices;
  readonly digestServices: (scope: Scope, notifier: string) => Omit<DigestsServices, 'hasTime' | 'readWithin'>;
} {
  const environment = readEnvironment(
    ...END_RUN_VARIABLES,
    'DATA_BUCKET',
    'PERSONALIZE_ROLE_ARN',
    'SCHEDULE_GROUP',
    'SCHEDULE_ROLE_ARN',
    'SCHEDULE_DEAD_LETTER_QUEUE_ARN',
    'SCHEDULE_TIMEZONE',
    'RUN_STATE_MACHINE_ARN',
    'DRIFT',
    'DIGEST',
    'PUBLISH_PARAMETERS',
    'OVERDUE_AFTER_INTERVALS',
    'OVERDUE_AFTER_HOURS',
  );
  const timezone = checkedTimeZone(environment.SCHEDULE_TIMEZONE);
  const [s3, sfn, sns] = [createClient(S3Client), createClient(SFNClient), createClient(SNSClient)];
  const files = new ParameterFileStore(s3);
  const table = new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE);
  const personalize = new PersonalizeApi(createClient(PersonalizeClient));
  const bucket = new DataBucketReader(s3, environment.DATA_BUCKET);
  const executions = new ExecutionStatus(sfn);
  const { history, ...records } = recordsOf(table, Number(environment.RUN_HISTORY_DAYS), executions);
  const shared = {
    ...records,
    logger: createLogger('reconcile-deployment'),
    personalize,
    runs: history,
    loadFile: (file: FileReference) => files.load(file),
    notify: (notification: Notification) => notify(sns, environment.NOTIFICATION_TOPIC_ARN, notification),
  };
  const cloudWatch = createClient(CloudWatchClient);
  const sizeAt = (uri: string, at: Date) => bucket.sizeAt(uri, at);
  return {
    ...shared,
    endRun: endRunServices(environment),
    digestServices: (scope, notifier) => ({
      ...shared,
      scope,
      notifier,
      setting: environment.DIGEST,
      digests: new Digests(table),
      refusedPlaces: new RefusedPlaces(table),
      timeZone: timezone,
      usageOf: (datasetGroup, period) =>
        usageOf(datasetGroup, period, {
          scope,
          personalize,
          cloudWatch,
          sizeAt,
          history,
          now: period.to,
          countsByEnd: true,
        }),
    }),
    count: createCounter('Scheduler', environment.DEPLOYMENT),
    executions,
    starter: new RunStarter(sfn, environment.RUN_STATE_MACHINE_ARN),
    scheduleGroup: new ScheduleGroup(createClient(SchedulerClient), {
      groupName: environment.SCHEDULE_GROUP,
      runStateMachineArn: environment.RUN_STATE_MACHINE_ARN,
      roleArn: environment.SCHEDULE_ROLE_ARN,
      deadLetterQueueArn: environment.SCHEDULE_DEAD_LETTER_QUEUE_ARN,
      timezone,
    }),
    removeCopy: (Key) => s3.send(new DeleteObjectCommand({ Bucket: environment.DATA_DELETION_BUCKET, Key })),
    drift: new DriftRecords(table),
    isDestroyed: (datasetGroup) => new Destruction(table, datasetGroup).isGoingOn(),
    driftSources: {
      records: table,
      bucket,
      roleArn: environment.PERSONALIZE_ROLE_ARN,
    },
    driftSetting: environment.DRIFT as DriftSetting,
    ...(environment.PUBLISH_PARAMETERS === 'true' && { parametersOf: groupParameters(environment.DEPLOYMENT) }),
    overdueTasks: { intervals: Number(environment.OVERDUE_AFTER_INTERVALS), timezone },
    overdueRunsAfter: Number(environment.OVERDUE_AFTER_HOURS),
  };
}
