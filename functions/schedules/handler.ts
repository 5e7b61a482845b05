import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import type { FileReference } from '../../records/file-reference';
import { type Changes, reconcileAll, reconcileTasks } from '../../records/reconcile';
import { ScheduleGroup } from '../../records/schedule-group';
import { TaskTable } from '../../records/task-table';
import { readEnvironment } from '../shared/environment';
import { ParameterFileStore } from '../shared/parameter-file-store';
import { correlate, createLogger, createMetrics } from '../shared/telemetry';

/** With a file: the schedules of its dataset group. Without: of all of them, as once a day. */
export interface SchedulesEvent {
  readonly file?: FileReference;
  /** Id of the run; empty or absent outside of one. */
  readonly run?: string;
}

const environment = readEnvironment(
  'RECORD_TABLE',
  'SCHEDULE_GROUP',
  'SCHEDULE_ROLE_ARN',
  'SCHEDULE_DEAD_LETTER_QUEUE_ARN',
  'SCHEDULE_TIMEZONE',
  'RUN_STATE_MACHINE_ARN',
);
const logger = createLogger('schedules');
const metrics = createMetrics('Scheduler');
const files = new ParameterFileStore(new S3Client());
const table = new TaskTable(new DynamoDBClient(), environment.RECORD_TABLE);
const group = new ScheduleGroup(new SchedulerClient(), {
  groupName: environment.SCHEDULE_GROUP,
  runStateMachineArn: environment.RUN_STATE_MACHINE_ARN,
  roleArn: environment.SCHEDULE_ROLE_ARN,
  deadLetterQueueArn: environment.SCHEDULE_DEAD_LETTER_QUEUE_ARN,
  timezone: environment.SCHEDULE_TIMEZONE,
});

export async function handler({ file, run }: SchedulesEvent): Promise<Changes> {
  correlate(logger, run);
  const now = new Date();
  const changes = file === undefined ? await reconcileAll(table, group, now) : await applyFile(file, now);
  logger.info('Schedules reconciled', { file, ...changes });
  count('JobsCreated', changes.created.length);
  count('JobsDeleted', changes.deleted.length);
  return changes;
}

async function applyFile(file: FileReference, now: Date): Promise<Changes> {
  const { datasetGroup, tasks } = await files.load(file);
  await table.replace(datasetGroup.name, tasks);
  return reconcileTasks(await table.tasksOf(datasetGroup.name), table, group, now);
}

function count(metric: 'JobsCreated' | 'JobsDeleted', number: number): void {
  if (number === 0) return;
  metrics.addMetric(metric, MetricUnit.Count, number);
  metrics.publishStoredMetrics();
}
