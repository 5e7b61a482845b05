import { epochSeconds } from './item';
import type { RecordTable } from './record-table';

const ITEM = 'data-deletion-hold';

/**
 * Item `data-deletion-hold` of a dataset group. The item means that a deletion of users is waiting or in progress.
 * Until the item expires, no other work may begin to read the group's data.
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
