import { textOf } from './item';
import type { RecordTable } from './record-table';

const PREFIX = 'data-refusal#';

/**
 * The last data of each dataset that a run refused, in items `data-refusal#<csvName>`, and whether the run's failure was notified: a scheduled
 * import is not notified again of the same data.
 */
export class DataRefusals {
  constructor(private readonly table: RecordTable) {}

  /** @param fingerprint of the data and of what is wrong with them @returns true if a failure that says so was notified */
  async wasNotified(datasetGroup: string, csvName: string, fingerprint: string): Promise<boolean> {
    const item = await this.table.get({ datasetGroup, item: `${PREFIX}${csvName}` });
    return item?.fingerprint === fingerprint && item.notifiedAt !== undefined;
  }

  async record(datasetGroup: string, csvName: string, fingerprint: string, run: string): Promise<void> {
    await this.table.write({ put: { datasetGroup, item: `${PREFIX}${csvName}`, fingerprint, run } });
  }

  /** Records that the failure of a run was notified, with all that it refused. */
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
