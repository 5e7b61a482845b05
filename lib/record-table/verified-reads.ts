import { textOf, texts } from './item';
import type { RecordTable } from './record-table';

/** A job that has read the data for which it was created, and no other data. This is proven. */
export interface VerifiedRead {
  readonly jobName: string;
  /** Fingerprint of everything that the job works on, the data included. */
  readonly fingerprint: string;
}

/**
 * The newest verified read for each subject: items `verified-read#<subject>`. A subject identifies a job in its dataset
 * group: an import by its csv, a batch job by its solution and its place in the solution. The items do not expire,
 * because a read cannot be proven again later: S3 keeps the object versions that prove it only for some days. An
 * instance of this class caches records, so it must serve only one invocation or plan.
 */
export class VerifiedReadRecords {
  /** Records by dataset group and key prefix, then by sort key. */
  private readonly known = new Map<string, ReadonlyMap<string, VerifiedRead>>();

  constructor(private readonly table: RecordTable) {}

  /** @returns undefined if nothing is verified */
  async find(datasetGroup: string, subject: string): Promise<VerifiedRead | undefined> {
    const { item } = keyOf(datasetGroup, subject);
    const prefix = item.replace(/[^#/]*$/, '');
    const id = `${datasetGroup} ${prefix}`;
    const known = this.known.get(id) ?? (await this.read(datasetGroup, prefix));
    this.known.set(id, known);
    return known.get(item);
  }

  /** @param read new verified read; undefined to forget the current one */
  async put(datasetGroup: string, subject: string, read: VerifiedRead | undefined): Promise<void> {
    this.known.clear();
    await this.table.write({ put: { ...keyOf(datasetGroup, subject), ...read } });
  }

  private async read(datasetGroup: string, prefix: string): Promise<ReadonlyMap<string, VerifiedRead>> {
    const items = await this.table.query(datasetGroup, { prefix });
    const verified = items.filter(({ jobName, fingerprint }) => jobName !== undefined && fingerprint !== undefined);
    return new Map(verified.map((item) => [textOf(item.item), texts(item, 'jobName', 'fingerprint')]));
  }
}

function keyOf(datasetGroup: string, subject: string) {
  return { datasetGroup, item: `verified-read#${subject}` };
}
