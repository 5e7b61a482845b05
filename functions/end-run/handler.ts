import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { RunKeys } from '../../record-table/run-keys';
import type { RunKey } from '../../record-table/run-record';
import { isScheduledRun } from '../../record-table/run-request';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { EventBus } from '../shared/event-bus';
import { notify } from '../shared/notifications';
import { retried } from '../shared/retried';
import { runEvent } from '../shared/run-events';
import { correlate, createCounter, createLogger } from '../shared/telemetry';
import { EndedRuns } from './ended-runs';
import type { EndRunEvent } from './event';
import { type Failure, failureOf } from './failure';
import { notificationOf } from './message';
import { ITSELF, type Notifier } from './notify-once';
import { type RunEnd, secondsOf, statusOf, subjectOf } from './run-end';
import { RunningTasks } from './running-tasks';
import { endOfStopped, isStatusChange, type StatusChange } from './stopped-execution';

/** What the execution ends with: nothing but the failure, if there was one. */
export type EndRunAnswer = Partial<Failure>;

const environment = readEnvironment(
  'DEPLOYMENT',
  'RECORD_TABLE',
  'RUN_HISTORY_DAYS',
  'NOTIFICATION_TOPIC_ARN',
  'EVENT_BUS_NAME',
);
const logger = createLogger('end-run');
const count = createCounter('Workflow', environment.DEPLOYMENT);
const dynamodb = createClient(DynamoDBClient);
const sns = createClient(SNSClient);
const bus = new EventBus(createClient(EventBridgeClient), environment.EVENT_BUS_NAME);
const keptDays = Number(environment.RUN_HISTORY_DAYS);
const keys = new RunKeys(dynamodb, environment.RECORD_TABLE, keptDays);
const runs = new EndedRuns(dynamodb, environment.RECORD_TABLE, keptDays);
const tasks = new RunningTasks(dynamodb, environment.RECORD_TABLE);

/**
 * `run` calls this at its end. If it is stopped or times out it cannot; then EventBridge calls this with what Step Functions
 * announces.
 */
export const handler = retried((event: EndRunEvent | StatusChange, { awsRequestId }: Context) =>
  isStatusChange(event) ? endRun(endOfStopped(event), awsRequestId) : endRun(event, ITSELF),
);

/**
 * The message is the last thing that can fail, and is sent once: if anything before it fails, whoever called tells the
 * topic, the state machine itself or Lambda; a retry after it finds that the topic was told.
 */
async function endRun(event: EndRunEvent, notifier: Notifier): Promise<EndRunAnswer> {
  const { begun, execution } = event;
  correlate(logger, execution.Name);
  const run = begun.run ?? (await keys.keyOf(execution.Input, execution));
  const failure = failureOf(event.end, execution.Id);
  const answer: EndRunAnswer = failure ?? {};
  const known: RunEnd = {
    ...subjectOf(begun.request, execution.Input),
    execution,
    superseded: event.end.output?.superseded ?? false,
    resources: await runs.results(run.datasetGroup, execution.Name),
    now: new Date(),
  };
  const reported: RunEnd = { ...known, ...(failure && { failure }) };
  const recorded = await (notifier === ITSELF
    ? runs.finish(run, reported)
    : runs.finishStopped(run, reported, notifier));
  if (recorded === undefined) {
    // A retry after the topic was told; or another delivery of the same fire runs and tells, and this one failed before it
    // found out; or the run was stopped after it was skipped, or its stop is announced twice.
    logger.warn('Told already, or for another to tell', { run });
    return answer;
  }
  const end: RunEnd = { ...known, ...recorded };
  await publishResult(end, begun.task ?? (isScheduledRun(execution.Input) ? execution.Input.task : ''));
  await notify(sns, environment.NOTIFICATION_TOPIC_ARN, notificationOf(end));
  await recordNotified(run, end);
  count(end.failure === undefined ? 'JobSuccess' : 'JobFailure');
  logger.info('Run ends', { run, ...end.failure });
  return answer;
}

/** The task, so that its next fire finds it free, and whoever listens to the bus. */
async function publishResult(end: RunEnd, task: string): Promise<void> {
  const { execution, now, failure } = end;
  const status = statusOf(end);
  if (task !== '') {
    const { Id: arn, StartTime: startedAt } = execution;
    await tasks.endRunning(end.datasetGroup, task, { execution: arn, startedAt, status, now });
  }
  const reason = failure && { reason: failure.cause };
  await bus.put(runEvent({ ...end, status, durationSeconds: secondsOf(end), ...reason }));
}

/** Must not fail any more: the topic has been told, and would be told again. */
async function recordNotified(run: RunKey, { now }: RunEnd): Promise<void> {
  try {
    await runs.recordNotified(run, now);
  } catch (error) {
    logger.error('That the topic was told is not recorded', error as Error);
  }
}
