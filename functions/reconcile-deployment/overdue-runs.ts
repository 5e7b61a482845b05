import { parseExecutionArn } from '../../lib/aws/arn';
import { executionLink } from '../../lib/aws/console-links';
import type { ExecutionStatus } from '../../lib/aws/execution-status';
import { durationText } from '../../lib/parameter-file/duration';
import { DELETION_WORKFLOW } from '../../lib/parameter-file/workflows';
import { fileOf } from '../../lib/record-table/file-reference';
import { present } from '../../lib/record-table/item';
import type { RunHistory, RunningRun } from '../../lib/record-table/run-history';
import type { Notification } from '../shared/notifications';
import { runLines } from '../shared/run-lines';

const HOUR = 3_600_000;

interface Dependencies {
  readonly runs: Pick<RunHistory, 'noteReported'>;
  readonly executions: Pick<ExecutionStatus, 'isRunning'>;
  readonly notify: (notification: Notification) => Promise<void>;
}

/**
 * Reports each overdue run once. After an interruption, a run may be reported twice.
 * @param inProgress runs that are in progress, according to the table
 * @returns overdue runs, reported now or earlier
 */
export async function reportOverdueRuns(
  inProgress: readonly RunningRun[],
  { hours, now }: { readonly hours: number; readonly now: Date },
  { runs, executions, notify }: Dependencies,
): Promise<readonly RunningRun[]> {
  const overdue: RunningRun[] = [];
  for (const run of inProgress) {
    if (now.getTime() - Date.parse(run.startedAt) < hours * HOUR) continue;
    // The table still lists a run whose end is not recorded yet, or could not be recorded. That end is reported elsewhere:
    // by `run`, by `end-run` or by `recordLostEnds`.
    if (!(await executions.isRunning(run.execution))) continue;
    overdue.push(run);
    if (run.isReported) continue;
    await notify(overdueNotification(run, now));
    await runs.noteReported(run.key, now);
  }
  return overdue;
}

const ADVICE =
  'A training, an import or a batch job may take days. `personalize-mlops status` shows what the run waits for. If the run hangs, stop its execution. Other runs can then take over its locks, and you are notified of the stop.';

export function overdueNotification(run: RunningRun, now: Date): Notification {
  const { datasetGroup, execution, workflow, startedAt } = run;
  const age = durationText((now.getTime() - Date.parse(startedAt)) / 1000);
  return {
    datasetGroup,
    ...(workflow !== '' && { workflow }),
    headline: `${workflow} has been running for ${age}`,
    result: 'OVERDUE',
    summary: `${workflow} of dataset group '${datasetGroup}' has been running for ${age}`,
    description: [
      ...runLines({ ...run, file: fileOf(run.file, run.fileVersion, present({ values: run.values })) }),
      `Began: ${startedAt}`,
      `\nWhat to do: ${ADVICE}${workflow === DELETION_WORKFLOW ? ' Then request the deletion again.' : ''}`,
      `\nExecution: ${executionLink(execution) ?? execution}`,
    ].join('\n'),
    runId: parseExecutionArn(execution).name,
    execution,
    resources: [],
  };
}
