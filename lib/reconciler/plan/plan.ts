import type { DesiredType } from '../../personalize/resource-types';
import type { ServiceQuota } from '../../personalize/service-quotas';
import type { VersionDecision } from '../../record-table/version-decisions';
import type { Existing } from '../inventory';
import type { Difference } from '../resource-types/differences';

/** conflict: Amazon Personalize cannot update the difference. blocked: something needed is missing. Either fails the run. */
export type Action = 'create' | 'update' | 'delete' | 'conflict' | 'blocked' | 'unchanged';

export interface PlannedChange {
  readonly action: Action;
  /** A schedule is one of EventBridge Scheduler. */
  readonly type: DesiredType | 'schedule';
  readonly name: string;
  /** As messages name it: `campaign 'top-picks'`. */
  readonly label: string;
  /** JSON pointer into the parameter file; absent for what the file does not name. */
  readonly pointer?: string;
  /** What an update changes, or what is in conflict. */
  readonly differences?: readonly Difference[];
  /** Why, where the differences do not say it; of a blocked resource, what is missing. */
  readonly note?: string;
  /** How to resolve a conflict, or to add what is missing. */
  readonly resolution?: string;
}

/** A resource of the dataset group that the file does not name. */
export type Unmanaged = Pick<Existing, 'type' | 'name' | 'arn'>;

/** A quota beyond which the file's run would go. */
export interface ExceededQuota extends Pick<ServiceQuota, 'type' | 'scope' | 'name' | 'code'> {
  readonly limit: number;
  /** account: as Service Quotas says, so that the run would fail. default: as documented; AWS may have raised it. */
  readonly source: 'account' | 'default';
  /** Where the limit is documented and why it is not the account's; absent for the account's. */
  readonly note?: string;
  readonly existing: number;
  /** Number that this file creates. For an account's quota it includes the files before this one. */
  readonly toCreate: number;
  readonly resolution: string;
}

export interface Plan {
  readonly file: string;
  readonly datasetGroup: string;
  /** Key of the parameter file that the dataset group has used so far, and would not any more; absent if it is the same. */
  readonly replaces?: string;
  /** Key of the file in force that is in the bucket under another key: the upload would be refused. Absent if there is none. */
  readonly keptFile?: string;
  readonly changes: readonly PlannedChange[];
  /** What changes without Amazon Personalize, all but schedules: a line each. */
  readonly settings: readonly string[];
  /** On solution versions that are there and not decided on; absent if there are none. */
  readonly decisions?: readonly VersionDecision[];
  /** Absent if there are none. */
  readonly exceededQuotas?: readonly ExceededQuota[];
  readonly unmanaged: readonly Unmanaged[];
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
