import type { DesiredState } from '../../../lib/parameter-file/desired-state';
import type { DesiredTask } from '../../../lib/parameter-file/tasks';
import { IMPORT_WORKFLOW } from '../../../lib/parameter-file/workflows';
import type { ScheduleWork } from '../../../lib/reconciler/work/work-item';
import type { FileReference } from '../../../lib/record-table/file-reference';
import type { FilesInForce } from '../../../lib/record-table/files-in-force';
import { isUploadAmong, type RunHistory } from '../../../lib/record-table/run-history';
import { reconcileTasks, type ScheduleChanges, type TasksAndSchedules } from '../../../lib/scheduling/reconcile';
import type { Counter } from '../telemetry';
import { namesOf, readyTasks } from './ready-tasks';

export interface ScheduleServices extends TasksAndSchedules {
  readonly filesInForce: FilesInForce;
  readonly runs: RunHistory;
  readonly account: Parameters<typeof readyTasks>[2];
  readonly count: Counter<'Scheduler'>;
}

const NO_CHANGES: ScheduleChanges = { created: [], updated: [], deleted: [] };

/**
 * Changes tasks and their schedules to match a parameter file.
 * @param of `IMPORTS`, after an import: the tasks of imports; all tasks, as with `REST`, if no upload is in progress. A solution, once its
 * first version serves: only its tasks. `REST`: all tasks of the file that may be scheduled.
 * @throws the first error of a schedule, after all others are reconciled
 */
export async function applySchedules(
  of: ScheduleWork['of'],
  { file, state }: { readonly file: FileReference; readonly state: DesiredState },
  { tasks, scheduleGroup, filesInForce, runs, account, count }: ScheduleServices,
): Promise<ScheduleChanges> {
  const { name } = state.datasetGroup;
  // A run may get here after days, when a newer file has superseded this one.
  if (of !== 'REST' && !(await filesInForce.isInForce(name, file))) return NO_CHANGES;
  const now = new Date();
  // If the upload's run has ended without an import, the tasks of the file's trainings begin after this import, too.
  const isAll = of === 'REST' || (of === 'IMPORTS' && !isUploadAmong(await runs.begunBefore(name, now)));
  const inScope = (task: DesiredTask) =>
    isAll || (typeof of === 'string' ? task.workflow === IMPORT_WORKFLOW : task.input.solution === of.solution);
  const existing = (await tasks.tasksOf(name)).filter(inScope);
  const desired = isAll ? await readyTasks(state, namesOf(existing), account) : state.tasks.filter(inScope);
  const after = await tasks.replace(name, isAll ? await tasks.tasksOf(name) : existing, desired);
  const { changes, failures } = await reconcileTasks(after, { tasks, scheduleGroup }, now);
  countChanges(changes, count);
  if (failures[0] !== undefined) throw failures[0].error;
  return changes;
}

/** Counts schedules that were created or deleted. */
export function countChanges({ created, deleted }: ScheduleChanges, count: Counter<'Scheduler'>): void {
  if (created.length > 0) count('JobsCreated', created.length);
  if (deleted.length > 0) count('JobsDeleted', deleted.length);
}
