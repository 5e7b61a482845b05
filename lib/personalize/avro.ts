/**
 * Rules of Avro for a dataset schema that Personalize's own rules do not include: namespace, aliases, orders, defaults. No further
 * rules of Avro are needed, because Personalize only accepts records of primitive types. Tests compare this file with the library avsc,
 * which is ten times as large.
 */

import { show } from '../text/format';

export interface AvroFault {
  /** Path from the schema's root, e.g. `['fields', 2]`. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type JsonObject = Readonly<Record<string, unknown>>;

const WRONG_TYPE = 'a member has a type that Avro does not allow';
const ORDERS: readonly unknown[] = ['ascending', 'descending', 'ignore'];
const NAME = /^[A-Za-z_][A-Za-z\d_]*$/;

/**
 * Finds the first fault in the record's name, namespace and aliases or, if there is none, all orders of fields that Avro refuses.
 * @param record record whose `fields` is a list of objects
 */
export function avroFaults(record: JsonObject): readonly AvroFault[] {
  const message = nameFault(record);
  if (message !== undefined) return [{ path: [], message }];
  return fieldsOf(record).flatMap(({ order }, index) => {
    if (order === undefined || ORDERS.includes(order)) return [];
    return [{ path: ['fields', index], message: `invalid order: ${show(order)}` }];
  });
}

/** The first fault in the record's name, namespace or aliases; undefined if there is none. */
function nameFault({ name, namespace = null, aliases = null }: JsonObject): string | undefined {
  if (namespace !== null && typeof namespace !== 'string') return WRONG_TYPE;
  if (aliases !== null && !Array.isArray(aliases)) return WRONG_TYPE;
  for (const each of [name, ...(aliases ?? [])] as readonly unknown[]) {
    if (typeof each !== 'string') return WRONG_TYPE;
    const full = fullName(each, namespace);
    if (!full.split('.').every((part) => NAME.test(part))) return `invalid name: ${show(full)}`;
  }
  return undefined;
}

/** The name with its namespace. A name with a dot already contains a namespace. A dot at the beginning stands for the empty namespace. */
function fullName(name: string, namespace: string | null): string {
  if (name.includes('.')) return name.replace(/^\./, '');
  return namespace ? `${namespace}.${name}` : name;
}

/** Functions by type. Each returns true if a default value has the type. */
const DEFAULTS: Readonly<Record<string, (value: unknown) => boolean>> = {
  null: (value) => value === null,
  boolean: (value) => typeof value === 'boolean',
  string: (value) => typeof value === 'string',
  int: (value) => Number.isInteger(value) && value === (Number(value) | 0),
  // Larger integers are not exact in JavaScript.
  long: (value) => Number.isInteger(value) && Math.abs(Number(value)) < Number.MAX_SAFE_INTEGER,
  float: (value) => typeof value === 'number',
  double: (value) => typeof value === 'number',
};

/**
 * Finds default values that do not have the type of their field or, if this type is a union, the first type of the
 * union.
 * @param record record whose fields have types that Personalize accepts
 */
export function defaultFaults(record: JsonObject): readonly AvroFault[] {
  return fieldsOf(record).flatMap(({ type, default: value }, index) => {
    const first: unknown = Array.isArray(type) ? type[0] : type;
    if (value === undefined || DEFAULTS[String(first)]?.(value) !== false) return [];
    const ofUnion = Array.isArray(type) ? `, union defaults must match the first branch's type ("${first}")` : '';
    const text = show(value);
    const message = `incompatible field default ${text} (invalid "${first}": ${text})${ofUnion}`;
    return [{ path: ['fields', index, 'default'], message }];
  });
}

function fieldsOf({ fields }: JsonObject): readonly JsonObject[] {
  return Array.isArray(fields) ? fields : [];
}
