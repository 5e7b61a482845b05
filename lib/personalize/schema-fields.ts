/** The fields of a dataset schema, read from Avro's JSON. */

import { show } from '../text/format';
import { AVRO_TYPES, type AvroType } from './dataset-types';
import { LIMITS } from './limits';
import type { SCHEMA_DEMANDS } from './schema-rules';

export interface SchemaProblem {
  /** Path from the schema's root, e.g. `['fields', 2, 'type']`. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** `domain`: a dataset group of this domain cannot have a dataset of this type. */
  readonly rule: keyof typeof SCHEMA_DEMANDS | 'domain';
}

/** A well-formed field and its position in the schema. */
export interface SchemaField {
  readonly index: number;
  readonly name: string;
  /** Types except `null`. */
  readonly types: readonly AvroType[];
  readonly nullable: boolean;
  readonly categorical: boolean;
  readonly textual: boolean;
  /** True for the field that holds the titles of items. */
  readonly itemName: boolean;
}

const MAX_FIELD_NAME = LIMITS.fieldNameCharacters.max;

export function problem(path: SchemaProblem['path'], rule: SchemaProblem['rule'], message: string): SchemaProblem {
  return { path, rule, message };
}

export type UnknownObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is UnknownObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads the fields of a schema. Malformed fields are reported in `problems` and left out. */
export function readFields(fields: unknown, problems: SchemaProblem[]): SchemaField[] {
  if (!Array.isArray(fields)) return [];
  return fields.flatMap((field: unknown, index) => {
    if (!isObject(field)) {
      const text = `fields[${index}] is ${show(field)}, it must be an object with name and type.`;
      problems.push(problem(['fields', index], 'field-name', text));
      return [];
    }
    const { name } = field;
    if (typeof name !== 'string' || name.length > MAX_FIELD_NAME || !/^[A-Za-z_][A-Za-z\d_]*$/.test(name)) {
      const text = `fields[${index}].name is ${show(name)}, it must match [A-Za-z_][A-Za-z\\d_]* and have at most ${MAX_FIELD_NAME} characters.`;
      problems.push(problem(['fields', index, 'name'], 'field-name', text));
      return [];
    }
    const types = readTypes(field.type);
    if (types === undefined) {
      const text = `Field ${name} has type ${show(field.type)}, it must be one of ${AVRO_TYPES.join(', ')}, or a list of these to make it nullable.`;
      problems.push(problem(['fields', index, 'type'], 'field-type', text));
      return [];
    }
    const categorical = readFlag(field, 'categorical', index, problems);
    const textual = readFlag(field, 'textual', index, problems);
    const itemName = readFlag(field, 'itemName', index, problems);
    const avroTypes = types.filter((type) => type !== 'null');
    return [{ index, name, types: avroTypes, nullable: types.includes('null'), categorical, textual, itemName }];
  });
}

function readTypes(type: unknown): readonly AvroType[] | undefined {
  const types: unknown[] = Array.isArray(type) ? type : [type];
  const known: readonly unknown[] = AVRO_TYPES;
  if (types.length === 0 || new Set(types).size !== types.length) return undefined;
  return types.every((one) => known.includes(one)) ? (types as AvroType[]) : undefined;
}

function readFlag(
  field: UnknownObject,
  flag: 'categorical' | 'textual' | 'itemName',
  index: number,
  problems: SchemaProblem[],
): boolean {
  const value = field[flag];
  if (value === undefined || typeof value === 'boolean') return value === true;
  const text = `Field ${field.name} has ${flag} ${show(value)}, it must be true or false.`;
  problems.push(problem(['fields', index, flag], flag === 'itemName' ? 'item-name' : flag, text));
  return false;
}
