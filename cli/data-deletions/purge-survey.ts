import { DataBucketReader, isGone } from '../../lib/aws/data-bucket';
import { batchFolder, dataDeletionFolder, folderOf } from '../../lib/aws/data-bucket-layout';
import { type ObjectVersion, objectVersions } from '../../lib/aws/object-versions';
import { rowsOfUsers, type UserRows } from '../../lib/personalize/data-rules/users-in-csv';
import type { DataDeletion } from '../../lib/record-table/data-deletions';
import { fileOf } from '../../lib/record-table/file-reference';
import { printable } from '../../lib/text/format';
import type { DeployedAws } from '../aws';
import { ALL_CSV, isOwnObject, type OwnData, ownData } from '../destroy/data';
import { fileTraces } from '../destroy/survey';
import { CliFailure } from '../failure';
import { unknownGroup } from '../runs';
import { UploadProgress } from '../upload/send';
import { countUsersIn, usersOf } from './users-in-object';

/** The stored csv of a deletion, whose users are to be removed from the csv of the dataset group. */
export interface UserList extends Pick<ObjectVersion, 'key' | 'versionId'> {
  readonly run: string;
  readonly users: ReadonlySet<string>;
}

/** An object version that has some of the users. */
export interface UserHolder extends ObjectVersion {
  /** Number of the users that it has. */
  readonly users: number;
  /** REWRITE: a csv, of which the replaced version is then deleted. DELETE: an old version of one. KEEP: anything else. */
  readonly action: 'REWRITE' | 'DELETE' | 'KEEP';
  /** Why it is kept. */
  readonly why?: string;
  /** Rows to remove, for REWRITE. */
  readonly csv?: UserRows;
}

/** The lists of completed deletions that are still stored. Other deletions, and lists that are gone, have none. */
export async function storedLists(aws: DeployedAws, deletions: readonly DataDeletion[]): Promise<readonly UserList[]> {
  const lists: UserList[] = [];
  for (const { status, run, file, fileVersion } of deletions) {
    const place = status === 'COMPLETED' ? fileOf(file, fileVersion, {}) : undefined;
    if (place === undefined) continue;
    const bytes = () => new DataBucketReader(aws.s3, place.bucket).bytes(place);
    try {
      lists.push({ key: place.key, versionId: place.versionId, run, users: await usersOf(bytes) });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  return lists;
}

/** Finds the object versions of a dataset group that have users of some lists. Each version is read once. */
export class PurgeSurvey {
  private readonly seen: Set<string>;
  private readonly users: ReadonlySet<string>;

  private constructor(
    private readonly aws: DeployedAws,
    private readonly own: OwnData,
    lists: readonly UserList[],
  ) {
    this.seen = new Set(lists.map(idOf));
    this.users = new Set(lists.flatMap((list) => [...list.users]));
  }

  /** @throws CliFailure if the deployment knows no parameter file of the dataset group */
  static async open(aws: DeployedAws, datasetGroup: string, lists: readonly UserList[]): Promise<PurgeSurvey> {
    const last = await fileTraces(aws, datasetGroup);
    if (last === undefined) throw unknownGroup(datasetGroup);
    // Csv of a dataset that has left the file may still be there.
    const files = { ...last, csvNames: ALL_CSV };
    return new PurgeSurvey(aws, await ownData(aws, { datasetGroup, resources: [] }, undefined, files), lists);
  }

  /**
   * Reads the object versions that it has not read before.
   * @param isShown true for a progress bar
   * @throws CliFailure for a csv with some of the users that cannot be rewritten
   */
  async readNew(isShown: boolean): Promise<readonly UserHolder[]> {
    const versions = await this.newVersions();
    const progress = new UploadProgress(versions, isShown);
    const holders: UserHolder[] = [];
    try {
      for (const version of versions) holders.push(...(await this.read(version, progress)));
    } finally {
      progress.end();
    }
    return holders;
  }

  private async newVersions(): Promise<readonly ObjectVersion[]> {
    const { datasetGroup, files } = this.own;
    const found: ObjectVersion[] = [];
    for (const folder of new Set([...files.map(folderOf), batchFolder(datasetGroup), dataDeletionFolder(datasetGroup)]))
      for await (const version of objectVersions(this.aws.s3, this.aws.names.dataBucket, folder)) {
        if (version.etag === undefined || this.seen.has(idOf(version))) continue;
        this.seen.add(idOf(version));
        found.push(version);
      }
    return found;
  }

  private async read(version: ObjectVersion, progress: UploadProgress): Promise<readonly UserHolder[]> {
    const { key, isLatest } = version;
    const bucket = new DataBucketReader(this.aws.s3, this.aws.names.dataBucket);
    const open = () => progress.through(bucket.bytes(version));
    const why = this.whyKept(key);
    const csv = why === undefined && isLatest ? await rowsOfUsers(open, this.users) : undefined;
    const users =
      csv === undefined || csv.problem !== undefined ? await countUsersIn(key, open, this.users) : csv.found.size;
    if (users === 0) return [];
    if (csv?.problem !== undefined)
      throw new CliFailure(
        `${printable(key)} has some of these users, and cannot be rewritten: ${csv.problem}`,
        'Nothing was changed. Correct it, upload it, and purge again.',
      );
    if (why !== undefined) return [{ ...version, users, action: 'KEEP', why }];
    return [{ ...version, users, ...(csv === undefined ? { action: 'DELETE' } : { action: 'REWRITE', csv }) }];
  }

  /** Undefined for csv of the dataset group alone. */
  private whyKept(key: string): string | undefined {
    const { datasetGroup } = this.own;
    if (key.startsWith(batchFolder(datasetGroup))) return 'batch input or output';
    if (key.startsWith(dataDeletionFolder(datasetGroup))) return 'no completed deletion';
    if (!isOwnObject(key, this.own) || !key.endsWith('.csv')) return 'not a csv of this dataset group alone';
    return undefined;
  }
}

function idOf({ key, versionId }: Pick<ObjectVersion, 'key' | 'versionId'>): string {
  return `${key}\n${versionId}`;
}
