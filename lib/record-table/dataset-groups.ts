import { textOf } from './item';
import type { RecordTable } from './record-table';

/** Partition that lists the dataset groups. With their names, the tasks of all groups can be queried, without a scan of the table. */
const PARTITION = '#dataset-groups';

/**
 * Dataset groups for which a valid parameter file was uploaded. A dataset group stays in the list until it is destroyed. A listed group
 * may have no file in force: the run of its first file may still be in progress, or may have ended without putting this file in force.
 */
export class DatasetGroups {
  constructor(private readonly table: RecordTable) {}

  async names(): Promise<readonly string[]> {
    return (await this.table.query(PARTITION)).map(({ item }) => textOf(item));
  }

  async add(name: string): Promise<void> {
    await this.table.write({ put: datasetGroupKey(name) });
  }
}

/** Key of the item that lists a dataset group. */
export function datasetGroupKey(name: string) {
  return { datasetGroup: PARTITION, item: name };
}
