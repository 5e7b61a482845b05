import fc from 'fast-check';
import { generateJsonSchema } from '../../lib/parameter-file/json-schema/generate';
import { INTERACTIONS } from './personalize-testbed';

/** The parts of JSON Schema that the parameter file's schema uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly examples?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
}

export const ROOT = generateJsonSchema() as unknown as Schema & { readonly $defs: Readonly<Record<string, Schema>> };

export function resolved(schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : { ...ROOT.$defs[name] };
}

/** Valid values of definitions for which random values would be invalid, because of a pattern or of further rules of the validator. */
const SAMPLES: Readonly<Record<string, readonly unknown[]>> = {
  Arn: ['arn:aws:personalize:::recipe/aws-sims', 'arn:aws:personalize:us-east-1:123456789012:filter/f'],
  RoleArn: ['arn:aws:iam::123456789012:role/r'],
  KmsKeyArn: ['arn:aws:kms:us-east-1:123456789012:key/k'],
  Name: ['a', 'A-1_b', 'n'.repeat(63)],
  SchedulingExpression: ['rate(1 day)', 'rate(30 days)'],
  ColumnName: ['PRICE', '_x1'],
  DatasetType: ['ITEMS', 'Interactions'],
  TagKey: ['team', 'é : + @', 'k'.repeat(128)],
  TagValue: ['', 'v', 'v'.repeat(256)],
  Schedule: ['rate(1 day)', 'delete', { expression: 'cron(0 3 * * ? *)', flexibleTimeWindowMinutes: 5 }],
  Duration: ['6 hours'],
  AvroRecord: [INTERACTIONS, JSON.stringify(INTERACTIONS)],
};

const known = new Map<string, fc.Arbitrary<unknown>>();

/** Draws small values that the schema accepts. */
export function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  const name = schema.$ref?.split('/').at(-1);
  if (name === undefined) return freshValuesOf(schema);
  const sample = SAMPLES[name];
  const values = known.get(name) ?? (sample ? fc.constantFrom(...sample) : freshValuesOf(resolved(schema)));
  known.set(name, values);
  return values;
}

function freshValuesOf(schema: Schema): fc.Arbitrary<unknown> {
  const { enum: allowed, minimum: min, maximum: max } = schema;
  if (allowed) return fc.constantFrom(...allowed);
  // For a schema that allows percentages, draws one of its examples.
  if ((Array.isArray(schema.type) || schema.pattern?.includes('%')) && schema.examples)
    return fc.constantFrom(...schema.examples);
  switch (schema.type) {
    case 'string':
      return fc.string({ minLength: schema.minLength ?? 0, maxLength: Math.min(schema.maxLength ?? 8, 8) });
    case 'integer':
      return fc.integer({ min: min ?? -1000, max: max ?? 1000 });
    case 'number':
      return fc.double({ min: min ?? -1000, max: max ?? 1000, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(valuesOf(schema.items ?? {}), { maxLength: 2 });
    case 'object':
      return objectsOf(schema);
    default:
      throw new Error(`No values are known for ${JSON.stringify(schema)}.`);
  }
}

function objectsOf({ properties, required = [], additionalProperties, propertyNames }: Schema): fc.Arbitrary<unknown> {
  if (!properties) {
    const values = valuesOf(typeof additionalProperties === 'object' ? additionalProperties : {});
    const keys = propertyNames?.pattern
      ? fc.constantFrom('ITEMS', 'Users')
      : // The prefix excludes keys that parsers or engines treat in a special way.
        freshValuesOf(propertyNames ?? {}).map((key) => `k${key}`);
    const names = propertyNames?.enum ? fc.constantFrom(...propertyNames.enum) : keys;
    return fc.dictionary(names as fc.Arbitrary<string>, values, { maxKeys: 2, noNullPrototype: true });
  }
  const members = Object.entries(properties).map(([name, member]) => [name, valuesOf(member)] as const);
  return fc.record(Object.fromEntries(members), { requiredKeys: [...required] });
}
