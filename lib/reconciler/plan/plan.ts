import type { ForecastUse } from '../../parameter-file/forecast/forecast-use';
import type { DesiredType } from '../../personalize/resource-types';
import type { ServiceQuota } from '../../personalize/service-quotas';
import type { Run } from '../../record-table/runs';
import type { VersionDecision } from '../../record-table/version-decisions';
import type { UnitUse } from '../budget/month-use';
import type { Existing } from '../inventory';
import type { Difference } from '../resource-types/differences';
import type { LeftResource } from './left-resources';
import type { PlannedForecast } from './planned-forecast';

/**
 * conflict: Amazon Personalize cannot update the difference, or the file adds TPS-hours above its budget. blocked:
 * something that is needed is missing. In both cases, the run fails or is refused.
 */
export type Action = 'create' | 'update' | 'delete' | 'conflict' | 'blocked' | 'unchanged';

export interface PlannedChange {
  readonly action: Action;
  /** `schedule` is a schedule of EventBridge Scheduler, `budget` the budget of the dataset group. */
  readonly type: DesiredType | 'schedule' | 'budget';
  readonly name: string;
  /** Name in messages: `campaign 'top-picks'`. */
  readonly label: string;
  /** JSON pointer into the parameter file; absent for schedules, and for resources that the file does not name. */
  readonly pointer?: string;
  /** Differences that an update resolves, or that are in conflict. */
  readonly differences?: readonly Difference[];
  /** Reason for the change, if the differences do not show the reason. For a blocked resource: what is missing. */
  readonly note?: string;
  /** True for a campaign or batch job that does not exist before a version of its solution serves. */
  readonly isConditional?: true;
  /** How to resolve a conflict, or to add what is missing. */
  readonly resolution?: string;
}

/** A resource of the dataset group that the file does not name, and that this deployment did not create. */
export interface Unmanaged extends Pick<Existing, 'type' | 'name' | 'arn'> {
  /** Billed use in the next 30 days; empty if the resource is not billed. */
  readonly uses: readonly ForecastUse[];
}

/** A quota that the file's run would exceed. */
export interface ExceededQuota extends Pick<ServiceQuota, 'type' | 'scope' | 'name' | 'code'> {
  readonly limit: number;
  /** account: the value from Service Quotas, so the run would fail. default: the documented value, which AWS may have raised. */
  readonly source: 'account' | 'default';
  /** Where the limit is documented, and why the account's value is not used; absent for the account's value. */
  readonly note?: string;
  readonly existing: number;
  /**
   * Number of resources that this file creates. For a quota of the account, the number includes the resources of files
   * that are uploaded before this one.
   */
  readonly toCreate: number;
  readonly resolution: string;
}

export type UploadInProgress = Pick<Run, 'id' | 'trigger' | 'startedAt' | 'file' | 'fileVersion'>;

export interface Plan {
  readonly file: string;
  readonly datasetGroup: string;
  /** Key of the parameter file that the upload would replace for the dataset group; absent if the key is the same. */
  readonly replaces?: string;
  /**
   * Key of another file that is in force or waiting, and still in the bucket. The upload would be refused because of
   * that file. Absent if there is none.
   */
  readonly keptFile?: string;
  /** True if the file of `replaces` or `keptFile` is not in force yet: its upload waits. */
  readonly isOtherWaiting?: true;
  /** Uploads of the dataset group in progress, also retries and restorations. The plan does not know their changes. Absent if there are none. */
  readonly inProgress?: readonly UploadInProgress[];
  /** Lines about csv that imports read although they exist in the bucket only; absent if there are none. */
  readonly csvWarnings?: readonly string[];
  readonly changes: readonly PlannedChange[];
  /** Changes of settings that no comparison with Amazon Personalize shows, and warnings, one line each. Schedules are not included. */
  readonly settings: readonly string[];
  /** Decisions that the upload would make on existing solution versions; absent if there are none. */
  readonly decisions?: readonly VersionDecision[];
  /** Absent if there are none. */
  readonly exceededQuotas?: readonly ExceededQuota[];
  /** Use of the month's budget. The upload's work counts as reserved. Absent if nothing is limited. */
  readonly budget?: readonly UnitUse[];
  /** Resources that this deployment created and that the file no longer has. */
  readonly notInFile: readonly LeftResource[];
  readonly unmanaged: readonly Unmanaged[];
  readonly forecast: PlannedForecast;
}

export function count(plan: Plan, action: Action): number {
  return plan.changes.filter((change) => change.action === action).length;
}

/** True if the file's run would fail, or be refused. */
export function isImpossible(plan: Plan): boolean {
  const isExceeded = plan.exceededQuotas?.some(({ source }) => source === 'account') ?? false;
  return plan.keptFile !== undefined || isExceeded || count(plan, 'conflict') + count(plan, 'blocked') > 0;
}

export function hasChanges(plan: Plan): boolean {
  return count(plan, 'create') + count(plan, 'update') + count(plan, 'delete') + plan.settings.length > 0;
}
