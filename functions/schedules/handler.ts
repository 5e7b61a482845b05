import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { parseArn } from '../../aws/arn';
import { deletionCopyKey } from '../../aws/data-bucket-layout';
import { ExecutionStatus } from '../../aws/execution-status';
import { PersonalizeApi } from '../../reconciler/account/personalize-api';
import type { DriftSetting } from '../../reconciler/campaign-drift';
import { DatasetGroups } from '../../record-table/dataset-groups';
import { Deletions } from '../../record-table/deletions';
import { referenceOf } from '../../record-table/file-reference';
import { type FileInForce, FilesInForce } from '../../record-table/files-in-force';
import { RecordTable } from '../../record-table/record-table';
import { isUploadAmong, RunHistory, type RunningRun } from '../../record-table/runs';
import type { Task } from '../../record-table/task';
import { Tasks } from '../../record-table/tasks';
import { VersionDecisions } from '../../record-table/version-decisions';
import { isOverdue, type OverdueRule } from '../../scheduling/overdue';
import { type Changes, type Reconciled, reconcileAll, type Scheduled } from '../../scheduling/reconcile';
import { ScheduleGroup } from '../../scheduling/schedule-group';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { type Notification, notify } from '../shared/notifications';
import { ParameterFileStore } from '../shared/parameter-file-store';
import { retried } from '../shared/retried';
import { RunStarter } from '../shared/run-starter';
import { countChanges } from '../shared/schedules/apply-schedules';
import { checkedTimeZone } from '../shared/schedules/default-time-zone';
import { namesOf, readyTasks } from '../shared/schedules/ready-tasks';
import { correlate, createCounter, createLogger, regardless } from '../shared/telemetry';
import { correctDrift } from './campaign-drift';
import { remindOfDecisions } from './decision-reminders';
import { reportOverdueRuns } from './overdue-runs';
import { recordLostDeletions, recordLostEnds } from './unrecorded-ends';

const environment = readEnvironment(
  'DEPLOYMENT',
  'DELETION_BUCKET',
  'RECORD_TABLE',
  'SCHEDULE_GROUP',
  'SCHEDULE_ROLE_ARN',
  'SCHEDULE_DEAD_LETTER_QUEUE_ARN',
  'SCHEDULE_TIMEZONE',
  'RUN_STATE_MACHINE_ARN',
  'CAMPAIGN_DRIFT',
  'OVERDUE_AFTER_INTERVALS',
  'OVERDUE_AFTER_HOURS',
  'NOTIFICATION_TOPIC_ARN',
);
const timezone = checkedTimeZone(environment.SCHEDULE_TIMEZONE);
const logger = createLogger('schedules');
const count = createCounter('Scheduler', environment.DEPLOYMENT);
const overdueRule: OverdueRule = { intervals: Number(environment.OVERDUE_AFTER_INTERVALS), timezone };
const s3 = createClient(S3Client);
const files = new ParameterFileStore(s3);
const table = new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE);
const datasetGroups = new DatasetGroups(table);
const tasks = new Tasks(table);
const runs = new RunHistory(table);
const deletions = new Deletions(table);
const sfn = createClient(SFNClient);
const executions = new ExecutionStatus(sfn);
const starter = new RunStarter(sfn, environment.RUN_STATE_MACHINE_ARN);
const personalize = new PersonalizeApi(createClient(PersonalizeClient));
const decisions = new VersionDecisions(table);
const sns = createClient(SNSClient);
const filesInForce = new FilesInForce(table);
const group = new ScheduleGroup(createClient(SchedulerClient), {
  groupName: environment.SCHEDULE_GROUP,
  runStateMachineArn: environment.RUN_STATE_MACHINE_ARN,
  roleArn: environment.SCHEDULE_ROLE_ARN,
  deadLetterQueueArn: environment.SCHEDULE_DEAD_LETTER_QUEUE_ARN,
  timezone,
});

/** Reconciles the schedules of all dataset groups, once a day. EventBridge Scheduler calls it. */
export const handler = retried(async (_event: object, context: Context): Promise<Changes> => {
  correlate(logger, undefined);
  const setting = environment.CAMPAIGN_DRIFT as DriftSetting;
  const scope = parseArn(context.invokedFunctionArn);
  return reconcileDeployment({ scope, personalize, decisions, logger, setting, runs, starter });
});

type Account = Parameters<typeof correctDrift>[3] & Parameters<typeof readyTasks>[2];

