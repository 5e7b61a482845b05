import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SFNClient } from '@aws-sdk/client-sfn';
import { ExecutionStatus } from '../../aws/execution-status';
import { FilesInForce } from '../../record-table/files-in-force';
import { RecordTable } from '../../record-table/record-table';
import { RunKeys } from '../../record-table/run-keys';
import {
  isScheduledRun,
  type RunInput,
  type RunRequest,
  requestOf,
  type ScheduledRun,
} from '../../record-table/run-request';
import { type RunExecution, type RunKey, Runs } from '../../record-table/runs';
import { TaskRuns } from '../../record-table/task-runs';
import { Tasks } from '../../record-table/tasks';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { EventBus, runEvent } from '../shared/event-bus';
import { lockAnswersOf } from '../shared/locks/lock-answers';
import { retried } from '../shared/retried';
import { correlate, createCounter, createLogger } from '../shared/telemetry';

export interface BeginRunEvent {
  readonly input: RunInput;
  /** Of the `run` state machine. */
  readonly execution: RunExecution;
  /** The last answer; empty at first. */
  readonly begun: BeginRunAnswer | Record<string, never>;
}

/** A run that is recorded as begun. */
interface BegunRun {
  readonly run: RunKey;
  readonly request: RunRequest;
  /** Name of the task; empty if none runs. */
  readonly task: string;
}

/** RUN: proceed with `request`, whose lock is held. WAIT: ask for the lock again. NOTHING: do not run; the reason is recorded. */
export type BeginRunAnswer =
  | (BegunRun & { readonly decision: 'RUN' })
  | (BegunRun & { readonly decision: 'WAIT'; readonly waitSeconds: number })
  | { readonly decision: 'NOTHING' };

const environment = readEnvironment('DEPLOYMENT', 'RECORD_TABLE', 'RUN_HISTORY_DAYS', 'EVENT_BUS_NAME');
const logger = createLogger('begin-run');
const count = createCounter('Scheduler', environment.DEPLOYMENT);
const table = new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE);
const bus = new EventBus(createClient(EventBridgeClient), environment.EVENT_BUS_NAME);
const keptDays = Number(environment.RUN_HISTORY_DAYS);
const keys = new RunKeys(table, keptDays);
const runs = new Runs(table, keptDays);
const tasks = new Tasks(table);
const filesInForce = new FilesInForce(table);
const executions = new ExecutionStatus(createClient(SFNClient));
const taskRuns = new TaskRuns(table, runs, tasks, executions);
const locks = lockAnswersOf(table, executions, logger);

export const handler = retried(async ({ input, execution, begun }: BeginRunEvent): Promise<BeginRunAnswer> => {
  correlate(logger, execution.Name);
  const known = begun.decision === 'WAIT' ? begun : undefined;
  const run = known ?? (await (isScheduledRun(input) ? beginTask(input, execution) : beginRequest(input, execution)));
  return run === undefined ? { decision: 'NOTHING' } : acquireLock(run, execution);
});

/** The holder is the execution of `run`, which releases the lock at its end. */
async function acquireLock({ run, request, task }: BegunRun, execution: RunExecution): Promise<BeginRunAnswer> {
  const { Id: holder, Name, StartTime } = execution;
  const asking = { holder, now: new Date(), since: new Date(StartTime) };
  const { held, waitSeconds = 0 } = await locks.acquire({ ...request, run: Name }, asking);
  const begun = { run, request, task };
  return held ? { decision: 'RUN', ...begun } : { decision: 'WAIT', waitSeconds, ...begun };
}

/** The same execution always gets the same record. */
async function beginRequest(request: RunRequest, execution: RunExecution): Promise<BegunRun | undefined> {
  const run = await keys.keyOf(request, execution);
  if (!(await runs.begin(run, request, execution)))
    return nothing('warn', 'The run was stopped before it began', { run });
  await bus.put(runEvent({ ...request, execution, status: 'STARTED' }));
  logger.info('Run begins', { run, request });
  return { run, request, task: '' };
}

/**
 * A scheduled run runs once, however often it is delivered: its record is under its scheduled time, and only the execution
 * that wrote the record proceeds. If an earlier run of the task is in progress, the run is recorded as skipped.
 */
async function beginTask(scheduledRun: ScheduledRun, execution: RunExecution): Promise<BegunRun | undefined> {
  const { datasetGroup, task: name } = scheduledRun;
  const task = await tasks.find(datasetGroup, name);
  if (task === undefined || task.state !== 'ENABLED')
    return nothing('info', 'The task was removed or is deactivated', { scheduledRun });
  const file = await filesInForce.find(datasetGroup);
  if (file === undefined) throw new Error(`Dataset group '${datasetGroup}' has no parameter file in force.`);
  // Its schedule and its record are deleted at the end of the upload's run, hours after the file was accepted.
  if (file.tasks !== undefined && !file.tasks.includes(name))
    return nothing('info', 'The newest parameter file no longer has the task', { scheduledRun });
  const request = requestOf(task, file);
  const run = await keys.keyOf(scheduledRun, execution);
  const start = await taskRuns.begin(run, request, execution, task);
  if (start.decision === 'BUSY') return skip(scheduledRun, run, request, execution, start.other);
  if (start.decision !== 'RUN') {
    const why = 'Another execution has this scheduled run, this one was stopped, or the task was removed';
    return nothing('info', why, { scheduledRun });
  }
  await bus.put(runEvent({ ...request, execution, status: 'STARTED' }));
  logger.info('Scheduled run begins', { run, request });
  count('RunsStarted');
  return { run, request, task: name };
}

/** @param other ARN of the execution of the previous run */
async function skip(
  scheduledRun: ScheduledRun,
  run: RunKey,
  request: RunRequest,
  execution: RunExecution,
  other: string,
): Promise<undefined> {
  const reason = `The previous run was still in progress: ${other}`;
  if (!(await runs.skip(run, request, execution, reason)))
    return nothing('warn', 'Another execution has this scheduled run, or this one was stopped', { scheduledRun });
  await bus.put(runEvent({ ...request, execution, status: 'SKIPPED', reason }));
  count('RunsSkipped');
  return nothing('warn', 'Skipped: the previous run is still in progress', { scheduledRun, other });
}

function nothing(level: 'info' | 'warn', why: string, about: object): undefined {
  logger[level](why, { ...about });
}
