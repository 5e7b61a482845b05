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
 * conflict: Amazon Personalize cannot update the difference, or the file adds TPS-hours beyond its budget. blocked: the
 * resource needs something that is missing or invalid. In both cases, the upload is refused or its run fails.
 */
export type Action = 'create' | 'update' | 'delete' | 'conflict' | 'blocked' | 'unchanged';

export interface PlannedChange {
  readonly action: Action;
  /** `schedule` is a schedule of EventBridge Scheduler, `budget` the budget of the dataset group. */
  readonly type: DesiredType | 'schedule' | 'budget';
  readonly name: string;
  /** Name in messages, e.g. `campaign 'top-picks'`. */
  readonly label: string;
  /** JSON pointer into the parameter file; absent for schedules, and for resources that the file does not name. */
  readonly pointer?: string;
  /** Differences from the parameter file. For an update, the update resolves them. For a conflict, no update can resolve them. */
  readonly differences?: readonly Difference[];
  /** Text for users about the change, e.g. its reason. For a blocked resource, the text says what is missing or invalid. */
  readonly note?: string;
  /** True for a campaign or batch job that can be created only once a version of its solution is trained and, with rules, promoted. */
  readonly isConditional?: true;
  /** How to resolve a conflict, or how to add or correct what blocks the resource. */
  readonly resolution?: string;
}

/** A resource of the dataset group that is not in the file and that this deployment did not create. */
export interface Unmanaged extends Pick<Existing, 'type' | 'name' | 'arn'> {
  /** Billed use in the next 30 days; empty if the resource is not billed. */
  readonly uses: readonly ForecastUse[];
}

/** A quota that the file's run would exceed. */
export interface ExceededQuota extends Pick<ServiceQuota, 'type' | 'scope' | 'name' | 'code'> {
  readonly limit: number;
  /**
   * account: the limit is the account's value in Service Quotas, so the run would fail. default: the limit is the documented
   * value, which AWS may have raised for the account.
   */
  readonly source: 'account' | 'default';
  /** Text that says where the limit is documented, and why the account's value is not used. Absent if it is used. */
  readonly note?: string;
  readonly existing: number;
  /**
   * Number of resources that this file creates. For a quota of the account, new resources of other files in the same upload
   * are included if these files come earlier.
   */
  readonly toCreate: number;
  readonly resolution: string;
}

export type UploadInProgress = Pick<Run, 'id' | 'trigger' | 'startedAt' | 'file' | 'fileVersion'>;

export interface Plan {
  readonly file: string;
  readonly datasetGroup: string;
  /**
   * Key of another parameter file of the dataset group, in force or waiting, that the upload would replace. Absent if there
   * is none, or if `keptFile` is present.
   */
  readonly replaces?: string;
  /**
   * Key of another file of the dataset group that is in force or waiting, and that is still in the bucket. Because of the
   * other file, the upload would be refused. Absent if there is no such file, or if `--replaces` names it.
   */
  readonly keptFile?: string;
  /** True if the file of `replaces` or `keptFile` is not in force yet, because its upload waits. */
  readonly isOtherWaiting?: true;
  /**
   * Uploads, retries and restorations of the dataset group that are in progress. The plan does not include their changes.
   * Absent if there are none.
   */
  readonly inProgress?: readonly UploadInProgress[];
  /**
   * Warnings about datasets that have csv on this machine, and other csv only in the bucket that imports will read; absent
   * if there are none.
   */
  readonly csvWarnings?: readonly string[];
  readonly changes: readonly PlannedChange[];
  /**
   * Lines about changes of settings that Amazon Personalize does not have, such as a budget, and warnings. If there is no
   * other change, also the line that the file comes into force. Changes of schedules are in `changes`.
   */
  readonly settings: readonly string[];
  /** Decisions that the upload would make on existing solution versions; absent if there are none. */
  readonly decisions?: readonly VersionDecision[];
  /** Quotas that the file's run would exceed; absent if there are none. */
  readonly exceededQuotas?: readonly ExceededQuota[];
  /** Use of the month's budget. The upload's work counts as reserved. Absent if the file has no budget. */
  readonly budget?: readonly UnitUse[];
  /** Resources that this deployment created and that are not in the file any more. */
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
