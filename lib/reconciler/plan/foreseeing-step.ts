import { folderOf } from '../../aws/data-bucket-layout';
import { DataStatisticsRecords } from '../../record-table/data-statistics';
import type { RecordTable } from '../../record-table/record-table';
import { VerifiedReadRecords } from '../../record-table/verified-reads';
import { MemoizedPersonalize } from '../account/memoized-personalize';
import type { Step } from '../step';
import { ForeseenBudgets } from './foreseen-budgets';
import { type AwaitedResource, ForeseenPersonalize } from './foreseen-personalize';
import type { PlanContext } from './plan-resources';

/** A parameter file, and the services that a plan reads to find the effects of an upload of this file. */
export interface ForeseenUpload
  extends Pick<
    Step,
    'state' | 'scope' | 'now' | 'personalize' | 'bucket' | 'decisions' | 'roleArn' | 'csvInteractions'
  > {
  /** Key of the parameter file in the data bucket. */
  readonly key: string;
  readonly records: RecordTable;
  /** Resources that an upload in progress will create. They count as existing. Default: none. */
  readonly awaited?: readonly AwaitedResource[];
}

/**
 * Context in which a plan runs steps. The trainings that the steps would start, and their changes of the budget, stay in
 * memory. A deletion of users only delays a run, so a plan ignores such deletions.
 */
export function foreseeingStep({ key, personalize, records, now, awaited, ...foreseen }: ForeseenUpload): PlanContext {
  return {
    ...foreseen,
    folder: folderOf(key),
    startedAt: now,
    stamp: now,
    now,
    until: 'ACTIVE',
    force: false,
    isUpload: true,
    personalize: new ForeseenPersonalize(new MemoizedPersonalize(personalize), awaited),
    budgets: new ForeseenBudgets(records),
    dataStatistics: new DataStatisticsRecords(records),
    verifiedReads: new VerifiedReadRecords(records),
    dataHolds: { isHeld: async () => false },
  };
}