/** Reconciles the schedules of all dataset groups, and then searches for what was missed or changed elsewhere. */
async function reconcileDeployment(account: Account): Promise<Changes> {
  const now = new Date();
  const groups: string[] = [];
  const accepted = new Map<string, FileInForce>();
  const inProgress: RunningRun[] = [];
  const reconciled = await reconcileAll({ datasetGroups, tasks, group }, now, async (datasetGroup) => {
    const file = await filesInForce.find(datasetGroup);
    const existing = await tasks.tasksOf(datasetGroup);
    // Asked after the file was: the run of its upload is among them.
    const running = await runs.begunBefore(datasetGroup, new Date());
    groups.push(datasetGroup);
    inProgress.push(...running);
    if (file === undefined) return existing;
    accepted.set(datasetGroup, file);
    return refresh(datasetGroup, file, existing, isUploadAmong(running), account);
  });
  const changes = report(reconciled);
  await check(groups, inProgress, reconciled.scheduled, now);
  // The other dataset groups are checked, and this one again the next night.
  for (const [datasetGroup, file] of accepted)
    await regardless(logger, `The campaigns of dataset group '${datasetGroup}' could not be checked`, async () =>
      correctDrift(await files.load(file), referenceOf(file), now, account),
    );
  for (const [datasetGroup, file] of accepted)
    await regardless(logger, `Open decisions of dataset group '${datasetGroup}' could not be checked`, async () =>
      remindOfDecisions(await files.load(file), now, { decisions, notify: notifyTopic }),
    );
  return changes;
}

function notifyTopic(notification: Notification): Promise<void> {
  return notify(sns, environment.NOTIFICATION_TOPIC_ARN, notification);
}

function report({ changes }: Reconciled): Changes {
  logger.info('Schedules reconciled', { ...changes });
  countChanges(changes, count);
  return changes;
}

/**
 * Updates the tasks of a dataset group from its file in force, even if the run of its upload never did so. While that run is in
 * progress, it says itself what begins.
 */
async function refresh(
  datasetGroup: string,
  file: FileInForce,
  existing: readonly Task[],
  isUploading: boolean,
  account: Account,
): Promise<readonly Task[]> {
  try {
    const state = await files.load(file);
    const scheduled = namesOf(existing);
    const desired = isUploading
      ? state.tasks.filter(({ name }) => scheduled.has(name))
      : await readyTasks(state, scheduled, account);
    // Read again: meanwhile an operator may have deactivated one.
    return await tasks.replace(datasetGroup, await tasks.tasksOf(datasetGroup), desired);
  } catch (error) {
    // An error in one dataset group must not stop the others: its tasks are not changed.
    logger.error('The parameter file in force cannot be used', { datasetGroup, file, error });
    return tasks.tasksOf(datasetGroup);
  }
}

/** Records lost ends, and counts what is overdue, even if nothing is: the alarms need data. */
async function check(
  groups: readonly string[],
  inProgress: readonly RunningRun[],
  scheduled: readonly Scheduled[],
  now: Date,
): Promise<void> {
  const lost = await recordLostEnds(inProgress, now, runs, executions);
  if (lost.length > 0) logger.error('Runs had ended, but their end was not recorded', { lost });
  const running = inProgress.filter((run) => !lost.includes(run));
  const lostDeletions = await recordLostDeletions(groups, running, now, deletions);
  if (lostDeletions.length > 0)
    logger.error('Deletions of users had ended, but their end was not recorded', { lostDeletions });
  for (const { datasetGroup, run } of lostDeletions) {
    const copy = { Bucket: environment.DELETION_BUCKET, Key: deletionCopyKey(datasetGroup, run) };
    await regardless(logger, 'Could not remove the copy of the csv, which expires by itself', () =>
      s3.send(new DeleteObjectCommand(copy)),
    );
  }
  // Only 0 turns a check off: a setting that is no number must not do so silently.
  if (overdueRule.intervals !== 0) {
    const late = scheduled.filter(({ task, changedAt }) => isOverdue(task, changedAt, now, overdueRule));
    const overdue = late.map(({ task }) => task.name);
    if (overdue.length > 0) logger.error('Tasks have missed their scheduled runs', { overdue });
    count('TasksOverdue', overdue.length);
  }
  const hours = Number(environment.OVERDUE_AFTER_HOURS);
  if (hours !== 0) {
    const overdue = await reportOverdueRuns(running, { hours, now }, { runs, executions, notify: notifyTopic });
    if (overdue.length > 0) logger.error('Runs are overdue', { overdue });
    count('RunsOverdue', overdue.length);
  }
}
