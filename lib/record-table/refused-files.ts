import { createHash } from 'node:crypto';
import { expiryOf, optionalTexts, texts } from './item';
import type { RecordTable } from './record-table';

/**
 * Partition of a refused file. An unreadable file names no dataset group. So the partition is the path of the file's folder below `train/`
 * or `delete/`: `eu/shop` for `train/eu/shop/config.json`. If there is no such folder, or its path begins with `#` like the record table's
 * own partitions, the partition is the file's key.
 */
export function refusedUnder(key: string): string {
  const folder = key.split('/').slice(1, -1).join('/');
  return folder === '' || folder.startsWith('#') ? key : folder;
}

/** Partition that lists the partitions of refused files. This partition belongs to no dataset group. */
const PARTITION = '#refused-files';

/** Partition of refused files, recorded so that the files are found whatever the name of their folder. */
export interface RefusedPlace {
  /** Partition from {@link refusedUnder}. */
  readonly filedUnder: string;
  /** Name of the dataset group in the files; undefined if the files cannot be read, or name no dataset group. */
  readonly namedGroup?: string;
}

export class RefusedPlaces {
  constructor(private readonly table: RecordTable) {}

  async all(): Promise<readonly RefusedPlace[]> {
    const items = await this.table.query(PARTITION);
    return items.map((item) => ({ ...texts(item, 'filedUnder'), ...optionalTexts(item, 'namedGroup') }));
  }

  /**
   * @param uploadedAt ISO time of the upload
   * @param keptDays days for which the history of runs is kept
   */
  async add({ filedUnder, namedGroup }: RefusedPlace, uploadedAt: string, keptDays: number): Promise<void> {
    // The sort key is a hash, because the key of a file may be too long for a sort key that also contains the name of a
    // group.
    const id = createHash('sha256')
      .update(`${filedUnder}\n${namedGroup ?? ''}`)
      .digest('hex');
    const expiresAt = expiryOf(uploadedAt, keptDays);
    await this.table.write({
      put: { datasetGroup: PARTITION, item: id.slice(0, 32), filedUnder, namedGroup, expiresAt },
    });
  }
}
