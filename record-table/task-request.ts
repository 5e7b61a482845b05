import type { FileReference } from './file-reference';
import type { RunRequest } from './run-request';
import type { Task } from './task';

/**
 * The run of a task, with the latest accepted version of the file. Each run creates new trainings and batch jobs; an import is
 * created only for changed data.
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
