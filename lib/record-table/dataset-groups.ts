import { textOf } from './item';
import type { RecordTable } from './record-table';

/** Partition that lists the dataset groups, so that all tasks are found without reading the history. */
const PARTITION = '#dataset-groups';

/** Dataset groups with a parameter file in force. */
export class DatasetGroups {
  constructor(private readonly table: RecordTable) {}

  async names(): Promise<readonly string[]> {
    return (await this.table.query(PARTITION)).map(({ item }) => textOf(item));
  }

  async add(name: string): Promise<void> {
    await this.table.write({ put: { datasetGroup: PARTITION, item: name } });
  }

  async remove(name: string): Promise<void> {
    await this.table.write({ delete: { datasetGroup: PARTITION, item: name } });
  }
}
