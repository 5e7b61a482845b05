import type { JsonObject } from './json-value';

/** The word that removes a schedule. A schedule that is not in the file is removed too. */
export const DELETE_SCHEDULE = 'delete';

/** `cron(...)`, `rate(...)` or `delete`, alone or with time zone and time window. */
export type Schedule = string | ScheduleDetail;

export interface ScheduleDetail {
  readonly expression: string;
  /** IANA name; absent for the deployment's time zone. */
  readonly timezone?: string;
  /** Minutes after the scheduled time within which the run may start, 1 to 1440. */
  readonly flexibleTimeWindowMinutes?: number;
}

/** What happens to a resource that leaves the parameter file. */
export type OnRemoval = 'keep' | 'delete';

export interface Tag {
  readonly tagKey: string;
  readonly tagValue: string;
}

/** Types of values that the API does not describe, or that the project reads differently from the API. */
export interface LeafValues {
  readonly schedule: Schedule;
  /** Duration such as `6 hours`. */
  readonly duration: string;
  readonly tags: readonly Tag[];
  readonly text: string;
  /** An Avro record, as JSON or as JSON text. */
  readonly avroSchema: JsonObject | string;
  readonly number: number;
  /** Number, 0 or more. */
  readonly amount: number;
  /** Absolute change, or a percentage such as `10%`. */
  readonly change: number | string;
  /** Integer, 0 or more. */
  readonly count: number;
  /** Percentage such as `10%`. */
  readonly percentage: string;
  readonly onViolation: 'fail' | 'notify';
  readonly onIncomplete: 'refuse' | 'notify';
  readonly approval: 'automatic' | 'manual';
  readonly missingMetrics: 'hold' | 'promote';
  readonly onExceeded: 'skip' | 'notify';
  readonly onRemoval: OnRemoval;
}

export type LeafKind = keyof LeafValues;
