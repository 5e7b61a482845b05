import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import type { Context } from 'aws-lambda';
import { deletionCopyKey } from '../../aws/data-bucket-layout';
import { ExecutionStatus } from '../../aws/execution-status';
import { isTransientError } from '../../aws/transient-errors';
import { DELETION_WORKFLOW, UPLOAD_WORKFLOW, type Workflow } from '../../parameter-file/workflows';
import { DataRefusals } from '../../record-table/data-refusals';
import { type Deletion, Deletions } from '../../record-table/deletions';
import { present } from '../../record-table/item';
import { Locks } from '../../record-table/locks';
import { StillNotifying } from '../../record-table/notify-once';
import { FILE_ITEM, ProgressRecords, REFUSED_FILE, SUPERSEDED_FILE } from '../../record-table/progress';
import { RecordTable } from '../../record-table/record-table';
import { Results } from '../../record-table/results';
import { RunKeys } from '../../record-table/run-keys';
import { isScheduledRun, UPLOAD_TRIGGER } from '../../record-table/run-request';
import { type Failure, ITSELF, Runs, statusOf } from '../../record-table/runs';
import { Tasks } from '../../record-table/tasks';
import { VersionDecisions } from '../../record-table/version-decisions';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { EventBus, promotionEvent, runEvent } from '../shared/event-bus';
import { decisionMetric } from '../shared/metric-names';
import { notify } from '../shared/notifications';
import { retried } from '../shared/retried';
import { correlate, createCounter, createLogger, regardless } from '../shared/telemetry';
import { failureOf } from './failure';
import { mustNotify } from './must-notify';
import { notificationOf } from './notification';
import { type EndRunEvent, isUnchanged, noteOf, type RunEnd, secondsOf, subjectOf } from './run-end';
import { endOfStopped, isStatusChange, type StatusChange } from './stopped-execution';

/** They take no decision on a solution version: what every run looks up need not be asked. */
const DECIDING_NOTHING = ['dataset-import', 'recommender-operation', DELETION_WORKFLOW] satisfies readonly Workflow[];

const environment = readEnvironment(
  'DEPLOYMENT',
  'DELETION_BUCKET',
  'RECORD_TABLE',
  'RUN_HISTORY_DAYS',
  'NOTIFICATION_TOPIC_ARN',
  'NOTIFY_ON',
  'EVENT_BUS_NAME',
);
const logger = createLogger('end-run');
const count = createCounter('Workflow', environment.DEPLOYMENT);
const table = new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE);
const s3 = createClient(S3Client);
const sns = createClient(SNSClient);
const bus = new EventBus(createClient(EventBridgeClient), environment.EVENT_BUS_NAME);
const keptDays = Number(environment.RUN_HISTORY_DAYS);
const keys = new RunKeys(table, keptDays);
const runs = new Runs(table, keptDays);
const results = new Results(table, keptDays);
const tasks = new Tasks(table);
const locks = new Locks(table, new ExecutionStatus(createClient(SFNClient)));
const progress = new ProgressRecords(table);
const decisions = new VersionDecisions(table);
const deletions = new Deletions(table);
const refusals = new DataRefusals(table);

/** `run` calls this at its end; EventBridge does, with the event of Step Functions, if `run` is stopped or times out. */
export const handler = retried((event: EndRunEvent | StatusChange, { awsRequestId }: Context) =>
  isStatusChange(event) ? endRun(endOfStopped(event), awsRequestId) : endRun(event, ITSELF),
);

/**
 * The notification is the last step that can fail, and is sent once: if a step before it fails, the caller notifies the topic,
 * either the state machine or Lambda; a retry after it finds that the topic was notified.
 * @returns the failure, or the status that `run` has as its output
 */
