import { texts } from './item';
import type { RecordTable } from './record-table';

/** A job of which it was verified that it has read the data of its work, and no other. */
export interface VerifiedRead {
  readonly jobName: string;
  /** Of everything that the job works on, the data included. */
  readonly fingerprint: string;
}

/**
 * The newest verified read of each subject, since S3 does not keep the versions that prove it: items `verified-read#<subject>`. They do not
 * expire. An instance is for one poll: it reads each item once, as what others write meanwhile does not count.
 */
export class VerifiedReadRecords {
  private readonly known = new Map<string, VerifiedRead | undefined>();

  constructor(private readonly table: RecordTable) {}

  /** @returns undefined if nothing is verified */
  async find(datasetGroup: string, subject: string): Promise<VerifiedRead | undefined> {
    const id = `${datasetGroup}#${subject}`;
    if (!this.known.has(id)) this.known.set(id, await this.read(datasetGroup, subject));
    return this.known.get(id);
  }

  /** @param read undefined if nothing is verified any more */
  async put(datasetGroup: string, subject: string, read: VerifiedRead | undefined): Promise<void> {
    this.known.clear();
    await this.table.write({ put: { ...keyOf(datasetGroup, subject), ...read } });
  }

  private async read(datasetGroup: string, subject: string): Promise<VerifiedRead | undefined> {
    const item = await this.table.get(keyOf(datasetGroup, subject));
    if (item?.jobName === undefined || item.fingerprint === undefined) return undefined;
    return texts(item, 'jobName', 'fingerprint');
  }
}

export type VerifiedReads = Pick<VerifiedReadRecords, 'find' | 'put'>;

function keyOf(datasetGroup: string, subject: string) {
  return { datasetGroup, item: `verified-read#${subject}` };
}
