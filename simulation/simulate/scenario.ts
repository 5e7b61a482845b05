import type { OperatorAction } from '../faults/operator-actions';
import type { LastingFault } from '../faults/permanent-faults';
import type { FaultKind, PermanentFault } from '../faults/rates';

/** Actions of teams, and the faults that happen meanwhile. */
export interface Scenario {
  /** Dataset groups that share the account and the deployment. */
  readonly groups: readonly Group[];
  /** Events after each group's first upload. */
  readonly steps: readonly ScenarioStep[];
  /** Factor for all fault rates. */
  readonly faults: number;
  /** Faults that fail or stop single runs. */
  readonly permanentFaults: readonly PermanentFault[];
  /** Faults that happen, besides `permanentFaults` and `lasting`. Default: all transient ones. */
  readonly kinds?: readonly FaultKind[];
  /** A fault that lasts until all faults stop. Default: none. */
  readonly lasting?: LastingFault;
  /** True if Personalize always works quickly and no days pass idle. Default: false. */
  readonly isQuick?: boolean;
  /** True if the first file is in force for the thirty days of its forecast. Default: false. */
  readonly lastsMonth?: boolean;
}

/** Properties of a dataset group that all editions of its parameter file share. */
export interface Group {
  readonly eventTracker: boolean;
  /** Datasets in addition to interactions. */
  readonly items: boolean;
  readonly users: boolean;
  /** Batch jobs of the solutions. Segments need items, and a recipe that supports no campaigns. */
  readonly batch: 'none' | 'inference' | 'segments';
  /**
   * True if the group's csv of interactions is larger than 1 MiB. Old versions of such a file expire after three days,
   * except the newest two.
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
  /** Number of solutions. 0 in a domain dataset group. */
  readonly solutions: number;
  /** True if each solution has a campaign. */
  readonly campaign: boolean;
  readonly minProvisionedTPS: number;
  readonly filter: boolean;
  readonly schedules: Schedules;
  /**
   * Checks of the rows of interactions: they pass, fail and only notify, or fail and refuse the data. Default: none.
   */
  readonly checks?: 'pass' | 'notify' | 'refuse';
  /** True if solutions, campaigns, recommenders and filters are deleted when they leave the file. Default: false. */
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

/** A limit of a metric. `metric` is the index of one of two metrics that the recipe reports. */
export interface MetricRule {
  readonly metric: 0 | 1;
  readonly limit: 'minimum' | 'maximum' | 'maximumDrop' | 'maximumRise' | 'minimumRise';
  /**
   * True if the limit is a percentage of the value from which a drop or rise is measured. Only limits of drops and
   * rises can be percentages.
   */
  readonly isPercentage: boolean;
  /**
   * True if drops and rises are measured from the last solution in the file. The last solution itself measures them
   * from its own serving version. Default: false, which means that every solution measures them from its own serving
   * version.
   */
  readonly isOverLast?: boolean;
  /** The limit itself: a value of the metric, a difference, or a percentage divided by 100. */
  readonly value: number;
}

/** Schedules in a file: omitted (`absent`), removed by the word `delete` (`deleted`), or those of the same name in tasks.ts. */
export const SCHEDULES = ['absent', 'usual', 'dense', 'retraining', 'monthly', 'deleted'] as const;

export type Schedules = (typeof SCHEDULES)[number];

interface NewEdition {
  readonly kind: 'upload';
  readonly group: number;
  readonly edition: Edition;
  /** True if the file is under another key than the group's usual one. Default: false. */
  readonly otherKey?: boolean;
  /** False if the upload must not replace a file in force under another key. Default: true. */
  readonly replaces?: boolean;
}

/** An operator's decision on a version of a solution, as with the command. */
export interface VersionChoice {
  readonly kind: 'choose';
  readonly group: number;
  readonly action: 'PROMOTE' | 'REJECT' | 'ROLLBACK';
  /** Solution, modulo the number of solutions in the file in force. */
  readonly solution: number;
  /** Version, modulo the number of the solution's ACTIVE versions. */
  readonly version: number;
}

export type ScenarioStep = { readonly afterSeconds: number } & (
  | NewEdition
  /** The group's csv and job configs change to another of a few contents, so that earlier contents return. */
  | { readonly kind: 'newData'; readonly group: number; readonly next: number }
  /** The group's data change, and change back after a while. Meanwhile, a job may read contents that are gone afterwards. */
  | {
      readonly kind: 'changeAndBack';
      readonly group: number;
      readonly next: number;
      readonly backAfterSeconds: number;
    }
  /** A csv in the folder of interactions is added, or removed if it exists. */
  | { readonly kind: 'csvFile'; readonly group: number; readonly file: number }
  /** The csv of interactions is removed or gets a bad row. The next such step uploads other good data. */
  | { readonly kind: 'spoilCsv'; readonly group: number; readonly how: 'removed' | 'badRow' }
  | { readonly kind: 'refusedUpload'; readonly group: number }
  /**
   * A file in conflict is uploaded, for example a file that gives an existing schema another field. The file has no
   * promotion setting.
   */
  | { readonly kind: 'conflictingUpload'; readonly group: number }
  /** An operator accepts refused interactions, or rejects those that were imported last, as with the command. */
  | { readonly kind: 'acceptData' | 'rejectData'; readonly group: number }
  /** An operator adds training hours to the budget of the month, as with the command. */
  | { readonly kind: 'raise'; readonly group: number; readonly hours: number }
  /** An operator requests the deletion of users, under the key of an earlier request or a new one. */
  | { readonly kind: 'deletion'; readonly group: number; readonly file: number; readonly isValid: boolean }
  /** An operator deactivates or activates a task, as with the command. */
  | { readonly kind: 'pause' | 'resume'; readonly group: number; readonly task: number }
  /** An operator deletes everything that is not in the file in force, as with the command. */
  | { readonly kind: 'prune'; readonly group: number }
  | { readonly kind: 'manual'; readonly action: OperatorAction }
  | VersionChoice
  | { readonly kind: 'nothing' }
);

/** True if the lasting fault keeps a dataset group from its desired state. */
export function isHeldUp({ lasting }: Scenario, groupName: unknown): boolean {
  if (lasting === undefined) return false;
  const { kind, prefix } = lasting;
  return (kind !== 'nameTaken' && kind !== 'alwaysInUse') || prefix === groupName;
}

/**
 * True if operators act manually: they stop, delete, change or create something. Manual imports do not count, because
 * they must fail no run.
 */
export function isTampered({ steps }: Scenario): boolean {
  return steps.some((step) => step.kind === 'manual' && step.action !== 'importManually');
}
