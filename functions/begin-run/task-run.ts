import type { ExecutionStatus } from '../../aws/execution-status';
import type { RunRequest } from '../../record-table/run-request';
import type { RunExecution, RunKey } from '../../record-table/runs';
import type { Task } from '../../record-table/task';
import type { TaskRuns } from '../../record-table/task-runs';

/** BUSY: another execution runs for the task. TAKEN: another execution has this run, or it has ended. */
export type TaskRunStart =
  | { readonly decision: 'RUN' | 'TAKEN' | 'GONE' }
  | { readonly decision: 'BUSY' /** ARN. */; readonly other: string };

/**
 * Begins the run of a task, unless another one of it is still in progress. One that was stopped is named by the task until
 * `end-run` hears of it, or the next scheduled run finds that it no longer runs.
 */
export async function startTaskRun(
  run: RunKey,
  request: RunRequest,
  execution: RunExecution,
  task: Task,
  to: { readonly taskRuns: Pick<TaskRuns, 'begin'>; readonly executions: Pick<ExecutionStatus, 'isRunning'> },
): Promise<TaskRunStart> {
  let current: Task | undefined = task;
  // Repeated if a run of the task has ended or begun meanwhile.
  while (current !== undefined) {
    const { running } = current;
    if (running !== undefined && running !== execution.Id && (await to.executions.isRunning(running)))
      return { decision: 'BUSY', other: running };
    const attempt = await to.taskRuns.begin(run, request, execution, current);
    if (attempt.result !== 'CHANGED') return { decision: attempt.result === 'BEGUN' ? 'RUN' : 'TAKEN' };
    current = attempt.task;
  }
  return { decision: 'GONE' };
}
