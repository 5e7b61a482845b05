import { objectVersions } from '../../lib/aws/object-versions';
import { datasetGroupArn, parsePersonalizeArn, schemaArn } from '../../lib/personalize/arn';
import type { Existing } from '../../lib/reconciler/inventory';
import { type DataDeletion, DataDeletions } from '../../lib/record-table/data-deletions';
import type { FileReference } from '../../lib/record-table/file-reference';
import { createdByRuns } from '../../lib/record-table/results';
import type { DeployedAws } from '../aws';
import { filesOfRuns, isUnusedByRuns, newestVersion } from '../files-of-runs';
import { readState } from '../read-file';
import { recentRuns } from '../runs';

export interface Survey {
  readonly datasetGroup: string;
  readonly tasks: readonly string[];
  /** Names of the tasks that have a schedule of this dataset group in EventBridge Scheduler. */
  readonly schedules: readonly string[];
  /** Names of the SSM parameters that applications read. */
  readonly parameters: readonly string[];
  /** ARNs of running executions of `run`. */
  readonly executions: readonly string[];
  /** Deletions of users, finished or not. */
  readonly deletions: readonly DataDeletion[];
  /** All resources of the dataset group except schemas, then the group itself. */
  readonly resources: readonly Existing[];
  /**
   * Schemas to delete: schemas from the group's datasets, parameter file, recorded runs and interrupted destruction,
   * except those in `sharedSchemas`.
   */
  readonly schemas: readonly Existing[];
  /** Schemas that are kept because datasets of other groups use them. */
  readonly sharedSchemas: readonly Existing[];
}

/** @param named ARNs of schemas from the group's file, and from an interrupted destruction */
export async function survey(aws: DeployedAws, datasetGroup: string, named: readonly string[]): Promise<Survey> {
  const arn = datasetGroupArn(aws.scope, datasetGroup);
  const [group, ...inventory] = await aws.resourcesOf(datasetGroup);
  const shared = new Set<string>();
  // Recorded runs are read too: if a dataset was given another schema, the dataset no longer names the schema that an
  // earlier run created.
  const own = new Set([...named, ...(await createdByRuns(aws.records, datasetGroup, 'schema'))]);
  for (const { datasetArn } of await aws.personalize.list('dataset', {})) {
    const dataset = await aws.personalize.describe('dataset', String(datasetArn));
    if (dataset === undefined) continue;
    (dataset.datasetGroupArn === arn ? own : shared).add(String(dataset.schemaArn));
  }
  const schemas = await schemasOf(aws, own);
  const tasks = await aws.tasks.tasksOf(datasetGroup);
  const schedules: string[] = [];
  for (const task of tasks) if (await aws.schedules.findOwn(task)) schedules.push(task.name);
  return {
    datasetGroup,
    tasks: tasks.map(({ name }) => name),
    schedules,
    parameters: [...((await (await aws.parametersOf(datasetGroup))?.read())?.keys() ?? [])],
    executions: await runningExecutions(aws, datasetGroup),
    deletions: await new DataDeletions(aws.records).of(datasetGroup),
    resources: group === undefined ? [] : [...inventory, group],
    schemas: schemas.filter((schema) => !shared.has(schema.arn)),
    sharedSchemas: schemas.filter((schema) => shared.has(schema.arn)),
  };
}

/** ARNs of the executions of all runs that are recorded as RUNNING. */
export async function runningExecutions(aws: DeployedAws, datasetGroup: string): Promise<readonly string[]> {
  const running = await recentRuns(aws, datasetGroup, Number.POSITIVE_INFINITY, ({ status }) => status === 'RUNNING');
  return running.flatMap(({ execution }) => execution ?? []);
}

async function schemasOf(aws: DeployedAws, arns: ReadonlySet<string>): Promise<readonly Existing[]> {
  const found: Existing[] = [];
  for (const arn of arns) {
    const summary = await aws.personalize.describe('schema', arn);
    if (summary === undefined) continue;
    found.push({ type: 'schema', arn, name: parsePersonalizeArn(arn)?.path[0] ?? '', status: 'ACTIVE', summary });
  }
  return found;
}

