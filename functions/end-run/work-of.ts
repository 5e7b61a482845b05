import { isLocked, type LockedWork } from '../../record-table/lock-rules';
import { isScheduledRun, type RunInput } from '../../record-table/run-request';
import type { Tasks } from '../../record-table/tasks';
import type { EndRunEvent } from './run-end';

/**
 * What a run may hold a lock for, also if the answer of `begin-run` was lost.
 * @returns undefined if nothing has a lock: the workflow does not exist, or the task is gone (the next to ask takes its lock over)
 */
export async function workOf(
  { request }: EndRunEvent['begun'],
  input: RunInput,
  tasks: Pick<Tasks, 'find'>,
): Promise<LockedWork | undefined> {
  const known = request ?? input;
  if (!isScheduledRun(known)) return isLocked(known.workflow) ? known : undefined;
  const task = await tasks.find(known.datasetGroup, known.task);
  return task && { ...task.input, workflow: task.workflow, datasetGroup: known.datasetGroup };
}
