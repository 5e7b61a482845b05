import type { RecordTable } from './record-table';
import type { RunRequest } from './run-request';
import type { RunExecution, RunKey, Runs } from './runs';
import type { Task } from './task';
import { type Tasks, taskOf } from './tasks';

/** BEGUN: the run is recorded, and the task names its execution. TAKEN: see {@link Runs.begin}. CHANGED: the task is not as it was. */
export type TaskRunAttempt =
  | { readonly result: 'BEGUN' | 'TAKEN' }
  | { readonly result: 'CHANGED' /** undefined: it is gone. */; readonly task: Task | undefined };

/** Runs of tasks: what a run's item and its task's item say begins at once. */
export class TaskRuns {
  constructor(
    private readonly table: RecordTable,
    private readonly runs: Runs,
    private readonly tasks: Tasks,
  ) {}

  /** Records that the run has begun, and that its execution runs for the task, in place of the one that `task` names. Idempotent. */
  async begin(run: RunKey, request: RunRequest, execution: RunExecution, task: Task): Promise<TaskRunAttempt> {
    const { written, unmet } = await this.table.writeAll([
      this.runs.beginning(run, request, execution),
      this.tasks.starting(task, execution.Id),
    ]);
    if (written) return { result: 'BEGUN' };
    const [ofRun, ofTask] = unmet;
    if (ofRun !== undefined || ofTask === undefined) return { result: 'TAKEN' };
    return { result: 'CHANGED', task: ofTask.item && taskOf(ofTask.item) };
  }
}
