import type { ExecutionStatus } from '../../lib/aws/execution-status';
import type { Deletion, Deletions } from '../../lib/record-table/deletions';
import type { Failure, RunHistory, RunningRun } from '../../lib/record-table/runs';

/**
 * Milliseconds after its end in which a run's record may still be written: Lambda keeps the event of a stopped execution for
 * at most so long (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html, 2026-11).
 */
const WRITTEN_WITHIN = 6 * 3_600_000;

/**
 * Ends that could not be recorded. Sends no notifications: `run`, or Lambda for a stopped run, did.
 * @param inProgress runs, as the table says @returns those recorded now
 */
export async function recordLostEnds(
  inProgress: readonly RunningRun[],
  now: Date,
  runs: Pick<RunHistory, 'recordLostEnd'>,
  executions: Pick<ExecutionStatus, 'hasEndedBefore'>,
): Promise<readonly RunningRun[]> {
  const until = new Date(now.getTime() - WRITTEN_WITHIN);
  const recorded: RunningRun[] = [];
  for (const run of inProgress) {
    if (new Date(run.startedAt) >= until || !(await executions.hasEndedBefore(run.execution, until))) continue;
    await runs.recordLostEnd(run.key, now);
    recorded.push(run);
  }
  return recorded;
}

const LOST_DELETION: Failure = {
  error: 'EndNotRecorded',
  cause:
    'Its run did not begin, or its end could not be recorded. If its data deletion job is not COMPLETED in Amazon Personalize, upload the csv of users again.',
};

/**
 * Deletions of users that nothing works on any more. Sends no notifications: their run, or Lambda, did.
 * @param inProgress runs, as the table says @returns those recorded now
 */
export async function recordLostDeletions(
  datasetGroups: readonly string[],
  inProgress: readonly RunningRun[],
  now: Date,
  deletions: Pick<Deletions, 'of' | 'update'>,
): Promise<readonly Deletion[]> {
  const until = new Date(now.getTime() - WRITTEN_WITHIN);
  const running = new Set(inProgress.map(({ id }) => id));
  const recorded: Deletion[] = [];
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
