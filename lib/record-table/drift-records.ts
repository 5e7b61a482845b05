import { createHash } from 'node:crypto';
import { textsOf } from './item';
import type { RecordTable } from './record-table';

/** Characters of a fingerprint: enough to tell thousands of findings apart, and few enough for one item. */
const LENGTH = 16;

/**
 * Differences from the file in force that were notified, or that a run was started to restore: item `drift`, with a fingerprint of each.
 * Later nights do not repeat that.
 */
export class DriftRecords {
  constructor(private readonly table: RecordTable) {}

  /** @returns a function that is true for a finding that is recorded */
  async known(datasetGroup: string): Promise<(finding: string) => boolean> {
    const known = new Set(await this.read(datasetGroup));
    return (finding) => known.has(fingerprint(finding));
  }

  /** @param findings replace those that are recorded */
  async put(datasetGroup: string, findings: readonly string[]): Promise<void> {
    const known = findings.map(fingerprint);
    if (known.join() === (await this.read(datasetGroup)).join()) return;
    await this.table.write({ update: keyOf(datasetGroup), set: { known } });
  }

  private async read(datasetGroup: string): Promise<readonly string[]> {
    return textsOf((await this.table.get(keyOf(datasetGroup)))?.known);
  }
}

function keyOf(datasetGroup: string) {
  return { datasetGroup, item: 'drift' };
}

function fingerprint(finding: string): string {
  return createHash('sha256').update(finding).digest('hex').slice(0, LENGTH);
}
