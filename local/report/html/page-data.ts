import type { VersionDecision } from '../../../lib/record-table/version-decisions';

/** The content of the HTML report as plain data. Times are epoch milliseconds of virtual time. */
export interface PageData {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly tasks: readonly TaskData[];
  readonly runs: readonly RunData[];
  readonly resources: readonly ResourceData[];
  readonly versions: readonly VersionData[];
  /** Checks of the rows of imports; empty if no parameter file asks for checks. */
  readonly checks: readonly CheckData[];
  readonly uses: readonly UseData[];
  readonly notifications: readonly NotificationData[];
  readonly events: readonly EventData[];
  readonly metrics: readonly MetricData[];
  readonly counts: readonly CountData[];
}

export interface TaskData {
  readonly name: string;
  /** Schedule with its time zone. */
  readonly schedule: string;
}

export interface RunData {
  readonly datasetGroup: string;
  readonly workflow: string;
  readonly trigger: string;
  readonly status: string;
  readonly from: number;
  /** Absent while the run is in progress. */
  readonly to?: number;
  readonly error?: string;
}

export interface ResourceData {
  /** Display name, e.g. `Dataset Import Job`. */
  readonly type: string;
  readonly name: string;
  readonly arn: string;
  readonly status: string;
  readonly failureReason?: string;
  readonly phases: readonly Phase[];
  /** Number of polls by functions. */
  readonly polls: number;
}

/** A period in which a resource has the same status. */
export interface Phase {
  readonly status: string;
  readonly kind: 'waiting' | 'working' | 'updating' | 'failed';
  readonly from: number;
  readonly to: number;
}

/** A trained solution version. */
export interface VersionData {
  readonly solution: string;
  /** Last part of the version's ARN. */
  readonly id: string;
  readonly at: number;
  /** Metrics that the emulated Personalize reported. They are metrics of the local models. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Recorded decision; absent if there is none. */
  readonly decision?: Pick<VersionDecision, 'decision' | 'decidedBy' | 'decidedAt' | 'reason' | 'verdicts'>;
}

/** Result of a check of the rows of an import. */
export interface CheckData {
  readonly datasetGroup: string;
  readonly dataset: string;
  readonly at: number;
  /** Verdict: ACCEPTED, REFUSED or REJECTED. */
  readonly verdict: string;
  readonly rows: number;
  /** True if every row was read. */
  readonly isComplete: boolean;
  /**
   * Numbers of distinct ids and event types. The key says what is counted, e.g. `users`. The page does not show zeros.
   */
  readonly counts: Readonly<Record<string, number>>;
  /** Number of null values by column. */
  readonly nulls: Readonly<Record<string, number>>;
  /** Epoch milliseconds of the oldest and newest TIMESTAMP; absent if there is no TIMESTAMP. */
  readonly oldest?: number;
  readonly newest?: number;
  /** Number of violations that are errors, by rule. */
  readonly violations: Readonly<Record<string, number>>;
}

/** Billed use of Personalize. */
export interface UseData {
  readonly datasetGroup: string;
  readonly what: string;
  /** Text such as `2 trainings, 3 training hours`. */
  readonly billed: string;
  /**
   * Number of requests to a campaign or recommender; absent if the number is unknown. Also absent for other uses, such
   * as trainings.
   */
  readonly requests?: number;
  /** True for a campaign or recommender that served in the period but got no request. */
  readonly isUnused: boolean;
}

export interface NotificationData {
  readonly at: number;
  readonly subject: string;
  /** Texts, with the text of the e-mail first. Protocols with the same text share one entry. */
  readonly texts: readonly { readonly protocols: readonly string[]; readonly text: string }[];
}

export interface EventData {
  readonly at: number;
  readonly type: string;
  /** Part of the ARN after partition, service, region and account. */
  readonly resource: string;
  /** Detail of the event, without `Arn`, `Execution` and `RunId`. */
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface MetricData {
  readonly name: string;
  /** Values of the metric's dimensions, without the deployment's name. */
  readonly of: string;
  readonly samples: number;
  readonly sum: number;
  /** Average of the last day with samples. */
  readonly last: number;
}

/** Count of state transitions, function invocations or calls of Personalize. */
export interface CountData {
  readonly what: string;
  readonly total: number;
  readonly parts: readonly { readonly name: string; readonly count: number }[];
}
