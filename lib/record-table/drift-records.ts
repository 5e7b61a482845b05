import { createHash } from 'node:crypto';
import { type Attributes, optionalTexts, textsOf } from './item';
import type { RecordTable } from './record-table';

/**
 * Number of characters of a fingerprint. They are enough to distinguish thousands of findings, and few enough for one
 * item to hold all fingerprints.
 */
const LENGTH = 16;

/** Findings that were reported, or for which a run was started. */
export interface KnownDrift {
  /** Returns true for a finding that is recorded. */
  readonly has: (finding: string) => boolean;
  /** ISO time of the comparison that recorded the findings; absent if nothing is recorded. */
  readonly at?: string;
}

/**
 * Known differences from the file in force: item `drift`, with a fingerprint of each difference. A difference is known once it
 * was reported, or once a run was started to undo it. On later nights, a known difference is not reported again, and no other run
 * is started for it, unless a run has created or updated the resource since, or the variable `drift` has changed to `restore`.
 */
export class DriftRecords {
  constructor(private readonly table: RecordTable) {}

  async of(datasetGroup: string): Promise<KnownDrift> {
    const item = await this.read(datasetGroup);
    const fingerprints = new Set(textsOf(item.known));
    return { has: (finding) => fingerprints.has(fingerprint(finding)), ...optionalTexts(item, 'at') };
  }

  /** @param findings findings that replace all recorded findings */
  async put(datasetGroup: string, findings: readonly string[], now: Date): Promise<void> {
    if (findings.length === 0 && textsOf((await this.read(datasetGroup)).known).length === 0) return;
    const set = { known: findings.map(fingerprint), at: now.toISOString() };
    await this.table.write({ update: keyOf(datasetGroup), set });
  }

  private async read(datasetGroup: string): Promise<Attributes> {
    return (await this.table.get(keyOf(datasetGroup))) ?? {};
  }
}

function keyOf(datasetGroup: string) {
  return { datasetGroup, item: 'drift' };
}

function fingerprint(finding: string): string {
  return createHash('sha256').update(finding).digest('hex').slice(0, LENGTH);
}
