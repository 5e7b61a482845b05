import type { FileReference } from './file-reference';
import type { RunRequest } from './run-request';
import type { Task } from './task';

/**
 * What a task wants run, with the latest accepted version of the file. Trainings and batch jobs are made anew at each
 * fire; an import is made only of what has changed.
 */
export function requestOf(task: Task, { bucket, key, versionId }: FileReference): RunRequest {
  return {
    datasetGroup: task.datasetGroup,
    workflow: task.workflow,
    trigger: task.name,
    file: { bucket, key, versionId },
    force: task.workflow !== 'dataset-import',
    ...task.input,
  };
}