async function endRun(event: EndRunEvent, notifier: string): Promise<Failure | { readonly status: string }> {
  const { begun, execution } = event;
  correlate(logger, execution.Name);
  const run = begun.run ?? (await keys.keyOf(execution.Input, execution));
  const failure = failureOf(event.end, execution.Id);
  // The lock of a run that was stopped is taken over: what it started may not have been stopped yet.
  if (notifier === ITSELF) await releaseLocks(run.datasetGroup, execution.Id);
  const subject = subjectOf(begun.request, execution.Input);
  const mayDecide = !(DECIDING_NOTHING as readonly string[]).includes(subject.workflow);
  // A function may still be at work for what failed or was stopped: what it decided before is notified here, and nothing is decided after it.
  if (mayDecide && failure !== undefined) await decisions.close(run.datasetGroup, execution.Name, new Date());
  const decided = mayDecide ? await decisions.ofRun(run.datasetGroup, execution.Name) : [];
  const isUpload = subject.workflow === UPLOAD_WORKFLOW;
  const file = isUpload ? await progress.find(run.datasetGroup, execution.Name, FILE_ITEM) : undefined;
  const superseded = file?.failure?.name === SUPERSEDED_FILE;
  const known: RunEnd = {
    ...subject,
    execution,
    superseded,
    isRefused: REFUSED_FILE.includes(file?.failure?.name ?? ''),
    resources: await results.of(run.datasetGroup, execution.Name),
    decisions: decided,
    frozen: await frozenOf(run.datasetGroup, decided),
    now: new Date(),
  };
  const ended: RunEnd = { ...known, ...present({ failure }) };
  const reported: RunEnd = { ...ended, isUnchanged: isUnchanged(ended) };
  const { right, recorded } = await runs.end(run, { ...reported, ...present({ note: noteOf(reported) }) }, notifier);
  const answer = failure ?? { status: reported.isUnchanged ? 'UNCHANGED' : 'SUCCEEDED' };
  if (right === 'BUSY' && notifier !== ITSELF) throw new StillNotifying(`the end of run ${execution.Name}`);
  if (right !== 'NOTIFY') {
    // A retry after the notification was sent; or another delivery of the same scheduled run notifies, and this one failed before
    // it knew; or the run was stopped after it was skipped, or its stop was notified already.
    logger.warn('Already notified, or another execution notifies', { run });
    return answer;
  }
  const deletion = await deletionOf({ ...known, ...recorded });
  const end: RunEnd = { ...reported, ...recorded, ...present({ deletion }) };
  await publishResult(end, begun.task ?? (isScheduledRun(execution.Input) ? execution.Input.task : ''));
  if (mustNotify(end, environment.NOTIFY_ON))
    await notify(sns, environment.NOTIFICATION_TOPIC_ARN, notificationOf(end));
  // Also of a run that need not be notified: then a later event of its end is not notified either.
  await regardless(logger, 'Could not record that the notification was sent', () => runs.recordNotified(run, end.now));
  if (end.failure !== undefined)
    await regardless(logger, 'Could not record that the refusal of data was notified', () =>
      refusals.recordNotified(run.datasetGroup, execution.Name, end.now),
    );
  count(end.failure !== undefined ? 'JobFailure' : end.isUnchanged ? 'JobUnchanged' : 'JobSuccess');
  if (end.trigger === UPLOAD_TRIGGER)
    count(end.isRefused ? 'ConfigurationsProcessedFailures' : 'ConfigurationsProcessedSuccesses');
  for (const { decision } of end.decisions) count(decisionMetric(decision));
  if (deletion !== undefined) count(deletion.status === 'COMPLETED' ? 'DeletionsCompleted' : 'DeletionsFailed');
  logger.info('Run ends', { run, ...end.failure });
  return answer;
}

/** What the solutions of these decisions serve, if it has recommended no new items or actions for a while. */
async function frozenOf(datasetGroup: string, decided: RunEnd['decisions']): Promise<NonNullable<RunEnd['frozen']>> {
  const solutions = [...new Set(decided.map(({ solution }) => solution))];
  const servings = await Promise.all(solutions.map((solution) => decisions.serving(datasetGroup, solution)));
  return servings.flatMap((serving) =>
    serving?.version && serving.frozenSince ? [{ version: serving.version, since: serving.frozenSince }] : [],
  );
}

async function releaseLocks(datasetGroup: string, run: string): Promise<void> {
  try {
    await locks.releaseAll(datasetGroup, run, new Date());
  } catch (error) {
    if (!(error instanceof Error) || isTransientError(error)) throw error;
    // Why the workflow failed is what counts. The next to ask takes over the locks of a run that has ended.
    logger.error('Could not release the locks', error);
  }
}

/**
 * What was asked for, once it has ended in the record too. Its csv is copied for its run: the version goes a day later. Whether the job of
 * a stopped run misses it is not documented: `personalize-deletion-read` in docs/local-aws.md.
 */
async function deletionOf({ datasetGroup, workflow, execution, failure, now }: RunEnd): Promise<Deletion | undefined> {
  if (workflow !== DELETION_WORKFLOW) return undefined;
  const copy = { Bucket: environment.DELETION_BUCKET, Key: deletionCopyKey(datasetGroup, execution.Name) };
  await regardless(logger, 'Could not remove the copy of the csv, which expires by itself', () =>
    s3.send(new DeleteObjectCommand(copy)),
  );
  if (failure === undefined) return deletions.find(datasetGroup, execution.Name);
  return deletions.update(datasetGroup, execution.Name, {
    status: 'FAILED',
    finishedAt: now.toISOString(),
    ...failure,
  });
}

/** Marks the task as free for its next run, and publishes the event. */
async function publishResult(end: RunEnd, task: string): Promise<void> {
  const { execution, now, failure } = end;
  const status = statusOf(end);
  if (task !== '') {
    const { Id: arn, StartTime: startedAt } = execution;
    await tasks.end(end.datasetGroup, task, { execution: arn, startedAt, status, now });
  }
  for (const decision of end.decisions) await bus.put(promotionEvent(end.datasetGroup, decision));
  const reason = failure && { reason: failure.cause };
  await bus.put(runEvent({ ...end, status, durationSeconds: secondsOf(end), ...reason }));
}
