/** The content of the page: plain data, with times in epoch milliseconds of virtual time. */
export interface PageData {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly runs: readonly RunData[];
  readonly resources: readonly ResourceData[];
  readonly notifications: readonly NotificationData[];
  readonly events: readonly EventData[];
  readonly metrics: readonly MetricData[];
  readonly counts: readonly CountData[];
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
  /** When a function polled it. */
  readonly polls: readonly number[];
}

/** A period in one status. */
export interface Phase {
  readonly status: string;
  readonly kind: 'waiting' | 'working' | 'updating' | 'failed';
  readonly from: number;
  readonly to: number;
}

export interface NotificationData {
  readonly at: number;
  readonly subject: string;
  /** The message by protocol. */
  readonly message: Readonly<Record<string, string>>;
}

export interface EventData {
  readonly at: number;
  readonly type: string;
  readonly resource: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface MetricData {
  readonly name: string;
  /** Values of its dimensions, e.g. `Workflow`, without the deployment. */
  readonly of: string;
  readonly samples: number;
  readonly sum: number;
  readonly last: number;
}

/** A count of something that AWS bills by number. */
export interface CountData {
  readonly what: string;
  readonly total: number;
  readonly parts: readonly { readonly name: string; readonly count: number }[];
}
