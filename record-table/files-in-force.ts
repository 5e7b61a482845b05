import { printable } from '../personalize/text';
import { type FileReference, valuesOf, valuesText } from './file-reference';
import { texts, textsOf } from './item';
import type { RecordTable } from './record-table';

/** The parameter file in force of a dataset group: what scheduled runs use. */
export interface FileInForce extends FileReference {
  /** Names of its tasks; absent if there are thousands. */
  readonly tasks?: readonly string[];
}

/** A file that was uploaded, and is valid. */
export interface Upload extends FileReference {
  /** Grows with each write of the same key; compares as text. */
  readonly sequencer: string;
  /** ISO time of the upload. */
  readonly time: string;
}

/** Key of a dataset group's file in force, if it is another one than that of `key`. */
export function replacedKey(accepted: Pick<FileReference, 'key'> | undefined, key: string): string | undefined {
  return accepted?.key === key ? undefined : accepted?.key;
}

/** For people. @param before key of the file that another one replaces */
export function warningOfReplaced(datasetGroup: string, before: string): string {
  return `Dataset group '${datasetGroup}' has used ${printable(before)} so far: that file, and the csv beside it, are not used any more.`;
}

/** An item has at most 400 KB, and a name of a task 64 characters. */
const MOST_TASKS = 4000;

/** The items `parameter-file`. */
export class FilesInForce {
  constructor(private readonly table: RecordTable) {}

  /** @returns undefined if none was ever accepted */
  async find(datasetGroup: string): Promise<FileInForce | undefined> {
    const item = await this.table.get(keyOf(datasetGroup));
    const tasks = item?.tasks === undefined ? {} : { tasks: textsOf(item.tasks) };
    return item && { ...texts(item, 'bucket', 'key', 'versionId'), ...valuesOf(item), ...tasks };
  }

  /**
   * Whether a newer upload has superseded a file, and does its work: uploads of a dataset group may run out of their order, and
   * what the newer one has done must not be undone.
   */
  async isSuperseded(datasetGroup: string, { key, versionId }: FileReference): Promise<boolean> {
    const latest = await this.find(datasetGroup);
    return latest !== undefined && (latest.key !== key || latest.versionId !== versionId);
  }

  /** Whether scheduled runs use this file: neither superseded nor removed. */
  async isLatest(datasetGroup: string, { key, versionId }: FileReference): Promise<boolean> {
    const latest = await this.find(datasetGroup);
    return latest?.key === key && latest.versionId === versionId;
  }

  /**
   * Makes `upload` the latest file, unless a later version of the key was accepted: S3's events may be late. Idempotent.
   * @param tasks the only ones that run from now on, whatever schedules do @returns false if the upload is out of date
   */
  async accept(datasetGroup: string, upload: Upload, tasks: readonly string[]): Promise<boolean> {
    const { bucket, key, versionId, sequencer, time: uploadedAt } = upload;
    const { written } = await this.table.write({
      put: {
        ...keyOf(datasetGroup),
        ...{ bucket, key, versionId, sequencer, uploadedAt, values: valuesText(upload) },
        tasks: tasks.length <= MOST_TASKS ? tasks : undefined,
      },
      // Sequencers of different keys cannot be compared.
      if: 'attribute_not_exists(#key) OR #key <> :key OR #sequencer <= :sequencer',
      values: { key, sequencer },
    });
    return written;
  }

  /** Deletes the file in force: from now on no run finds a parameter file of the dataset group. */
  async remove(datasetGroup: string): Promise<void> {
    await this.table.write({ delete: keyOf(datasetGroup) });
  }
}

function keyOf(datasetGroup: string) {
  return { datasetGroup, item: 'parameter-file' };
}
