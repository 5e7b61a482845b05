import type { OperatorAction } from '../faults/operator-actions';
import type { LastingFault } from '../faults/permanent-faults';
import type { FaultKind, PermanentFault } from '../faults/rates';

/** Actions of teams, and faults that happen during these actions. */
export interface Scenario {
  /** Dataset groups. All groups share the account and the deployment. */
  readonly groups: readonly Group[];
  /** Steps after the first upload of each group. */
  readonly steps: readonly ScenarioStep[];
  /** Factor for all fault rates. */
  readonly faults: number;
  /** Faults that fail or stop single runs. */
  readonly permanentFaults: readonly PermanentFault[];
  /** Faults that happen in addition to `permanentFaults` and `lasting`. Default: all transient faults. */
  readonly kinds?: readonly FaultKind[];
  /** A fault that lasts until all faults stop. Default: none. */
  readonly lasting?: LastingFault;
  /** True if Personalize always works quickly, and if there are no idle days before or after the steps. Default: false. */
  readonly isQuick?: boolean;
  /** True if the scenario lasts for the thirty days of the first file's forecast. Default: false. */
  readonly lastsMonth?: boolean;
}

/** Properties of a dataset group that all editions of its parameter file share. */
export interface Group {
  readonly eventTracker: boolean;
  /** True if the group has the dataset of items. `users` is the same for the dataset of users. */
  readonly items: boolean;
  readonly users: boolean;
  /** Batch jobs of the solutions. Segments need items, and a recipe that supports no campaigns. */
  readonly batch: 'none' | 'inference' | 'segments';
  /**
   * True if the group's csv of interactions is larger than 1 MiB. Old versions of such a csv expire after three days,
   * except for the newest two.
   */
  readonly largeCsv: boolean;
  /** True if imports add to the data. The first import of a dataset must be a full import. */
  readonly incremental: boolean;
  /** True for a domain dataset group, which has a recommender instead of solutions. */
  readonly domain: boolean;
  readonly first: Edition;
}

/** The parts of a parameter file that an upload can change. */
export interface Edition {
  /** Number of solutions. A domain dataset group has no solutions. */
  readonly solutions: number;
  /** True if each solution has a campaign. */
  readonly campaign: boolean;
  readonly minProvisionedTPS: number;
  readonly filter: boolean;
  readonly schedules: Schedules;
  /**
   * Checks of the rows of interactions. `pass`: the data meet the limits. `notify`: the data violate them, and are reported.
   * `refuse`: the data violate them, and are refused. Default: no checks.
   */
  readonly checks?: 'pass' | 'notify' | 'refuse';
  /**
   * True if uploads delete solutions, campaigns, recommenders and filters that have left the file, if the deployment allows deletions.
   * Default: false.
   */
  readonly deletes?: boolean;
  /** Rules that decide which versions of each solution serve. Default: every version serves. */
  readonly promotion?: PromotionSetting;
  /** Budget of training hours of a month. Default: none. */
  readonly trainingHours?: number;
}

/** Setting of a parameter file that decides which versions of the solutions serve. */
export interface PromotionSetting {
  readonly rules: readonly MetricRule[];
  readonly approval: 'automatic' | 'manual';
  readonly onMissingMetrics: 'hold' | 'promote';
  /** True if open decisions are reported again after a day. Default: false. */
  readonly reminds?: boolean;
}

/** A limit of a metric. `metric` is the index of one of the two metrics in promotion-rules.ts. */
export interface MetricRule {
  readonly metric: 0 | 1;
  readonly limit: 'minimum' | 'maximum' | 'maximumDrop' | 'maximumRise' | 'minimumRise';
  /**
   * True if the limit is a percentage of the value from which a drop or rise is measured. Only limits of drops and
   * rises can be percentages.
   */
  readonly isPercentage: boolean;
  /**
   * True if drops and rises are measured from the last solution in the file. For the last solution itself, they are
   * measured from its own serving version. Default: false. In this case, they are measured from a solution's own serving
   * version for every solution.
   */
  readonly isOverLast?: boolean;
  /** Value of the limit: a value of the metric, a difference, or a percentage divided by 100. */
  readonly value: number;
}

