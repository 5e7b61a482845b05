import { DataBucketReader, isGone } from '../../lib/aws/data-bucket';
import { batchFolder, dataDeletionFolder, folderOf, isCsvOf } from '../../lib/aws/data-bucket-layout';
import { type ObjectVersion, objectVersions } from '../../lib/aws/object-versions';
import type { UserRows } from '../../lib/personalize/data-rules/users-in-csv';
import { DataDeletions } from '../../lib/record-table/data-deletions';
import { printable } from '../../lib/text/format';
import type { DeployedAws } from '../aws';
import { ALL_CSV, isOwnObject, type OwnData, ownData } from '../destroy/data';
import { fileTraces } from '../destroy/survey';
import { CliFailure } from '../failure';
import { unknownGroup } from '../runs';
import { ByteProgress } from '../upload/send';
import { storedLists, type UserList } from './user-lists';
import { type FoundUsers, usersIn } from './users-in-object';

/** An object version that has some of the users to purge. */
export interface UserHolder extends ObjectVersion {
  /** How many of the users to purge this version has. */
  readonly users: number;
  /**
   * REWRITE: this is the newest version of a csv. Purge writes a new version without the users, then deletes this
   * version. DELETE: this is an older version of a csv, which purge deletes. KEEP: purge does not change this version.
   */
  readonly action: 'REWRITE' | 'DELETE' | 'KEEP';
  /** Only for KEEP: why the version is kept. */
  readonly why?: string;
  /** Only for a kept object that the next import of the dataset group would read: what the operator must do with it. */
  readonly remedy?: string;
  /** Only for REWRITE: the rows to remove. */
  readonly csv?: UserRows;
}

/** Another dataset group that may read the same csv. */
interface OtherReader {
  readonly datasetGroup: string;
  readonly folder: string;
  /** Users in the stored lists of the group's completed deletions. */
  readonly deleted: ReadonlySet<string>;
}

/** Finds the object versions of a dataset group that have users of the given lists. Each version is read once. */
export class PurgeSurvey {
  private readonly seen: Set<string>;
  private readonly users: ReadonlySet<string>;
  /**
   * One line of text for each version of a csv that could not be read as csv with certainty, and in whose text none of
   * the users was found.
   */
  readonly unreadable: string[] = [];

  private constructor(
    private readonly aws: DeployedAws,
    private readonly own: OwnData,
    /** Folder that the group's imports read. Undefined if no parameter file is in force. */
    private readonly folder: string | undefined,
    private readonly others: readonly OtherReader[],
    /** Folders of the files in force of all other dataset groups. */
    private readonly otherFolders: readonly string[],
    lists: readonly UserList[],
  ) {
    this.seen = new Set(lists.map(idOf));
    this.users = new Set(lists.flatMap((list) => [...list.users]));
  }

  /** @throws CliFailure if the deployment knows no accepted parameter file of the dataset group */
  static async open(aws: DeployedAws, datasetGroup: string, lists: readonly UserList[]): Promise<PurgeSurvey> {
    const last = await fileTraces(aws, datasetGroup);
    if (last === undefined || last.isOnlyRefused) throw unknownGroup(datasetGroup);
    const file = await aws.filesInForce.find(datasetGroup);
    // Purge may change csv beside two sorts of lost files: the file in force, because this group imports the csv beside
    // it, and files whose key another group's file in force has. For both sorts, `whyKept` decides. Csv beside other lost
    // files are searched, but kept.
    const followed = last.lostFiles.filter(({ key, followers }) => key === file?.key || followers.length > 0);
    // Csv of a dataset that was removed from the file may still exist.
    const files = { ...last, keys: [...last.keys, ...followed.map(({ key }) => key)], csvNames: ALL_CSV };
    // No files of other groups are passed, so `own` includes csv that other groups read too. `whyKept` decides whether
    // purge changes these csv.
    const own = ownData({ datasetGroup, resources: [] }, undefined, files, []);
    const otherFolders = await foldersOfOthers(aws, datasetGroup);
    const others = await otherReaders(aws, own, otherFolders);
    return new PurgeSurvey(aws, own, file && folderOf(file.key), others, [...otherFolders.values()], lists);
  }

