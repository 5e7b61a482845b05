import type { Logger } from '@aws-lambda-powertools/logger';
import { PROMOTION_WORKFLOW } from '../../lib/parameter-file/workflows';
import { referenceOf } from '../../lib/record-table/file-reference';
import {
  isScheduledRun,
  type RunInput,
  type RunRequest,
  requestOf,
  type ScheduledRun,
} from '../../lib/record-table/run-request';
import type { RunExecution, RunKey } from '../../lib/record-table/runs';
import type { TaskRuns } from '../../lib/record-table/task-runs';
import { type EventPublisher, runEvent } from '../shared/event-bus';
import type { Records } from '../shared/records';
import { type Counter, correlate } from '../shared/telemetry';

export interface BeginRunEvent {
  readonly input: RunInput;
  /** The execution of the `run` state machine. */
  readonly execution: RunExecution;
}

/** A run whose beginning is recorded. */
interface BegunRun {
  readonly run: RunKey;
  readonly request: RunRequest;
  /** Name of the task; empty unless the run is scheduled. */
  readonly task: string;
}

/** RUN: the run proceeds with `request`. NOTHING: this execution does no work, and the reason is logged. */
export type BeginRunAnswer = (BegunRun & { readonly decision: 'RUN' }) | { readonly decision: 'NOTHING' };

export interface BeginRunServices extends Records {
  readonly logger: Logger;
  readonly count: Counter<'Scheduler'>;
  readonly bus: Pick<EventPublisher, 'put'>;
  readonly taskRuns: TaskRuns;
}

/** Decides whether a run proceeds, and records that it has begun or was skipped. */
export async function beginRun(
  { input, execution }: BeginRunEvent,
  services: BeginRunServices,
): Promise<BeginRunAnswer> {
  correlate(services.logger, execution.Name);
  const begun = await (isScheduledRun(input)
    ? beginTask(input, execution, services)
    : beginRequest(input, execution, services));
  return begun === undefined ? { decision: 'NOTHING' } : { decision: 'RUN', ...begun };
}

/** Begins a run that was not scheduled. Repeated calls for one execution use the same record. */
async function beginRequest(
  asked: RunRequest,
  execution: RunExecution,
  services: BeginRunServices,
): Promise<BegunRun | undefined> {
  const { keys, runs, bus, logger } = services;
  const run = await keys.keyOf(asked, execution);
  const request = await asOfNow(asked, services);
  if (!(await runs.begin(run, request, execution)))
    return nothing(services, 'warn', 'The run was stopped before it began, or its work has begun already', { run });
  await bus.put(runEvent({ ...request, execution, status: 'STARTED' }));
  logger.info('Run begins', { run, request });
  return { run, request, task: '' };
}

/** Adds to a request what is known only when its run begins. */
async function asOfNow(request: RunRequest, { filesInForce, decisions }: BeginRunServices): Promise<RunRequest> {
  const { datasetGroup, workflow, solution } = request;
  const isDecided = workflow === PROMOTION_WORKFLOW;
  // A decision may have been requested under an older file. The decision's run uses the file in force instead, so that
  // the run does not undo the work of the file in force.
  const inForce = isDecided ? await filesInForce.find(datasetGroup) : undefined;
  const file = inForce === undefined ? request.file : referenceOf(inForce);
  if (solution === undefined) return { ...request, file };
  const serving = await decisions.serving(datasetGroup, solution);
  // If versions of a solution were judged but none was promoted yet, earlier runs have skipped the solution's batch
  // jobs. The run that promotes the first version creates these jobs.
  return { ...request, file, withBatchJobs: serving !== undefined && serving.version === undefined };
}

/**
 * Begins a scheduled run. If Scheduler delivers the run twice, the run still begins once: the key of its record
 * contains the scheduled time, and only the execution that writes this record proceeds. If an earlier run of the task
 * is in progress, this run is recorded as skipped.
 */
async function beginTask(
  scheduledRun: ScheduledRun,
  execution: RunExecution,
  services: BeginRunServices,
): Promise<BegunRun | undefined> {
  const { tasks, filesInForce, waitingUploads, keys, taskRuns, bus, logger, count } = services;
  const { datasetGroup, task: name } = scheduledRun;
  const task = await tasks.find(datasetGroup, name);
  // True if an earlier call has begun this run, but the answer of that call was lost. Then the run proceeds, even if the
  // task was deactivated or has left the file since.
  const hasBegun = task?.running === execution.Id;
  if (task === undefined || !(hasBegun || task.state === 'ENABLED'))
    return nothing(services, 'info', 'The task was removed or is deactivated', { scheduledRun });
  const file = await filesInForce.find(datasetGroup);
  if (file === undefined) throw new Error(`Dataset group '${datasetGroup}' has no parameter file in force.`);
  // A task that leaves the file is removed only after the new file is put in force, so the file in force may already
  // lack the task. The file of an upload that waits for the lock may lack the task, too.
  for (const { tasks: kept } of [file, (await waitingUploads.find(datasetGroup, file)) ?? file])
    if (!hasBegun && kept !== undefined && !kept.includes(name))
      return nothing(services, 'info', 'The newest parameter file no longer has the task', { scheduledRun });
  const request = await asOfNow(requestOf(task, file), services);
  const run = await keys.keyOf(scheduledRun, execution);
  const start = await taskRuns.begin(run, request, execution, task);
  if (start.decision === 'BUSY') return skip({ scheduledRun, run, request, execution, other: start.other }, services);
  if (start.decision !== 'RUN') {
    const why =
      'Nothing to do: another execution has begun this scheduled run, this execution was stopped, or the task was removed';
    return nothing(services, 'info', why, { scheduledRun });
  }
  await bus.put(runEvent({ ...request, execution, status: 'STARTED' }));
  logger.info('Scheduled run begins', { run, request });
  count('RunsStarted');
  return { run, request, task: name };
}

interface Skipped {
  readonly scheduledRun: ScheduledRun;
  readonly run: RunKey;
  readonly request: RunRequest;
  readonly execution: RunExecution;
  /** ARN of the execution of the previous run. */
  readonly other: string;
}

async function skip(
  { scheduledRun, run, request, execution, other }: Skipped,
  services: BeginRunServices,
): Promise<undefined> {
  const { runs, bus, count } = services;
  const reason = `The previous run was still in progress: ${other}`;
  if (!(await runs.skip(run, request, execution, reason)))
    return nothing(
      services,
      'warn',
      'Nothing to do: another execution has begun this scheduled run, or this execution was stopped',
      {
        scheduledRun,
      },
    );
  await bus.put(runEvent({ ...request, execution, status: 'SKIPPED', reason }));
  count('RunsSkipped');
  return nothing(services, 'warn', 'Skipped: the previous run is still in progress', { scheduledRun, other });
}

function nothing({ logger }: BeginRunServices, level: 'info' | 'warn', why: string, about: object): undefined {
  logger[level](why, { ...about });
}
