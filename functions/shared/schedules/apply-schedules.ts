import type { DesiredState } from '../../../lib/parameter-file/desired-state';
import type { DesiredTask } from '../../../lib/parameter-file/tasks';
import { IMPORT_WORKFLOW } from '../../../lib/parameter-file/workflows';
import type { ScheduleWork } from '../../../lib/reconciler/work/work-item';
import type { FileReference } from '../../../lib/record-table/file-reference';
import type { FilesInForce } from '../../../lib/record-table/files-in-force';
import { isUploadAmong, type RunHistory } from '../../../lib/record-table/run-history';
import type { Task } from '../../../lib/record-table/task';
import type { Tasks } from '../../../lib/record-table/tasks';
import { reconcileTasks, type ScheduleChanges, type TasksAndSchedules } from '../../../lib/scheduling/reconcile';
import type { Counter } from '../telemetry';
import { namesOf, readyTasks, replaceTasks } from './ready-tasks';

export interface ScheduleServices extends TasksAndSchedules {
  readonly filesInForce: FilesInForce;
  readonly runs: RunHistory;
  readonly account: Parameters<typeof readyTasks>[2];
  readonly count: Counter<'Scheduler'>;
}

const NO_CHANGES: ScheduleChanges = { created: [], updated: [], deleted: [] };

/**
 * Changes tasks and their schedules to match a parameter file.
 * @param of selects the tasks. `EXISTING`: the tasks that exist; tasks that have left the file are removed. `IMPORTS`,
 * after imports: the tasks of imports or, if no upload is in progress, the same tasks as `REST`. A solution or a
 * recommender, after its other work: the tasks of this resource. `REST`: all tasks of the file that may be scheduled.
 * @throws the first error of a schedule, after all other schedules are reconciled
 */
export async function applySchedules(
  of: ScheduleWork['of'],
  { file, state }: { readonly file: FileReference; readonly state: DesiredState },
  { tasks, scheduleGroup, filesInForce, runs, account, count }: ScheduleServices,
): Promise<ScheduleChanges> {
  const { name } = state.datasetGroup;
  // When a run calls this function, a newer file may be in force, or the dataset group may have been removed by
  // `destroy`.
  if (!(await filesInForce.isInForce(name, file))) return NO_CHANGES;
  const now = new Date();
  // New tasks of solutions wait for imported data. If the run of the upload ended without an import, the run of a later
  // import schedules these tasks.
  const isAll = of === 'REST' || (of === 'IMPORTS' && !isUploadAmong(await runs.begunBefore(name, now)));
  const ready = isAll ? await readyTasks(state, namesOf(await tasks.tasksOf(name)), account) : [];
  const after =
    isAll || of === 'EXISTING' ? await replaceTasks(state, tasks, ready) : await replaceInScope(of, state, tasks);
  const { changes, failures } = await reconcileTasks(after, { tasks, scheduleGroup }, now);
  countChanges(changes, count);
  if (failures[0] !== undefined) throw failures[0].error;
  return changes;
}

/** Replaces the tasks in scope by the tasks of the file. The scope is all imports, one solution or one recommender. */
async function replaceInScope(
  of: Exclude<ScheduleWork['of'], 'EXISTING' | 'REST'>,
  { datasetGroup, tasks: inFile }: DesiredState,
  tasks: Tasks,
): Promise<readonly Task[]> {
  const isInScope = (task: DesiredTask) =>
    of === 'IMPORTS' ? task.workflow === IMPORT_WORKFLOW : task.input[of.type] === of.name;
  const existing = await tasks.tasksOf(datasetGroup.name);
  return tasks.replace(datasetGroup.name, existing.filter(isInScope), inFile.filter(isInScope));
}

/** Counts schedules that were created or deleted. */
export function countChanges({ created, deleted }: ScheduleChanges, count: Counter<'Scheduler'>): void {
  if (created.length > 0) count('JobsCreated', created.length);
  if (deleted.length > 0) count('JobsDeleted', deleted.length);
}
