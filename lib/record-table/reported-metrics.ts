import { expiryOf } from './item';
import type { RecordTable } from './record-table';

/** Days for which the table records that a version's metrics were reported. */
export const REPORTED_DAYS = 365;

/** Solution versions whose offline metrics were reported to CloudWatch: items `metrics#<ARN>`. */
export class ReportedMetrics {
  constructor(private readonly table: RecordTable) {}

  async has(datasetGroup: string, versionArn: string): Promise<boolean> {
    return (await this.table.get(keyOf(datasetGroup, versionArn))) !== undefined;
  }

  async add(datasetGroup: string, versionArn: string, now: Date): Promise<void> {
    const expiresAt = expiryOf(now.toISOString(), REPORTED_DAYS);
    await this.table.write({ put: { ...keyOf(datasetGroup, versionArn), expiresAt } });
  }
}

function keyOf(datasetGroup: string, versionArn: string) {
  return { datasetGroup, item: `metrics#${versionArn}` };
}
