import type { ExecutionStatus } from '../../aws/execution-status';
import type { RunHistory, RunningRun } from '../../record-table/runs';

/**
 * Milliseconds after its end in which a run's record may still be written: Lambda keeps the event of a stopped execution for
 * at most so long (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html, 2026-11).
 */
const WRITTEN_WITHIN = 6 * 3_600_000;

/** Ends that could not be recorded. Sends no notifications: `run`, or Lambda for a stopped run, did. @returns those recorded now */
export async function recordLostEnds(
  datasetGroups: readonly string[],
  now: Date,
  runs: Pick<RunHistory, 'begunBefore' | 'recordLostEnd'>,
  executions: Pick<ExecutionStatus, 'hasEndedBefore'>,
): Promise<readonly RunningRun[]> {
  const until = new Date(now.getTime() - WRITTEN_WITHIN);
  const recorded: RunningRun[] = [];
  for (const datasetGroup of datasetGroups) {
    for (const run of await runs.begunBefore(datasetGroup, until)) {
      if (!(await executions.hasEndedBefore(run.execution, until))) continue;
      await runs.recordLostEnd(run.key, now);
      recorded.push(run);
    }
  }
  return recorded;
}
