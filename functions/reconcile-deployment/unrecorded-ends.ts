import type { Logger } from '@aws-lambda-powertools/logger';
import type { ExecutionStatus } from '../../lib/aws/execution-status';
import type { DataDeletion, DataDeletions } from '../../lib/record-table/data-deletions';
import type { RunHistory, RunningRun } from '../../lib/record-table/run-history';
import { EVENT_KEPT, type Failure } from '../../lib/record-table/runs';
import { lostEvent, type StatusChange } from '../end-run/stopped-execution';
import { regardless } from '../shared/telemetry';

interface LostEnds {
  readonly logger: Pick<Logger, 'error'>;
  readonly runs: Pick<RunHistory, 'recordLostEnd'>;
  readonly executions: Pick<ExecutionStatus, 'endedBefore'>;
  /** Handles a stop event that Step Functions has published but that was not delivered. */
  readonly endStopped: (event: StatusChange) => Promise<unknown>;
}

/**
 * Records the end of stopped runs whose stop event was lost, and notifies of it. Lost ends of other runs are only recorded, because `run`
 * itself has sent the notification. Runs that ended less than {@link EVENT_KEPT} ago are left out.
 * @param inProgress runs that are in progress, according to the table
 * @returns the runs that have ended, even if the end could not be recorded now
 */
export async function recordLostEnds(
  inProgress: readonly RunningRun[],
  now: Date,
  { logger, runs, executions, endStopped }: LostEnds,
): Promise<readonly RunningRun[]> {
  const until = new Date(now.getTime() - EVENT_KEPT);
  const recorded: RunningRun[] = [];
  for (const run of inProgress) {
    const ended = new Date(run.startedAt) < until && (await executions.endedBefore(run.execution, until));
    if (!ended) continue;
    const event = lostEvent(ended);
    if (event === undefined) await runs.recordLostEnd(run.key, new Date());
    else
      await regardless(logger, 'Could not end a stopped run, which the next night tries again', () =>
        endStopped(event),
      );
    recorded.push(run);
  }
  if (recorded.length > 0) logger.error('Runs had ended, but their end was not recorded', { lost: recorded });
  return recorded;
}

/**
 * Reports stopped runs whose end is recorded but was not reported: `end-run` was interrupted between these two steps,
 * and the stop event was lost. Runs that were not stopped need no report: a retry of `end-run` has sent the
 * notification, or `run` has sent one instead.
 * @param unreported ARNs of executions whose end is recorded, but not marked as reported
 */
export async function reportRecordedEnds(
  unreported: readonly string[],
  now: Date,
  { logger, executions, endStopped }: Pick<LostEnds, 'logger' | 'executions' | 'endStopped'>,
): Promise<void> {
  const until = new Date(now.getTime() - EVENT_KEPT);
  for (const execution of unreported) {
    const event = lostEvent((await executions.endedBefore(execution, until)) ?? {});
    if (event === undefined) continue;
    await regardless(logger, 'Could not report the end of a stopped run, which the next night tries again', () =>
      endStopped(event),
    );
  }
}

const LOST_DELETION: Failure = {
  error: 'EndNotRecorded',
  cause:
    'The run of this deletion did not begin, or its end could not be recorded: upload the csv of users again, even if the data deletion job is COMPLETED in Amazon Personalize.',
};

/**
 * Records deletions of users as FAILED if no run works on them any more. Sends no notification: the run, or Lambda's failure destination,
 * has sent one.
 * @param inProgress runs that are in progress, according to the table
 * @returns deletions whose end is recorded now
 */
export async function recordLostDataDeletions(
  datasetGroups: readonly string[],
  inProgress: readonly RunningRun[],
  now: Date,
  deletions: Pick<DataDeletions, 'of' | 'update'>,
): Promise<readonly DataDeletion[]> {
  const until = new Date(now.getTime() - EVENT_KEPT);
  const running = new Set(inProgress.map(({ id }) => id));
  const recorded: DataDeletion[] = [];
  for (const datasetGroup of datasetGroups) {
    for (const deletion of await deletions.of(datasetGroup)) {
      const { run, finishedAt, requestedAt } = deletion;
      if (finishedAt !== undefined || new Date(requestedAt) >= until || running.has(run)) continue;
      await deletions.update(datasetGroup, run, { status: 'FAILED', finishedAt: now.toISOString(), ...LOST_DELETION });
      recorded.push(deletion);
    }
  }
  return recorded;
}
