import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import {
  CreateDataDeletionJobCommand,
  DescribeDataDeletionJobCommand,
  ListDataDeletionJobsCommand,
  ListDatasetsCommand,
  PersonalizeClient,
} from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { Context } from 'aws-lambda';
import { DataBucket } from '../../aws/data-bucket';
import { ExecutionStatus } from '../../aws/execution-status';
import { PersonalizeApi } from '../../reconciler/account/personalize-api';
import { CreationIntentRecords } from '../../record-table/creation-intents';
import { DataHolds } from '../../record-table/data-holds';
import { DataRefusals } from '../../record-table/data-refusals';
import { DataStatisticsRecords } from '../../record-table/data-statistics';
import { DatasetGroups } from '../../record-table/dataset-groups';
import { Deletions } from '../../record-table/deletions';
import type { FileReference } from '../../record-table/file-reference';
import { FilesInForce } from '../../record-table/files-in-force';
import { Locks } from '../../record-table/locks';
import { ProgressRecords } from '../../record-table/progress';
import { RecordTable } from '../../record-table/record-table';
import { ReportedMetrics } from '../../record-table/reported-metrics';
import { Results } from '../../record-table/results';
import { RunHistory, Runs } from '../../record-table/runs';
import { Tasks } from '../../record-table/tasks';
import { VerifiedReadRecords } from '../../record-table/verified-reads';
import { VersionDecisions } from '../../record-table/version-decisions';
import { WaitingUploads } from '../../record-table/waiting-uploads';
import { ScheduleGroup } from '../../scheduling/schedule-group';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { EventBus } from '../shared/event-bus';
import { ParameterFileStore } from '../shared/parameter-file-store';
import { retried } from '../shared/retried';
import { checkedTimeZone } from '../shared/schedules/default-time-zone';
import { createCounter, createLogger, createMetrics } from '../shared/telemetry';
import { BatchOutput } from './batch-output';
import { type EnsureEvent, type EnsureServices, ensureResources } from './ensure';
import { OfflineMetrics } from './offline-metrics';
import { PollPublisher } from './poll-publisher';

const environment = readEnvironment(
  'DEPLOYMENT',
  'DATA_BUCKET',
  'DELETION_BUCKET',
  'EVENT_BUS_NAME',
  'PERSONALIZE_ROLE_ARN',
  'RECORD_TABLE',
  'RUN_HISTORY_DAYS',
  'RUN_STATE_MACHINE_ARN',
  'SCHEDULE_GROUP',
  'SCHEDULE_ROLE_ARN',
  'SCHEDULE_DEAD_LETTER_QUEUE_ARN',
  'SCHEDULE_TIMEZONE',
);
const keptDays = Number(environment.RUN_HISTORY_DAYS);
const roleArn = environment.PERSONALIZE_ROLE_ARN;
const logger = createLogger('ensure-resources');
const count = createCounter('Workflow', environment.DEPLOYMENT);
const s3 = createClient(S3Client);
const files = new ParameterFileStore(s3);
const table = new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE);
const bus = new EventBus(createClient(EventBridgeClient), environment.EVENT_BUS_NAME);
const results = new Results(table, keptDays);
const dataHolds = new DataHolds(table);
const deletions = new Deletions(table);
const decisions = new VersionDecisions(table);
const personalize = new PersonalizeApi(
  createClient(PersonalizeClient),
  {
    CreateDataDeletionJobCommand,
    DescribeDataDeletionJobCommand,
    ListDataDeletionJobsCommand,
    ListDatasetsCommand,
  },
  createClient(PersonalizeClient, { maxAttempts: 1 }),
);
const group = new ScheduleGroup(createClient(SchedulerClient), {
  groupName: environment.SCHEDULE_GROUP,
  runStateMachineArn: environment.RUN_STATE_MACHINE_ARN,
  roleArn: environment.SCHEDULE_ROLE_ARN,
  deadLetterQueueArn: environment.SCHEDULE_DEAD_LETTER_QUEUE_ARN,
  timezone: checkedTimeZone(environment.SCHEDULE_TIMEZONE),
});

const filesInForce = new FilesInForce(table);
const runs = new Runs(table, keptDays);
const bucket = new DataBucket(s3, environment.DATA_BUCKET);
const executions = new ExecutionStatus(createClient(SFNClient));
const load = (file: FileReference) => files.load(file);

const services: EnsureServices = {
  logger,
  load,
  runs,
  progress: new ProgressRecords(table),
  locks: { locks: new Locks(table, executions), dataHolds, deletions },
  verifiedReads: () => new VerifiedReadRecords(table),
  resources: {
    personalize,
    bucket,
    dataStatistics: new DataStatisticsRecords(table),
    dataHolds,
    decisions,
    roleArn,
    intents: new CreationIntentRecords(table),
    refusals: new DataRefusals(table),
    publisher: new PollPublisher({
      logger,
      count,
      results,
      bus,
      offlineMetrics: new OfflineMetrics(
        createMetrics('SolutionMetrics', environment.DEPLOYMENT),
        new ReportedMetrics(table),
      ),
      batchOutput: new BatchOutput(s3),
    }),
  },
  uploads: {
    filesInForce,
    waitingUploads: new WaitingUploads(table, executions),
    runs,
    datasetGroups: new DatasetGroups(table),
    bucket,
    // Thousands of reads in a row are throttled at some time: each is worth more attempts than to begin all of them again.
    personalize: new PersonalizeApi(createClient(PersonalizeClient, { maxAttempts: 8 })),
    load,
    records: table,
    decisions,
    roleArn,
  },
  deletions: {
    personalize,
    dataHolds,
    roleArn,
    deletions,
    count,
    destinations: { logger, results, bus },
    deletionBucket: environment.DELETION_BUCKET,
    open: (file) => new DataBucket(s3, file.bucket).bytes(file),
  },
  schedules: (scope) => ({
    tasks: new Tasks(table),
    group,
    filesInForce,
    runs: new RunHistory(table),
    account: { scope, personalize, logger },
    count: createCounter('Scheduler', environment.DEPLOYMENT),
  }),
};

export const handler = retried((event: EnsureEvent, context: Context) => ensureResources(event, context, services));