/**
 * A parameter file of the group that is not deleted with the group: another group may use its key now, or none of the
 * group's uploads at this key was accepted.
 */
export interface LostFile {
  readonly key: string;
  /**
   * Names of other groups whose file in force has this key. If there are none, the reason to keep the file is that the
   * object's newest version was never in force for this group.
   */
  readonly followers: readonly string[];
  /** False if the bucket has no object at this key now. Old versions may be left, and expire. */
  readonly isThere: boolean;
}

/**
 * Schemas and data of a group that its parameter files name. They are needed if a run failed before it created
 * resources.
 */
export interface FileTraces {
  /** Keys of the file in force and of the group's earlier files, except those that another group may use now. */
  readonly keys: readonly string[];
  /** The group's other parameter files, including refused files. The file in force may be among these files. */
  readonly lostFiles: readonly LostFile[];
  /** True if no parameter file of the group was ever accepted. Then `keys` and `csvNames` come from refused files. */
  readonly isOnlyRefused: boolean;
  /**
   * Base names of the csv of the datasets in the file in force or, if there is none, in the newest file. Empty if this
   * file can no longer be read.
   */
  readonly csvNames: readonly string[];
  /**
   * ARNs of the schemas in the same file. Empty if only refused files exist, because a file may have been refused for a
   * schema of another group.
   */
  readonly schemas: readonly string[];
}

/** @returns undefined if no file is in force and no recorded run has a file */
export async function fileTraces(aws: DeployedAws, datasetGroup: string): Promise<FileTraces | undefined> {
  const inForce = await aws.filesInForce.find(datasetGroup);
  const uploaded = await filesOfRuns(aws, datasetGroup);
  const isOnlyRefused = inForce === undefined && uploaded.every(({ isRefused }) => isRefused);
  const recorded = uploaded.filter(({ isRefused }) => isOnlyRefused || !isRefused);
  const file = inForce ?? recorded[0];
  if (file === undefined) return undefined;
  const { datasets = [] } = (await readState(aws, file)) ?? {};
  const csvNames = datasets.map(({ csvName }) => csvName);
  const schemas = isOnlyRefused ? [] : datasets.map(({ schema }) => schemaArn(aws.scope, schema.name));
  const own = new Set([file, ...recorded].map(({ key }) => key));
  const all = new Set([...own, ...uploaded.map(({ key }) => key)]);
  const versions = new Set(uploaded.map(({ versionId }) => versionId));
  const keys: string[] = [];
  const lostFiles: LostFile[] = [];
  const others = (await aws.datasetGroups.names()).filter((name) => name !== datasetGroup);
  for (const key of all) {
    const followers = await aws.filesInForce.followersOf(key, others);
    // All uploads of this group at the key were refused, and the object is the file of another group. So nothing of
    // this group is left there.
    if (!own.has(key) && followers.length > 0) continue;
    const isLost =
      followers.length > 0 ||
      !own.has(key) ||
      (key === inForce?.key
        ? await namesAnother(aws, inForce, datasetGroup)
        : await isUnusedByRuns(aws, key, versions));
    if (isLost) lostFiles.push({ key, followers, isThere: await isThere(aws, key) });
    else keys.push(key);
  }
  return { keys, lostFiles, isOnlyRefused, csvNames, schemas };
}

/** True if the newest version of a parameter file is valid, and names another dataset group. */
async function namesAnother(aws: DeployedAws, file: FileReference, datasetGroup: string): Promise<boolean> {
  const versionId = await newestVersion(aws, file.key);
  const state = versionId === undefined ? undefined : await readState(aws, { ...file, versionId });
  return state !== undefined && state.datasetGroup.name !== datasetGroup;
}

async function isThere({ s3, names }: DeployedAws, key: string): Promise<boolean> {
  for await (const version of objectVersions(s3, names.dataBucket, key))
    if (version.key === key && version.isLatest) return version.etag !== undefined;
  return false;
}
