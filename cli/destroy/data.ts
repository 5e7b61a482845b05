import { basename } from 'node:path/posix';
import type { S3Client } from '@aws-sdk/client-s3';
import {
  attributionFolder,
  batchFolder,
  dataDeletionFolder,
  folderOf,
  isCsvOf,
} from '../../lib/aws/data-bucket-layout';
import { ExecutionStatus } from '../../lib/aws/execution-status';
import { type ObjectVersion, objectVersions } from '../../lib/aws/object-versions';
import { DATASET_TYPES } from '../../lib/personalize/dataset-types';
import type { DestroyProgress } from '../../lib/record-table/destructions';
import { WaitingUploads } from '../../lib/record-table/waiting-uploads';
import { plural } from '../../lib/text/format';
import type { DeployedAws } from '../aws';
import { deleteVersions } from '../delete-versions';
import { filesOfRuns } from '../files-of-runs';
import type { FileTraces, LostFile, Survey } from './survey';

/** Objects of a dataset group in the data bucket. */
export interface OwnData {
  readonly datasetGroup: string;
  /** Keys of the group's current and earlier parameter files, without `lostFiles`. */
  readonly files: readonly string[];
  /** The group's parameter files at keys that another group may use now, or where the group's uploads were refused. */
  readonly lostFiles: readonly LostFile[];
  /** Base names of the csv files of the group's datasets. */
  readonly csvNames: readonly string[];
  /** Keys of other dataset groups' parameter files, whose csv files are kept. */
  readonly otherFiles: readonly string[];
}

/**
 * @param recorded progress of an interrupted destruction
 * @param last keys of the group's parameter files, and the csv names of its datasets
 * @param otherFiles keys of other dataset groups' parameter files
 */
export function ownData(
  { datasetGroup, resources }: Pick<Survey, 'datasetGroup' | 'resources'>,
  recorded: DestroyProgress | undefined,
  last: FileTraces | undefined,
  otherFiles: readonly string[],
): OwnData {
  const files = [...new Set([...(last?.keys ?? []), ...(recorded?.files ?? [])])];
  const types = new Set(resources.map(({ summary }) => summary.datasetType));
  const named = new Set([...(recorded?.csvNames ?? []), ...(last?.csvNames ?? [])]);
  const csvNames = Object.values(DATASET_TYPES)
    .filter(({ datasetType, csvName }) => types.has(datasetType) || named.has(csvName))
    .map(({ csvName }) => csvName);
  return { datasetGroup, files, lostFiles: last?.lostFiles ?? [], csvNames, otherFiles };
}

/**
 * Keys of the parameter files of all other dataset groups: the file in force and the upload that waits. If a group has
 * neither, the files that its runs have used.
 */
export async function filesOfOthers(aws: DeployedAws, datasetGroup: string): Promise<readonly string[]> {
  const { datasetGroups, filesInForce, records, sfn } = aws;
  const waitingUploads = new WaitingUploads(records, new ExecutionStatus(sfn));
  const keys: string[] = [];
  for (const other of await datasetGroups.names()) {
    if (other === datasetGroup) continue;
    const file = await filesInForce.find(other);
    const waiting = await waitingUploads.find(other, file);
    const current = [file, waiting].filter((each) => each !== undefined);
    keys.push(...(current.length > 0 ? current : await filesOfRuns(aws, other)).map(({ key }) => key));
  }
  return keys;
}

