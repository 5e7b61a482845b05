import type { Logger } from '@aws-lambda-powertools/logger';
import type { DesiredSolution, DesiredState } from '../../../lib/parameter-file/desired-state';
import type { DesiredTask } from '../../../lib/parameter-file/tasks';
import { datasetArn, type Scope } from '../../../lib/personalize/arn';
import type { DatasetType } from '../../../lib/personalize/dataset-types';
import { findRecipe } from '../../../lib/personalize/recipes';
import { isImported } from '../../../lib/reconciler/account/imports-of';
import type { Personalize } from '../../../lib/reconciler/account/personalize-api';
import type { Task } from '../../../lib/record-table/task';
import type { Tasks } from '../../../lib/record-table/tasks';

/** Access to the imports of datasets. */
interface Account {
  readonly scope: Scope;
  readonly personalize: Pick<Personalize, 'describe' | 'list'>;
  readonly logger: Pick<Logger, 'error'>;
}

/**
 * Tasks of the file that may be scheduled. A new task of a solution waits for the import of the datasets that its
 * recipe needs, because a training without data would fail each time. The task does not wait for datasets that are not
 * in the file.
 * @param scheduled names of the tasks that are scheduled already
 */
export async function readyTasks(
  { datasetGroup, datasets, solutions, tasks }: DesiredState,
  scheduled: ReadonlySet<string>,
  { scope, personalize, logger }: Account,
): Promise<readonly DesiredTask[]> {
  const imported = new Map<DatasetType, Promise<boolean>>();
  const hasImport = async (type: DatasetType): Promise<boolean> => {
    const dataset = datasetArn(scope, datasetGroup.name, type);
    try {
      return await isImported(personalize, dataset);
    } catch (error) {
      // An error, such as a denied call, must not stop the other tasks, so they are still scheduled. The next night tries
      // this dataset again.
      logger.error('Could not read which datasets are imported: new tasks that need them are not scheduled', {
        dataset,
        error,
      });
      return false;
    }
  };
  const hasData = async ({ recipeArn }: DesiredSolution): Promise<boolean> => {
    for (const type of findRecipe(recipeArn)?.needs ?? []) {
      if (!datasets.some(({ datasetType }) => datasetType === type)) continue;
      const known = imported.get(type) ?? hasImport(type);
      imported.set(type, known);
      if (!(await known)) return false;
    }
    return true;
  };
  const ready: DesiredTask[] = [];
  for (const task of tasks) {
    const solution = solutions.find(({ name }) => name === task.input.solution);
    if (scheduled.has(task.name) || solution === undefined || (await hasData(solution))) ready.push(task);
  }
  return ready;
}

/**
 * Replaces the tasks of a dataset group by the tasks of its file. A task that does not exist yet is added only if it is
 * ready.
 * @param ready tasks from {@link readyTasks}; none if new tasks are to wait
 * @returns the tasks after the replacement
 */
export async function replaceTasks(
  { datasetGroup, tasks: inFile }: DesiredState,
  tasks: Tasks,
  ready: readonly DesiredTask[],
): Promise<readonly Task[]> {
  // The tasks are read only now: while `ready` was computed, another run may have set tasks, or an operator may have
  // deactivated a task.
  const existing = await tasks.tasksOf(datasetGroup.name);
  const known = namesOf([...existing, ...ready]);
  const desired = inFile.filter(({ name }) => known.has(name));
  return tasks.replace(datasetGroup.name, existing, desired);
}

/**
 * Names of tasks, except tasks that have left the file. If such a task returns to the file, it counts as a new task.
 */
export function namesOf(tasks: readonly (DesiredTask & Partial<Pick<Task, 'state'>>)[]): ReadonlySet<string> {
  return new Set(tasks.filter(({ state }) => state !== 'REMOVED').map(({ name }) => name));
}
