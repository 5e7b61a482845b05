import { DATASET_TYPES } from '../../personalize/dataset-types';
import { DELETE_SCHEDULE, type LeafKind } from '../leaves';
import type { JsonSchema } from './shapes';

const EXPRESSIONS = ['cron(0 3 * * ? *)', 'cron(0 3 ? * SUN *)', 'rate(7 days)', DELETE_SCHEDULE];

const PERCENTAGE = '^[0-9]+(\\.[0-9]+)?%$';

/**
 * Maximum length, in characters, of an Avro schema that is a text. This is the API's limit. For an Avro schema that is
 * an object, a rule checks the length.
 */
const MAX_SCHEMA_CHARACTERS = 20_000;

interface LeafSchema {
  /** Name of the schema's definition in the JSON Schema of the file; absent if the schema is written inline. */
  readonly definition?: string;
  /** JSON Schema of the value. Rules check what this schema leaves open, such as durations and schedule expressions. */
  readonly schema: JsonSchema;
}

/** Schemas of the project's own types of values. For the API's values, the API model has the schemas. */
export const LEAF_SCHEMAS: Readonly<Record<Exclude<LeafKind, 'tags'>, LeafSchema>> = {
  text: { schema: { type: 'string' } },
  number: { schema: { type: 'number' } },
  // A higher amount is a mistake: it has too many digits to be read.
  amount: { schema: { type: 'number', minimum: 0, maximum: 1e12 } },
  change: {
    definition: 'Change',
    // Both forms are checked: ajv applies `minimum` to numbers and `pattern` to texts.
    schema: {
      type: ['number', 'string'],
      description: 'a number or a percentage of at least 0, such as 0.01 or "10%"',
      minimum: 0,
      pattern: PERCENTAGE,
      examples: ['10%', 0.01],
    },
  },
  count: { schema: { type: 'integer', minimum: 0 } },
  percentage: {
    definition: 'Percentage',
    schema: {
      type: 'string',
      description: 'a percentage of at least 0, such as "10%"',
      pattern: PERCENTAGE,
      examples: ['10%'],
    },
  },
  onViolation: { schema: { type: 'string', enum: ['fail', 'notify'] } },
  onIncomplete: { schema: { type: 'string', enum: ['refuse', 'notify'] } },
  approval: { schema: { type: 'string', enum: ['automatic', 'manual'] } },
  missingMetrics: { schema: { type: 'string', enum: ['hold', 'promote'] } },
  onExceeded: { schema: { type: 'string', enum: ['skip', 'notify'] } },
  onRemoval: { schema: { type: 'string', enum: ['keep', 'delete'] } },
  duration: { definition: 'Duration', schema: { type: 'string', examples: ['6 hours', '1 day', '2 weeks'] } },
  schedule: {
    definition: 'Schedule',
    schema: {
      type: ['string', 'object'],
      examples: EXPRESSIONS,
      properties: {
        expression: { type: 'string', description: 'cron(...), rate(...), or delete.', examples: EXPRESSIONS },
        timezone: {
          type: 'string',
          description: "IANA name. Default: the deployment's schedule_timezone.",
          examples: ['Europe/Berlin'],
        },
        flexibleTimeWindowMinutes: {
          type: 'integer',
          description: 'Minutes after the scheduled time within which the run may start. Default: on time.',
          // Range of EventBridge Scheduler's MaximumWindowInMinutes.
          minimum: 1,
          maximum: 1440,
        },
      },
      required: ['expression'],
      additionalProperties: false,
    },
  },
  avroSchema: {
    definition: 'AvroRecord',
    schema: {
      type: ['object', 'string'],
      maxLength: MAX_SCHEMA_CHARACTERS,
      // These members are only for completion in editors. checkSchema checks the Avro schema, and gives better messages
      // than a JSON Schema could.
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
    },
  },
};