  /** Names of this dataset group, and of the other groups whose imports may read the same csv. */
  get datasetGroups(): readonly string[] {
    return [this.own.datasetGroup, ...this.others.map(({ datasetGroup }) => datasetGroup)];
  }

  /**
   * Reads the object versions that no earlier call has read.
   * @param isShown true for a progress bar
   * @throws CliFailure if a version is deleted meanwhile
   */
  async readNew(isShown: boolean): Promise<readonly UserHolder[]> {
    const versions = await this.newVersions();
    const progress = new ByteProgress(versions, isShown);
    const holders: UserHolder[] = [];
    try {
      for (const version of versions) holders.push(...(await this.read(version, progress)));
    } finally {
      progress.end();
    }
    return holders;
  }

  private async newVersions(): Promise<readonly ObjectVersion[]> {
    const { datasetGroup, files, lostFiles } = this.own;
    const found: ObjectVersion[] = [];
    const folders = [...files, ...lostFiles.map(({ key }) => key)].map(folderOf);
    for (const folder of new Set([...folders, batchFolder(datasetGroup), dataDeletionFolder(datasetGroup)]))
      for await (const version of objectVersions(this.aws.s3, this.aws.names.dataBucket, folder)) {
        if (version.etag === undefined || this.seen.has(idOf(version)) || this.isOfOthers(version.key)) continue;
        this.seen.add(idOf(version));
        found.push(version);
      }
    return found;
  }

  /** True if only other dataset groups read the object. Users in such an object are purged by a purge of those groups. */
  private isOfOthers(key: string): boolean {
    if (isOwnObject(key, this.own) || this.isLost(key)) return false;
    return this.otherFolders.some((folder) => isInputIn(folder, key));
  }

  /** True if the object is beside a lost file ({@link OwnData.lostFiles}), at a key that imports may read. */
  private isLost(key: string): boolean {
    return this.own.lostFiles.some((file) => isInputIn(folderOf(file.key), key));
  }

  private async read(version: ObjectVersion, progress: ByteProgress): Promise<readonly UserHolder[]> {
    const { key, isLatest, versionId } = version;
    const bucket = new DataBucketReader(this.aws.s3, this.aws.names.dataBucket);
    let found: FoundUsers;
    try {
      found = await usersIn(key, () => progress.through(bucket.bytes(version)), this.users);
    } catch (error) {
      throw isGone(error) ? changedMeanwhile(key, 'this purge has changed nothing more') : error;
    }
    const { csv, problem } = found;
    const users = found.users.size;
    if (users === 0) {
      if (problem !== undefined) this.unreadable.push(describeUnreadable({ key, versionId, problem, users }));
      return [];
    }
    const kept = this.whyKept(key, found.users, isLatest ? problem : undefined);
    if (kept !== undefined) {
      const { why, remedy = REPLACE } = kept;
      const isImported = isLatest && this.folder !== undefined && isInputIn(this.folder, key);
      return [{ ...version, users, action: 'KEEP', why, ...(isImported && { remedy }) }];
    }
    if (csv === undefined || !isLatest) return [{ ...version, users, action: 'DELETE' }];
    return [{ ...version, users, action: 'REWRITE', csv }];
  }

