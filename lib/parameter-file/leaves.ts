import type { JsonObject } from './json-value';

/** The word that removes a schedule. Leaving the schedule out does the same. */
export const DELETE_SCHEDULE = 'delete';

/** `cron(...)`, `rate(...)` or `delete`, alone or with time zone and time window. */
export type Schedule = string | ScheduleDetail;

export interface ScheduleDetail {
  readonly expression: string;
  /** IANA name; UTC if absent. */
  readonly timezone?: string;
  /** Minutes after the scheduled time within which the run may start, 1 to 1440. */
  readonly flexibleTimeWindowMinutes?: number;
}

export interface Tag {
  readonly tagKey: string;
  readonly tagValue: string;
}

/** Values of the parameter file that are not part of a request, and those that we read differently from the API. */
export interface LeafValues {
  readonly schedule: Schedule;
  /** E.g. `6 hours`. */
  readonly duration: string;
  readonly tags: readonly Tag[];
  readonly text: string;
  /** An Avro record, as JSON or as JSON text. */
  readonly avroSchema: JsonObject | string;
  readonly number: number;
  /** Absolute, or a percentage such as `10%`. */
  readonly change: number | string;
  /** Whole, at least 0. */
  readonly count: number;
  /** E.g. `10%`. */
  readonly percentage: string;
  readonly onViolation: 'fail' | 'notify';
  readonly onIncomplete: 'refuse' | 'notify';
  readonly approval: 'automatic' | 'manual';
  readonly missingMetrics: 'hold' | 'promote';
}

export type LeafKind = keyof LeafValues;
