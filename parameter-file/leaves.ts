import { DATASET_TYPES } from '../personalize/dataset-types';
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
  readonly approval: 'automatic' | 'manual';
  readonly missingMetrics: 'hold' | 'promote';
}

export type LeafKind = keyof LeafValues;

const EXPRESSIONS = ['cron(0 3 * * ? *)', 'cron(0 3 ? * SUN *)', 'rate(7 days)', DELETE_SCHEDULE];

const PERCENTAGE = '^[0-9]+(\\.[0-9]+)?%$';

/** The API's longest schema text. A schema that is given as an object is measured by a rule. */
const MAX_SCHEMA_CHARACTERS = 20_000;

/** JSON Schema of a leaf, which checks types alone: rules read the values. That of tags is the API's. */
export function leafSchema(kind: Exclude<LeafKind, 'tags'>): Readonly<Record<string, unknown>> {
  switch (kind) {
    case 'text':
      return { type: 'string' };
    case 'number':
      return { type: 'number' };
    case 'change':
      // Both forms are checked: ajv applies `minimum` to numbers and `pattern` to texts.
      return {
        type: ['number', 'string'],
        description: 'a number, or a percentage such as "10%"',
        minimum: 0,
        pattern: PERCENTAGE,
        examples: ['10%', 0.01],
      };
    case 'count':
      return { type: 'integer', minimum: 0 };
    case 'percentage':
      return { type: 'string', description: 'a percentage such as "10%"', pattern: PERCENTAGE, examples: ['10%'] };
    case 'onViolation':
      return { type: 'string', enum: ['fail', 'notify'] };
    case 'approval':
      return { type: 'string', enum: ['automatic', 'manual'] };
    case 'missingMetrics':
      return { type: 'string', enum: ['hold', 'promote'] };
    case 'duration':
      return { type: 'string', examples: ['6 hours', '1 day', '2 weeks'] };
    case 'schedule':
      return {
        type: ['string', 'object'],
        examples: EXPRESSIONS,
        properties: {
          expression: { type: 'string', description: 'cron(...), rate(...), or delete.', examples: EXPRESSIONS },
          timezone: { type: 'string', description: 'IANA name. Default: UTC.', examples: ['Europe/Berlin'] },
          flexibleTimeWindowMinutes: {
            type: 'integer',
            description: 'Minutes after the scheduled time within which the run may start. Default: on time.',
            // EventBridge Scheduler's MaximumWindowInMinutes.
            minimum: 1,
            maximum: 1440,
          },
        },
        required: ['expression'],
        additionalProperties: false,
      };
    case 'avroSchema':
      return {
        type: ['object', 'string'],
        maxLength: MAX_SCHEMA_CHARACTERS,
        // For completion in editors only: checkSchema gives better messages than a JSON Schema could.
        properties: {
          type: { examples: ['record'] },
          name: { examples: Object.values(DATASET_TYPES).map(({ recordName }) => recordName) },
          namespace: { examples: ['com.amazonaws.personalize.schema'] },
          fields: {
            description: 'In the order of the columns in the csv files.',
            examples: [[{ name: 'USER_ID', type: 'string' }]],
          },
          version: { examples: ['1.0'] },
        },
      };
  }
}
