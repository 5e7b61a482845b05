import { epochSeconds } from './item';
import type { RecordTable } from './record-table';

const ITEM = 'data-deletion-hold';

/**
 * Item `data-deletion-hold` of a dataset group. Until the time in the item, a deletion of users waits for other work to
 * end, or is in progress. Batch jobs and recommenders do not take the lock on the data. Instead, none of them begins to
 * read the group's data before this time.
 */
export class DataDeletionHolds {
  constructor(private readonly table: RecordTable) {}

  /** @param until end of the hold; a time in the past ends the hold now */
  async hold(datasetGroup: string, until: Date): Promise<void> {
    await this.table.write({ put: { datasetGroup, item: ITEM, expiresAt: epochSeconds(until) } });
  }

  async isHeld(datasetGroup: string, now: Date): Promise<boolean> {
    const item = await this.table.get({ datasetGroup, item: ITEM });
    return Number(item?.expiresAt ?? 0) > epochSeconds(now);
  }
}
