import type { ExecutionStatus } from '../../aws/execution-status';
import type { Task } from '../../record-table/task';
import type { Tasks } from '../../record-table/tasks';

/**
 * Records that `execution` runs for the task, unless another one still does. One that was stopped is named there until
 * `end-run` hears of it, or the next scheduled run finds that it no longer runs.
 * @returns the ARN of the other execution, if it is in progress
 */
export async function startTask(
  task: Task,
  execution: string,
  { tasks, executions }: { readonly tasks: Pick<Tasks, 'start'>; readonly executions: ExecutionStatus },
): Promise<string | undefined> {
  let current: Task | undefined = task;
  // Again, whenever a run of the task has ended or begun in between.
  while (current !== undefined) {
    const { running } = current;
    if (running !== undefined && running !== execution && (await executions.isRunning(running)))
      return running;
    const attempt = await tasks.start(current, execution);
    if (attempt.started) return undefined;
    current = attempt.task;
  }
  return 'an execution of a task that was removed meanwhile';
}
