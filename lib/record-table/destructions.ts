import { DATA_DELETIONS, DataDeletions } from './data-deletions';
import { Digests } from './digests';
import { type FileInForce, FilesInForce } from './files-in-force';
import { expiryOf, textOf, textsOf } from './item';
import type { RecordTable } from './record-table';
import type { Failure } from './runs';

/**
 * Names that a destruction records at its beginning. They cannot be found any more once the record of the file in force
 * and the datasets are deleted.
 */
export interface DestroyProgress {
  /** ARNs of the schemas. */
  readonly schemas: readonly string[];
  /** Keys of the parameter files. */
  readonly files: readonly string[];
  /** Name of each dataset's csv. */
  readonly csvNames: readonly string[];
}

/** Cause with which a destruction stops the runs of its dataset group. */
export const STOPPED_BY_DESTROY = 'The dataset group is being destroyed.';

/** Failure that is recorded for unfinished deletions of users, because the destruction ends them. */
const DESTROYED: Failure = {
  error: 'DatasetGroupDestroyed',
  cause: 'The dataset group was destroyed before the deletion of users was known to be complete.',
};

/** The destruction of a dataset group: item `destruction`. An interrupted destruction continues from this record. */
export class Destruction {
  private readonly key;

  constructor(
    private readonly table: RecordTable,
    private readonly datasetGroup: string,
  ) {
    this.key = { datasetGroup, item: 'destruction' };
  }

  /** @returns undefined if no destruction has begun */
  async read(): Promise<DestroyProgress | undefined> {
    const item = await this.table.get(this.key);
    if (item === undefined) return undefined;
    const { schemas, files, csvNames } = item;
    return { schemas: textsOf(schemas), files: textsOf(files), csvNames: textsOf(csvNames) };
  }

  /** True if the destruction has begun and has not ended, and no upload has been put in force since its beginning. */
  async isGoingOn(): Promise<boolean> {
    const item = await this.table.get(this.key);
    if (item === undefined) return false;
    // An interrupted call of `begin` may leave the file in force. Such a file is older than the destruction.
    const file = await new FilesInForce(this.table).find(this.datasetGroup);
    return file === undefined || file.since <= textOf(item.begunAt);
  }

  /**
   * Adds these names to the record, and deletes the record of the file in force. From then on, no run finds a parameter
   * file of the dataset group.
   * @param now milliseconds since 1970
   */
  async begin({ schemas, files, csvNames }: DestroyProgress, now: number): Promise<void> {
    // Empty lists are left out, because DynamoDB has no empty sets.
    const add = Object.entries({ schemas, files, csvNames }).filter(([, texts]) => texts.length > 0);
    await this.table.write({
      update: this.key,
      set: { begunAt: new Date(now).toISOString() },
      add: Object.fromEntries(add.map(([name, texts]) => [name, new Set(texts)])),
    });
    await new FilesInForce(this.table).remove(this.datasetGroup);
  }

  /**
   * Deletes all records that do not expire by themselves, including locks of stopped runs. Records of deletions of
   * users stay. If an upload was put in force since {@link begin}, only the item `destruction` is deleted, because the
   * upload's run needs the other records.
   * @param now milliseconds since 1970
   * @param keptDays days for which history is kept
   * @returns the file that was put in force meanwhile; undefined if there is none
   */
  async end(now: number, keptDays: number): Promise<FileInForce | undefined> {
    const file = await new FilesInForce(this.table).find(this.datasetGroup);
    if (file === undefined) await this.deleteRecords(now, keptDays);
    // This record is deleted last: without this record, an interrupted destruction would not continue.
    await this.table.write({ delete: this.key });
    return file;
  }

  private async deleteRecords(now: number, keptDays: number): Promise<void> {
    const { datasetGroup } = this;
    const destroyedAt = new Date(now).toISOString();
    const deletions = new DataDeletions(this.table);
    const known = await deletions.of(datasetGroup);
    // Records of deletions of users never expire, and are found only through the entry of the destroyed dataset group.
    // If there are such records, the entry never expires either.
    const days = known.length === 0 ? keptDays : undefined;
    await new DestroyedGroups(this.table).add({ datasetGroup, destroyedAt }, days);
    // If the dataset group is created again, its first digest leaves out earlier runs.
    await new Digests(this.table).restart(datasetGroup, new Date(now));
    // This call does not change deletions that have ended.
    for (const { run } of known)
      await deletions.update(datasetGroup, run, { status: 'FAILED', finishedAt: destroyedAt, ...DESTROYED });
    const kept = await this.table.query(datasetGroup, { if: 'attribute_not_exists(#expiresAt)' });
    for (const item of kept.map((each) => textOf(each.item))) {
      if (item !== this.key.item && !item.startsWith(DATA_DELETIONS))
        await this.table.write({ delete: { datasetGroup, item } });
    }
    await new FilesInForce(this.table).unlist(datasetGroup);
  }
}

/** Partition that lists destroyed dataset groups for as long as their history is kept, or for good if they have deletions of users. */
const PARTITION = '#destroyed-groups';

export interface DestroyedGroup {
  readonly datasetGroup: string;
  /** ISO time. */
  readonly destroyedAt: string;
}

export class DestroyedGroups {
  constructor(private readonly table: RecordTable) {}

  async all(): Promise<readonly DestroyedGroup[]> {
    const items = await this.table.query(PARTITION);
    return items.map(({ item, destroyedAt }) => ({ datasetGroup: textOf(item), destroyedAt: textOf(destroyedAt) }));
  }

  /** @param keptDays days for which the entry is kept; undefined to keep the entry for good */
  async add({ datasetGroup, destroyedAt }: DestroyedGroup, keptDays: number | undefined): Promise<void> {
    const expiresAt = keptDays === undefined ? undefined : expiryOf(destroyedAt, keptDays);
    await this.table.write({
      update: { datasetGroup: PARTITION, item: datasetGroup },
      set: { destroyedAt, expiresAt },
    });
  }
}