/** Describes the existing objects for the confirmation, with one line for each place. */
export function describeOwnData(data: OwnData, objects: readonly ObjectVersion[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const key of new Set(objects.map((object) => object.key))) {
    const place = placeOf(data, key);
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return [...counts].map(([place, count]) => (count === 1 ? place : `${place} (${plural(count, 'object')})`));
}

/** Every version of every object of a dataset group. */
export async function ownObjects(s3: S3Client, bucket: string, data: OwnData): Promise<readonly ObjectVersion[]> {
  const objects: ObjectVersion[] = [];
  const { datasetGroup, files, csvNames } = data;
  const own = files.flatMap((file) => [file, ...csvNames.map((name) => `${folderOf(file)}${name}`)]);
  for (const prefix of new Set([...own, ...ownFolders(datasetGroup)])) {
    for await (const version of objectVersions(s3, bucket, prefix))
      if (isOwnObject(version.key, data)) objects.push(version);
  }
  return objects;
}

/** Maximum number of objects that a message names. */
const NAMED = 5;

/** Text such as `s3://bucket: a, b`, with at most {@link NAMED} keys; undefined without objects. */
export function describeObjects(bucket: string, objects: readonly ObjectVersion[]): string | undefined {
  const keys = [...new Set(objects.map(({ key }) => key))];
  if (keys.length === 0) return undefined;
  const more = keys.length > NAMED ? ` and ${keys.length - NAMED} more` : '';
  return `s3://${bucket}: ${keys.slice(0, NAMED).join(', ')}${more}`;
}

export interface RemovedData {
  /** Number of deleted objects. */
  readonly objects: number;
  /** Description of the objects that other groups have begun to read; undefined if there are none. */
  readonly shared: string | undefined;
  /** Description of the objects written since the removal began; undefined if there are none. */
  readonly written: string | undefined;
}

/**
 * Deletes the versions of a dataset group's objects that were written before the removal began. Later versions are
 * kept, because an upload may create the group again.
 * @param data the data whose deletion the user has confirmed
 * @param begunAt milliseconds since 1970
 * @param otherFiles current keys of other groups' parameter files. Objects that these groups read are kept
 */
export async function removeData(
  s3: S3Client,
  bucket: string,
  data: OwnData,
  otherFiles: readonly string[],
  begunAt: number,
): Promise<RemovedData> {
  const all = await ownObjects(s3, bucket, data);
  const objects = all.filter(({ lastModified }) => lastModified.getTime() <= begunAt);
  const own = new Set(objects.filter(({ key }) => isOwnObject(key, { ...data, otherFiles })));
  await deleteVersions(s3, bucket, [...own]);
  return {
    objects: new Set([...own].map(({ key }) => key)).size,
    shared: describeObjects(
      bucket,
      objects.filter((object) => !own.has(object)),
    ),
    written: describeObjects(
      bucket,
      all.filter(({ lastModified }) => lastModified.getTime() > begunAt),
    ),
  };
}

/**
 * True if the object belongs to this dataset group and to no other group. Another group may read the same csv files, or
 * may now use the key of an earlier file of this group.
 */
export function isOwnObject(key: string, { datasetGroup, files, csvNames, otherFiles }: OwnData): boolean {
  if (ownFolders(datasetGroup).some((folder) => key.startsWith(folder))) return true;
  if (otherFiles.some((other) => reads(other, ALL_CSV, key))) return false;
  return files.some((file) => reads(file, csvNames, key));
}

/** The place of an object: its key, `everything under FOLDER`, or `FOLDER/*.csv` for a dataset that may have several objects. */
function placeOf({ datasetGroup, csvNames }: OwnData, key: string): string {
  const folder = ownFolders(datasetGroup).find((each) => key.startsWith(each));
  if (folder !== undefined) return `everything under ${folder}`;
  const isPart = key.endsWith('.csv') && csvNames.includes(basename(folderOf(key)));
  return isPart ? `${folderOf(key)}*.csv` : key;
}

/** Folders with the group's name. They do not depend on where the group's parameter file is. */
function ownFolders(datasetGroup: string): readonly string[] {
  return [batchFolder(datasetGroup), attributionFolder(datasetGroup), dataDeletionFolder(datasetGroup)];
}

export const ALL_CSV = Object.values(DATASET_TYPES).map(({ csvName }) => csvName);

function reads(file: string, csvNames: readonly string[], key: string): boolean {
  return key === file || csvNames.some((name) => isCsvOf(folderOf(file), name, key));
}
