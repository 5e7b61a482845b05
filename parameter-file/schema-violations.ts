import { joinPointer } from './json-pointer';
import { isJsonObject, type JsonObject, type JsonValue } from './json-value';
import structure from './structure.json';

/** The keywords of JSON Schema that the schema of the parameter file uses, with their meaning there. */
export interface Schema {
  readonly $ref?: string;
  /** In words what a text of the pattern looks like. */
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false | Schema;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** One way in which a value breaks the schema. */
export interface Violation {
  readonly keyword: keyof Schema;
  /** JSON pointer to the value; of a key to the object that has it. */
  readonly pointer: string;
  /** The schema that is broken, `$ref` followed. */
  readonly schema: Schema;
  /** The value; or the key, if the schema is that of keys. */
  readonly value: JsonValue;
  readonly ofKey: boolean;
  /** The member that is missing or unknown, for `required` and `additionalProperties`. */
  readonly member?: string;
}

const ROOT = structure as unknown as Schema & { readonly $defs: Readonly<Record<string, Schema>> };

/**
 * Checks a value against the schema of the parameter file, or a part of it. One fault is one violation: a text that is too long
 * need not have its form as well. They come one by one, since a file can have a hundred thousand.
 */
export function* violations(
  value: JsonValue,
  part: Schema = ROOT,
  pointer = '',
  ofKey = false,
): Generator<Violation> {
  const schema = followed(part);
  const keyword = brokenKeyword(schema, value);
  if (keyword !== undefined) yield { keyword, pointer, schema, value, ofKey };
  if (keyword === 'type') return;
  if (Array.isArray(value)) {
    for (const [index, item] of schema.items === undefined ? [] : value.entries()) {
      yield* violations(item, schema.items, joinPointer(pointer, index));
    }
  } else if (isJsonObject(value)) yield* memberViolations(schema, value, pointer);
}

function* memberViolations(schema: Schema, object: JsonObject, pointer: string): Generator<Violation> {
  const { properties = {}, required = [], additionalProperties, propertyNames } = schema;
  const about = { pointer, schema, value: object as JsonValue, ofKey: false };
  for (const member of required) {
    if (!Object.hasOwn(object, member)) yield { ...about, keyword: 'required', member };
  }
  const others = Object.keys(object).filter((name) => !Object.hasOwn(properties, name));
  if (propertyNames !== undefined) {
    for (const name of Object.keys(object)) yield* violations(name, propertyNames, pointer, true);
  }
  for (const name of others) {
    if (additionalProperties === false) yield { ...about, keyword: 'additionalProperties', member: name };
    else yield* violationsOfMember(object, name, additionalProperties, pointer);
  }
  for (const [name, member] of Object.entries(properties)) {
    yield* violationsOfMember(object, name, member, pointer);
  }
}

function* violationsOfMember(
  object: JsonObject,
  name: string,
  schema: Schema | undefined,
  pointer: string,
): Generator<Violation> {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  if (schema !== undefined && value !== undefined)
    yield* violations(value, schema, joinPointer(pointer, name));
}

function followed(schema: Schema): Schema {
  const name = schema.$ref?.slice('#/$defs/'.length);
  if (name === undefined) return schema;
  const definition = ROOT.$defs[name];
  if (definition === undefined) throw new Error(`structure.json has no definition '${name}'.`);
  return followed(definition);
}

/** The first keyword that the value itself breaks, whatever its members do. */
function brokenKeyword(schema: Schema, value: JsonValue): keyof Schema | undefined {
  if (!hasType(schema, value)) return 'type';
  if (typeof value === 'string') return brokenByText(schema, value);
  if (typeof value === 'number') return outside(value, schema, 'minimum', 'maximum');
  if (Array.isArray(value)) return outside(value.length, schema, 'minItems', 'maxItems');
  if (isJsonObject(value))
    return outside(Object.keys(value).length, schema, 'minProperties', 'maxProperties');
  return undefined;
}

function brokenByText(schema: Schema, value: string): keyof Schema | undefined {
  const { pattern, enum: allowed } = schema;
  const limit = outside(characters(value), schema, 'minLength', 'maxLength');
  if (limit !== undefined) return limit;
  if (pattern !== undefined && !compiled(pattern).test(value)) return 'pattern';
  return allowed?.includes(value) === false ? 'enum' : undefined;
}

/** As JSON Schema counts: not UTF-16 units. */
export function characters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

type Limit =
  | 'minLength'
  | 'maxLength'
  | 'minItems'
  | 'maxItems'
  | 'minProperties'
  | 'maxProperties'
  | 'minimum'
  | 'maximum';

function outside(size: number, schema: Schema, min: Limit, max: Limit): Limit | undefined {
  if (size > (schema[max] ?? Number.POSITIVE_INFINITY)) return max;
  return size < (schema[min] ?? Number.NEGATIVE_INFINITY) ? min : undefined;
}

function hasType({ type }: Schema, value: JsonValue): boolean {
  if (type === undefined) return true;
  return typeof type === 'string' ? isOfType(type, value) : type.some((one) => isOfType(one, value));
}

function isOfType(type: string, value: JsonValue): boolean {
  switch (type) {
    case 'object':
      return isJsonObject(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      // 1e999 is valid JSON, and infinite.
      return Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

const PATTERNS = new Map<string, RegExp>();

function compiled(pattern: string): RegExp {
  const known = PATTERNS.get(pattern) ?? new RegExp(pattern, 'u');
  PATTERNS.set(pattern, known);
  return known;
}
