import { expiryOf, textOf } from './item';
import type { RecordTable } from './record-table';

/** Partition that lists destroyed dataset groups, for as long as their history is kept. */
const PARTITION = '#destroyed-groups';

export interface DestroyedGroup {
  readonly datasetGroup: string;
  /** ISO time. */
  readonly destroyedAt: string;
}

export class DestroyedGroups {
  constructor(private readonly table: RecordTable) {}

  async all(): Promise<readonly DestroyedGroup[]> {
    const items = await this.table.query(PARTITION);
    return items.map(({ item, destroyedAt }) => ({ datasetGroup: textOf(item), destroyedAt: textOf(destroyedAt) }));
  }

  /** @param keptDays of the history of runs */
  async add({ datasetGroup, destroyedAt }: DestroyedGroup, keptDays: number): Promise<void> {
    await this.table.write({
      update: { datasetGroup: PARTITION, item: datasetGroup },
      set: { destroyedAt, expiresAt: expiryOf(destroyedAt, keptDays) },
    });
  }
}
