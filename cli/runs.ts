import { refusedUnder } from '../record-table/refused-files';
import { taskOfTrigger } from '../record-table/run-request';
import { type Run, RunHistory } from '../record-table/runs';
import type { DeployedAws } from './aws';

/** The newest runs of a dataset group, newest first. */
export async function recentRuns(aws: DeployedAws, datasetGroup: string, limit: number): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for await (const page of new RunHistory(aws.records).pages(datasetGroup, limit)) {
    runs.push(...page);
    if (runs.length >= limit) break;
  }
  return runs.slice(0, limit);
}

/** A version of a parameter file that was uploaded. */
export interface UploadedFile {
  readonly datasetGroup: string;
  readonly key: string;
  readonly fileVersion: string;
}

/** Results of a version of a parameter file. */
export interface RunsOfFile {
  /** The run of its upload, or its refusal; undefined if none is recorded (yet, or any more). */
  readonly upload?: Run;
  /** The newest run of each task with that version, by the task's name. Those that were skipped do not count. */
  readonly tasks: ReadonlyMap<string, Run>;
}

/** Runs are recorded under the dataset group, a refusal under the file's folder. */
export async function runsOfFile(
  aws: DeployedAws,
  { datasetGroup, key, fileVersion }: UploadedFile,
): Promise<RunsOfFile> {
  const tasks = new Map<string, Run>();
  for (const partition of new Set([datasetGroup, refusedUnder(key)])) {
    for await (const page of new RunHistory(aws.records).pages(partition)) {
      for (const run of page) {
        if (run.fileVersion !== fileVersion || run.status === 'SKIPPED') continue;
        const task = taskOfTrigger(run.trigger);
        // All runs with this version are newer than its upload.
        if (task === undefined) return { upload: run, tasks };
        if (!tasks.has(task)) tasks.set(task, run);
      }
    }
  }
  return { tasks };
}
