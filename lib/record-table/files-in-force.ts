import { printable } from '../text/format';
import { datasetGroupKey } from './dataset-groups';
import { type FileReference, valuesOf, valuesText } from './file-reference';
import { type Attributes, type Key, present, texts, textsOf } from './item';
import type { RecordTable } from './record-table';

/** The parameter file that a dataset group follows, also in scheduled runs. */
export interface FileInForce extends FileReference {
  /** Names of the file's tasks; absent if there are too many for an item. */
  readonly tasks?: readonly string[];
  /** Sequencer of the upload: see {@link Upload}. */
  readonly sequencer: string;
  /** ISO time at which the file was put in force. */
  readonly since: string;
}

/** A valid file that was uploaded. */
export interface Upload extends FileReference {
  /** S3's sequencer, padded to a fixed length. Compared as a text, the sequencer grows with each write of the same key. */
  readonly sequencer: string;
}

/**
 * A warning for users that a dataset group now follows another file.
 * @param before key of the file that is replaced
 */
export function warningOfReplaced(datasetGroup: string, before: string): string {
  return `Dataset group '${datasetGroup}' no longer uses ${printable(before)} and the csv beside that file.`;
}

/**
 * A warning for users that a dataset group still follows the earlier version of a file.
 * @param key key of the file, whose newest version names another dataset group
 */
export function warningOfFollower(datasetGroup: string, key: string): string {
  return `Dataset group '${datasetGroup}' still follows the earlier version of ${printable(key)}, because only that version names this dataset group. Its tasks still run, and import the csv beside this file.`;
}

/** Conditions for putting a file in force. */
export interface Guard {
  /** The file in force as it was read; undefined if there was none. */
  readonly before: Pick<FileReference, 'versionId'> | undefined;
  /** Lock of the dataset group. */
  readonly lock: Key;
  /** The run's entry in the lock's set of holders. */
  readonly holder: string;
  /** Record of the run. */
  readonly run: Key;
  readonly now: Date;
}

export function isSameVersion(one: FileReference, other: FileReference): boolean {
  return one.key === other.key && one.versionId === other.versionId;
}

/** Maximum number of task names in an item. An item has at most 400 KB, and a name at most 64 characters. */
const MAX_TASKS = 4000;

/** Attributes with which an item stores an upload and the names of the tasks of its file. */
export function uploadAttributes(upload: Upload, tasks: readonly string[]): Attributes {
  const { bucket, key, versionId, sequencer } = upload;
  const listed = tasks.length <= MAX_TASKS ? tasks : undefined;
  return { bucket, key, versionId, sequencer, values: valuesText(upload), tasks: listed };
}

/** The upload in an item that {@link uploadAttributes} wrote. */
export function uploadOf(item: Attributes): Upload & Pick<FileInForce, 'tasks'> {
  const tasks = item.tasks === undefined ? undefined : textsOf(item.tasks);
  return { ...texts(item, 'bucket', 'key', 'versionId', 'sequencer'), ...valuesOf(item), ...present({ tasks }) };
}

/** The file in force of each dataset group: items `parameter-file`. */
export class FilesInForce {
  constructor(private readonly table: RecordTable) {}

  /** @returns undefined if no file was ever in force, or if a destruction of the dataset group has removed the record */
  async find(datasetGroup: string): Promise<FileInForce | undefined> {
    const item = await this.table.get(keyOf(datasetGroup));
    return item && { ...uploadOf(item), ...texts(item, 'since') };
  }

  /** True if the dataset group follows this version of this file. */
  async isInForce(datasetGroup: string, file: FileReference): Promise<boolean> {
    const inForce = await this.find(datasetGroup);
    return inForce !== undefined && isSameVersion(inForce, file);
  }

  /** Names of the given dataset groups that follow a file of this key. */
  async followersOf(key: string, datasetGroups: readonly string[]): Promise<readonly string[]> {
    const found: string[] = [];
    for (const name of datasetGroups) if ((await this.find(name))?.key === key) found.push(name);
    return found;
  }

  /**
   * Puts a file in force.
   * @param tasks names of the file's tasks. From now on, only these tasks begin runs, even if other schedules still exist
   * @param guard conditions that must still hold. They are checked because a function goes on even if its execution was
   * stopped
   * @returns false if nothing was written, because the file in force has changed, the run no longer holds the lock, or
   * the run has ended
   */
  async put(
    datasetGroup: string,
    upload: Upload,
    tasks: readonly string[],
    { before, lock, holder, run, now }: Guard,
  ): Promise<boolean> {
    const { written } = await this.table.writeAll([
      {
        put: { ...keyOf(datasetGroup), ...uploadAttributes(upload, tasks), since: now.toISOString() },
        if: before === undefined ? 'attribute_not_exists(#item)' : '#versionId = :before',
        values: { before: before?.versionId },
      },
      // A destruction may have removed the group's name since the `upload` function added it.
      { put: datasetGroupKey(datasetGroup) },
      {
        // This write only checks its condition. It changes nothing, because the holder is already in the set.
        update: { datasetGroup: lock.datasetGroup, item: lock.item },
        add: { holders: new Set([holder]) },
        if: 'contains(#holders, :holder)',
        values: { holder },
      },
      // A stopped run keeps its lock, so the run's status is checked too. This write also changes nothing.
      {
        update: { datasetGroup: run.datasetGroup, item: run.item },
        set: { status: 'RUNNING' },
        if: '#status = :running',
        values: { running: 'RUNNING' },
      },
    ]);
    return written;
  }

  /** Deletes the record of the file in force. From now on, no run finds a parameter file of the dataset group. */
  async remove(datasetGroup: string): Promise<void> {
    await this.table.write({ delete: keyOf(datasetGroup) });
  }

  /** Removes a dataset group from the list of groups, if no file of the group is in force. */
  async unlist(datasetGroup: string): Promise<void> {
    // This write only checks its condition. It deletes nothing.
    const unlessInForce = { delete: keyOf(datasetGroup), if: 'attribute_not_exists(#item)' };
    await this.table.writeAll([{ delete: datasetGroupKey(datasetGroup) }, unlessInForce]);
  }
}

function keyOf(datasetGroup: string) {
  return { datasetGroup, item: 'parameter-file' };
}