/** Kinds of schedules in a file. `absent`: no schedules. `deleted`: the word `delete` removes them. Others: the schedules of this name in tasks.ts. */
export const SCHEDULES = ['absent', 'usual', 'dense', 'retraining', 'monthly', 'deleted'] as const;

export type Schedules = (typeof SCHEDULES)[number];

interface NewEdition {
  readonly kind: 'upload';
  readonly group: number;
  readonly edition: Edition;
  /** True if the file has another key than the group's usual key. Default: false. */
  readonly otherKey?: boolean;
  /** False if the upload must not replace a file in force under another key. Default: true. */
  readonly replaces?: boolean;
}

/** An operator's decision on a solution version, like a decision with the command. */
export interface VersionChoice {
  readonly kind: 'choose';
  readonly group: number;
  readonly action: 'PROMOTE' | 'REJECT' | 'ROLLBACK';
  /** Index of the solution, modulo the number of solutions in the file in force. */
  readonly solution: number;
  /** Index of the version, modulo the number of the solution's ACTIVE versions. */
  readonly version: number;
}

export type ScenarioStep = { readonly afterSeconds: number } & (
  | NewEdition
  /** The group's csv and job configs change. There are only a few contents, so earlier contents return. */
  | { readonly kind: 'newData'; readonly group: number; readonly next: number }
  /** The group's data change, and later change back. A job may read the changed data, which then no longer exist. */
  | {
      readonly kind: 'changeAndBack';
      readonly group: number;
      readonly next: number;
      readonly backAfterSeconds: number;
    }
  /** A csv is added to the folder of interactions. If the csv already exists, it is removed instead. */
  | { readonly kind: 'csvFile'; readonly group: number; readonly file: number }
  /** The csv of interactions is removed or gets a bad row. The next such step uploads other good data. */
  | { readonly kind: 'spoilCsv'; readonly group: number; readonly how: 'removed' | 'badRow' }
  | { readonly kind: 'refusedUpload'; readonly group: number }
  /**
   * A file in conflict is uploaded. For example, the file adds a field to an existing schema. The file has no promotion
   * setting.
   */
  | { readonly kind: 'conflictingUpload'; readonly group: number }
  /** An operator accepts refused interactions, or rejects the interactions that were imported last, like with the command. */
  | { readonly kind: 'acceptData' | 'rejectData'; readonly group: number }
  /** An operator adds training hours to the budget of the month, like with the command. */
  | { readonly kind: 'raise'; readonly group: number; readonly hours: number }
  /** An operator requests the deletion of a user. The key of the csv is new, or the key of an earlier request. */
  | { readonly kind: 'deletion'; readonly group: number; readonly file: number; readonly isValid: boolean }
  /** An operator deactivates or activates a task, like with the command. */
  | { readonly kind: 'pause' | 'resume'; readonly group: number; readonly task: number }
  /** An operator deletes all resources of the group that are not in the file in force, like with the command. */
  | { readonly kind: 'prune'; readonly group: number }
  | { readonly kind: 'manual'; readonly action: OperatorAction }
  | VersionChoice
  | { readonly kind: 'nothing' }
);

/** True if a lasting fault may prevent a dataset group from reaching its desired state. */
export function isHeldUp({ lasting }: Scenario, groupName: unknown): boolean {
  if (lasting === undefined) return false;
  const { kind, prefix } = lasting;
  return (kind !== 'nameTaken' && kind !== 'alwaysInUse') || prefix === groupName;
}

/**
 * True if operators stop, delete, change or create something manually. Manual imports do not count, because they must not make a run
 * fail.
 */
export function isTampered({ steps }: Scenario): boolean {
  return steps.some((step) => step.kind === 'manual' && step.action !== 'importManually');
}