  /**
   * Reason why purge does not change the object; undefined if purge changes it. A csv that other dataset groups read is
   * changed only after those groups have deleted these users too.
   * @param problem why a csv cannot be rewritten
   */
  private whyKept(key: string, users: ReadonlySet<string>, problem: string | undefined): Kept | undefined {
    const { datasetGroup } = this.own;
    if (key.startsWith(batchFolder(datasetGroup))) return { why: 'batch input or output' };
    if (key.startsWith(dataDeletionFolder(datasetGroup)))
      return { why: 'in the folder of lists, but not the list of a completed deletion' };
    if (!key.endsWith('.csv')) return { why: 'not a csv' };
    if (!isOwnObject(key, this.own))
      return { why: this.isLost(key) ? 'may belong to another dataset group now' : 'not a csv of a dataset' };
    const other = this.others.find(
      ({ folder, deleted }) => isInputIn(folder, key) && [...users].some((user) => !deleted.has(user)),
    );
    if (other !== undefined)
      return {
        why: `dataset group '${other.datasetGroup}' reads it too`,
        remedy: `Request the deletion of these users for dataset group '${other.datasetGroup}' too, then purge again.`,
      };
    return problem === undefined ? undefined : { why: `cannot be rewritten: ${problem}` };
  }
}

interface Kept {
  readonly why: string;
  /** What to do if an import reads the object. Default: {@link REPLACE}. */
  readonly remedy?: string;
}

const REPLACE = 'Upload it without these users, or delete it, then purge again.';

/** Folders of the files in force of other dataset groups, by the name of the group. */
async function foldersOfOthers(aws: DeployedAws, datasetGroup: string): Promise<ReadonlyMap<string, string>> {
  const folders = new Map<string, string>();
  for (const other of await aws.datasetGroups.names()) {
    const file = other === datasetGroup ? undefined : await aws.filesInForce.find(other);
    if (file !== undefined) folders.set(other, folderOf(file.key));
  }
  return folders;
}

async function otherReaders(
  aws: DeployedAws,
  { files }: OwnData,
  otherFolders: ReadonlyMap<string, string>,
): Promise<readonly OtherReader[]> {
  const folders = new Set(files.flatMap((file) => foldersOfCsv(folderOf(file))));
  const found: OtherReader[] = [];
  for (const [other, folder] of otherFolders) {
    if (!foldersOfCsv(folder).some((each) => folders.has(each))) continue;
    const lists = await storedLists(aws, await new DataDeletions(aws.records).of(other));
    const deleted = new Set(lists.flatMap(({ users }) => [...users]));
    found.push({ datasetGroup: other, folder, deleted });
  }
  return found;
}

/** Folders from which imports read csv if the parameter file is in `folder`. */
function foldersOfCsv(folder: string): readonly string[] {
  return [folder, ...ALL_CSV.map((name) => `${folder}${name}/`)];
}

/**
 * True if imports may read the object, provided that the parameter file is in `folder`. Personalize may read every
 * object in a dataset's folder: see `personalize-import-other-objects` in docs/local-aws.md.
 */
function isInputIn(folder: string, key: string): boolean {
  return ALL_CSV.some((name) => isCsvOf(folder, name, key) || folderOf(key) === `${folder}${name}/`);
}

/**
 * Failure for an object that has changed during the purge.
 * @param effect text that says what was not done because of the change
 */
export function changedMeanwhile(key: string, effect: string): CliFailure {
  return new CliFailure(
    `${printable(key)} has changed meanwhile, perhaps by another purge: ${effect}.`,
    'Purge again. What is done already is not repeated.',
  );
}

/** A line about a csv that was searched as plain text, because it could not be read as csv with certainty. */
export function describeUnreadable(csv: {
  readonly key: string;
  readonly versionId: string;
  readonly problem: string;
  /** Number of the users that the search found. */
  readonly users: number;
}): string {
  return `${printable(csv.key)}, version ${csv.versionId}, could not be read as csv: ${csv.problem} It was searched as plain text instead: ${csv.users || 'none'} of the users ${csv.users > 1 ? 'were' : 'was'} found.`;
}

function idOf({ key, versionId }: Pick<ObjectVersion, 'key' | 'versionId'>): string {
  return `${key}\n${versionId}`;
}
