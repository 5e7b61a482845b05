import type { ExecutionStatus } from '../aws/execution-status';
import type { RecordTable } from './record-table';
import type { RunRequest } from './run-request';
import type { RunExecution, RunKey, Runs } from './runs';
import type { Task } from './task';
import { type Tasks, taskOf } from './tasks';

/**
 * RUN: the run may do its work. BUSY: another execution runs for the task. TAKEN: another execution owns the record of
 * this run, or the run was skipped, has begun its work, or has ended. GONE: the task was removed, so its run does not begin.
 */
export type TaskRunStart =
  | { readonly decision: 'RUN' | 'TAKEN' | 'GONE' }
  | {
      readonly decision: 'BUSY';
      /** ARN of the execution that runs for the task. */
      readonly other: string;
    };

/** Begins runs of tasks. The item of the run and the item of its task are written together. */
export class TaskRuns {
  constructor(
    private readonly table: RecordTable,
    private readonly runs: Runs,
    private readonly tasks: Tasks,
    private readonly executions: Pick<ExecutionStatus, 'isRunning'>,
  ) {}

  /**
   * Records that the run has begun and that its execution runs for the task, unless another run of the task is in progress. Idempotent. A
   * stopped run stays in the task's item until `end-run` is notified of the stop, or the next scheduled run finds it stopped.
   */
  async begin(run: RunKey, request: RunRequest, execution: RunExecution, task: Task): Promise<TaskRunStart> {
    let current: Task | undefined = task;
    // The attempt is repeated if a run of the task has ended or begun in the meantime.
    while (current !== undefined) {
      const { running, state } = current;
      if (running !== undefined && running !== execution.Id && (await this.isRunning(running, current)))
        return { decision: 'BUSY', other: running };
      // If an upload has removed the task in the meantime, the run does not begin. A run that began before the removal
      // goes on.
      if (state === 'REMOVED' && running !== execution.Id) break;
      const { written, unmet } = await this.table.writeAll([
        this.runs.beginning(run, request, execution),
        this.tasks.starting(current, execution.Id, new Date()),
      ]);
      if (written) return { decision: 'RUN' };
      const [ofRun, ofTask] = unmet;
      if (ofRun !== undefined || ofTask === undefined) return { decision: 'TAKEN' };
      current = ofTask.item && taskOf(ofTask.item);
    }
    return { decision: 'GONE' };
  }

  private isRunning(execution: string, { runningSince }: Task): Promise<boolean> {
    return this.executions.isRunning(execution, runningSince === undefined ? undefined : new Date(runningSince));
  }
}
