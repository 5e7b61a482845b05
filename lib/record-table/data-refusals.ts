import { textOf } from './item';
import type { RecordTable } from './record-table';

const PREFIX = 'data-refusal#';

/**
 * The last refusal of data in each dataset: items `data-refusal#<csvName>`. An item also records if a notification of
 * the run's failure was sent. If a scheduled import refuses the same data again, no further notification is sent. Once
 * data of the dataset are accepted, the item is removed.
 */
export class DataRefusals {
  constructor(private readonly table: RecordTable) {}

  /**
   * @param fingerprint fingerprint of the data and of the problems in the data
   * @returns true if the refusal of these data was notified
   */
  async wasNotified(datasetGroup: string, csvName: string, fingerprint: string): Promise<boolean> {
    const item = await this.table.get({ datasetGroup, item: `${PREFIX}${csvName}` });
    return item?.fingerprint === fingerprint && item.notifiedAt !== undefined;
  }

  async record(datasetGroup: string, csvName: string, fingerprint: string, run: string): Promise<void> {
    await this.table.write({ put: { datasetGroup, item: `${PREFIX}${csvName}`, fingerprint, run } });
  }

  /** Removes the refusal of a dataset's data once data are accepted. If the same data are refused later, the refusal is notified again. */
  async forget(datasetGroup: string, csvName: string): Promise<void> {
    await this.table.write({ delete: { datasetGroup, item: `${PREFIX}${csvName}` } });
  }

  /** Records that the failure of a run was notified, for all data that the run refused. */
  async recordNotified(datasetGroup: string, run: string, now: Date): Promise<void> {
    const condition = { if: '#run = :run', values: { run } };
    for (const { item } of await this.table.query(datasetGroup, { prefix: PREFIX, ...condition }))
      await this.table.write({
        update: { datasetGroup, item: textOf(item) },
        set: { notifiedAt: now.toISOString() },
        ...condition,
      });
  }
}
