import { folderOf } from '../lib/aws/data-bucket-layout';
import type { FileInForce } from '../lib/record-table/files-in-force';
import { type RefusedPlace, refusedUnder } from '../lib/record-table/refused-files';
import { RunHistory } from '../lib/record-table/run-history';
import { DELETION_TRIGGER, RETRY_TRIGGER, taskOfTrigger, UPLOAD_TRIGGER } from '../lib/record-table/run-request';
import type { Run } from '../lib/record-table/runs';
import type { DeployedAws } from './aws';
import { CliFailure } from './failure';

/** Number of runs that a search reads in one page. */
const SEARCHED = 100;

/** The newest matching runs of a dataset group, newest first. */
export async function recentRuns(
  aws: DeployedAws,
  datasetGroup: string,
  limit: number,
  isWanted: (run: Run) => boolean,
): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for await (const page of new RunHistory(aws.records).pages(datasetGroup, SEARCHED)) {
    runs.push(...page.filter(isWanted));
    if (runs.length >= limit) break;
  }
  return runs.slice(0, limit);
}

/**
 * The newest runs of a dataset group, including refusals of files that name the group or are in the folder of its file
 * in force. If no file is in force, refusals in the folder with the group's name are included.
 * @param file the group's file in force, if any
 */
export async function runsAndRefusals(
  aws: DeployedAws,
  datasetGroup: string,
  { file, places }: { readonly file: FileInForce | undefined; readonly places: readonly RefusedPlace[] },
  limit: number,
  isWanted: (run: Run) => boolean = () => true,
): Promise<readonly Run[]> {
  const folder = file && `s3://${file.bucket}/${folderOf(file.key)}`;
  const isOurs = (run: Run) =>
    run.namedGroup === datasetGroup ||
    // A refusal of a file that does not name this group belongs to this group if the refused file is in the folder of the
    // file in force. If no file is in force, it must be in the folder with the group's name.
    (folder === undefined ? run.datasetGroup === datasetGroup : folderOf(run.file) === folder);
  const filed = new Set([
    datasetGroup,
    ...(file === undefined ? [] : [refusedUnder(file.key)]),
    ...places.filter(({ namedGroup }) => namedGroup === datasetGroup).map(({ filedUnder }) => filedUnder),
  ]);
  const found: Run[] = [];
  for (const partition of filed) {
    const isShown = (run: Run) =>
      isWanted(run) && (run.status === 'REFUSED' ? isOurs(run) : partition === datasetGroup);
    found.push(...(await recentRuns(aws, partition, limit, isShown)));
  }
  return newestRunsFirst(found).slice(0, limit);
}

export function newestRunsFirst(runs: readonly Run[]): readonly Run[] {
  return [...runs].sort((one, other) => other.startedAt.localeCompare(one.startedAt));
}

export function unknownGroup(datasetGroup: string): CliFailure {
  return new CliFailure(
    `Dataset group '${datasetGroup}' not found, and no accepted upload of it is recorded.`,
    '`personalize-mlops status` lists the dataset groups of this deployment.',
  );
}

/** An uploaded version of a parameter file, or of a csv with users to delete. */
export type UploadedFile = Readonly<Record<'datasetGroup' | 'key' | 'fileVersion', string>>;

interface RunsOfFile {
  /**
   * The newest run of the file's upload or of a retry, or the refusal of the upload. Undefined if no such run or
   * refusal is recorded.
   */
  readonly upload?: Run;
  /**
   * The newest run of each task with this version of the file, by the task's name. Only runs after the run `upload`
   * count. Skipped runs do not count.
   */
  readonly tasks: ReadonlyMap<string, Run>;
}

/** Triggers of runs that do all work of a file. */
const OF_FILE: readonly string[] = [UPLOAD_TRIGGER, RETRY_TRIGGER, DELETION_TRIGGER];

/**
 * Finds the runs of an uploaded file. Runs are recorded under the dataset group. A refusal is recorded under the file's
 * folder.
 * @param since limits the search to runs that began at this time or later
 */
export async function runsOfFile(aws: DeployedAws, uploaded: UploadedFile, since?: Date): Promise<RunsOfFile> {
  const { datasetGroup, key, fileVersion } = uploaded;
  const tasks = new Map<string, Run>();
  for (const partition of new Set([datasetGroup, refusedUnder(key)])) {
    for await (const page of new RunHistory(aws.records).pages(partition, SEARCHED, since)) {
      for (const run of page) {
        if (run.fileVersion !== fileVersion || run.status === 'SKIPPED') continue;
        // Pages have the newest run first. So at this point, all later runs of tasks with this version have been found.
        // Runs of tasks before a retry do not count.
        if (OF_FILE.includes(run.trigger)) return { upload: run, tasks };
        const task = taskOfTrigger(run.trigger);
        if (task !== undefined && !tasks.has(task)) tasks.set(task, run);
      }
    }
  }
  return { tasks };
}

/**
 * Time in milliseconds. A repeated search for a run reads only runs that began within this time before the first
 * search, or later.
 */
const UPLOAD_MILLISECONDS = 3_600_000;

/**
 * @returns a function that finds the run `upload` of {@link RunsOfFile}. Once a run is found, later calls read the same run,
 * even if a retry has begun meanwhile.
 */
export function findUploadRun(aws: DeployedAws, uploaded: UploadedFile): () => Promise<Run | undefined> {
  let found: Run | undefined;
  // The first search reads the whole history, because the run may have begun long ago.
  let since: Date | undefined;
  return async () => {
    found =
      found === undefined
        ? (await runsOfFile(aws, uploaded, since)).upload
        : await recordedRun(aws, found.datasetGroup, found.id, new Date(found.startedAt));
    since ??= new Date(aws.now() - UPLOAD_MILLISECONDS);
    return found;
  };
}

/** Milliseconds by which the time in the key of a run's record may differ from the start of its execution. */
const START_TOLERANCE = 60_000;

/**
 * Finds a run by its id. Scheduled runs may be missed, because they are recorded under their scheduled time.
 * @param startedAt start of the run's execution
 * @returns undefined if no such run is recorded
 */
export async function recordedRun(
  aws: DeployedAws,
  datasetGroup: string,
  id: string,
  startedAt: Date,
): Promise<Run | undefined> {
  const since = new Date(startedAt.getTime() - START_TOLERANCE);
  for await (const page of new RunHistory(aws.records).pages(datasetGroup, SEARCHED, since)) {
    const run = page.find((candidate) => candidate.id === id);
    if (run !== undefined) return run;
  }
  return undefined;
}
