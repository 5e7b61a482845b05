import type { ServingType } from '../personalize/request-metrics';
import { optionalTexts, texts, textsOf } from './item';
import type { RecordTable } from './record-table';

/**
 * NEW: created during the lookback period. RESTING: the recommender is stopped, and either was stopped for the whole
 * lookback period, or the parameter file has no schedule that stops it. UNKNOWN: CloudWatch has no metric of the
 * resource's requests.
 */
export type CapacityStatus = 'USED' | 'IDLE' | 'OVERSIZED' | 'NEW' | 'RESTING' | 'UNKNOWN';

/** Capacity of a campaign or recommender, compared with the requests that it received. */
export interface MeasuredCapacity {
  readonly type: ServingType;
  readonly name: string;
  readonly arn: string;
  readonly status: CapacityStatus;
  /**
   * Requests per second: the minimum that is billed, the average of the time in which the resource was not stopped, and
   * the average of the busiest five minutes.
   */
  readonly provisioned: number;
  readonly average: number;
  readonly peak: number;
  /** TPS-hours, which are requests per second, times hours. Hours in which a recommender was stopped do not count as provisioned. */
  readonly provisionedTpsHours: number;
  readonly usedTpsHours: number;
  /**
   * ISO time of the latest update; present only if the update was in the lookback period. TPS-hours are computed with
   * the current minimum, even for the time before the update.
   */
  readonly updatedAt?: string;
  /** ISO time of the last request; absent if there were no requests in the lookback period. */
  readonly lastRequestAt?: string;
}

export interface CapacityReport {
  readonly datasetGroup: string;
  /** Start and end of the lookback period, as ISO times; empty if no attempt has succeeded yet. */
  readonly from: string;
  readonly to: string;
  readonly resources: readonly MeasuredCapacity[];
  /** True if a finding was not mailed, because the deployment only notifies of failures, or because the mail failed. */
  readonly isUnsent?: boolean;
  /** Why the newest attempt failed. If present, all other members are from an earlier attempt. */
  readonly failure?: string;
}

/** The newest report of each dataset group: items `capacity`. */
export class CapacityReports {
  constructor(private readonly table: RecordTable) {}

  /** @returns undefined before the first report */
  async find(datasetGroup: string): Promise<CapacityReport | undefined> {
    const item = await this.table.get({ datasetGroup, item: 'capacity' });
    if (item === undefined) return undefined;
    const resources = textsOf(item.resources).map((text): MeasuredCapacity => JSON.parse(text));
    const unsent = item.isUnsent === true && { isUnsent: true };
    return { ...texts(item, 'datasetGroup', 'from', 'to'), resources, ...unsent, ...optionalTexts(item, 'failure') };
  }

  async put(report: CapacityReport): Promise<void> {
    const resources = report.resources.map((resource) => JSON.stringify(resource));
    await this.table.write({ put: { ...report, item: 'capacity', resources } });
  }
}
