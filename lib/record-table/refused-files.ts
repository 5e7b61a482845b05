import { createHash } from 'node:crypto';
import { expiryOf, optionalTexts, texts } from './item';
import type { RecordTable } from './record-table';

/**
 * Where a refused file is filed, since unreadable ones name no dataset group: under its folder (`train/<group>/config.json`), or else
 * its key. Never a partition of the record table's own, whose names begin with `#`.
 */
export function refusedUnder(key: string): string {
  const folder = key.split('/').slice(1, -1).join('/');
  return folder === '' || folder.startsWith('#') ? key : folder;
}

/** Partition that lists where refused files are filed. Not the name of a dataset group. */
const PARTITION = '#refused-files';

/** Where refusals are filed, so that they are found whatever the folder is called. */
export interface RefusedPlace {
  /** As {@link refusedUnder} gives it. */
  readonly filedUnder: string;
  /** Name of the dataset group that the files give; undefined if they cannot be read, or give none. */
  readonly namedGroup?: string;
}

export class RefusedPlaces {
  constructor(private readonly table: RecordTable) {}

  async all(): Promise<readonly RefusedPlace[]> {
    const items = await this.table.query(PARTITION);
    return items.map((item) => ({ ...texts(item, 'filedUnder'), ...optionalTexts(item, 'namedGroup') }));
  }

  /** @param uploadedAt ISO time of the upload. @param keptDays of the history of runs */
  async add({ filedUnder, namedGroup }: RefusedPlace, uploadedAt: string, keptDays: number): Promise<void> {
    // A key may be too long to be a sort key with a name beside it.
    const id = createHash('sha256')
      .update(`${filedUnder}\n${namedGroup ?? ''}`)
      .digest('hex');
    const expiresAt = expiryOf(uploadedAt, keptDays);
    await this.table.write({
      put: { datasetGroup: PARTITION, item: id.slice(0, 32), filedUnder, namedGroup, expiresAt },
    });
  }
}
