import type { AvroType } from '../../../../lib/personalize/dataset-types';
import type { SchemaField } from '../../../../lib/personalize/schema';
import { VALUE_CHARACTERS } from '../limits';

const ID_FIELDS: readonly string[] = ['USER_ID', 'ITEM_ID', 'ACTION_ID'];
const TIMESTAMP_FIELDS: readonly string[] = ['TIMESTAMP', 'CREATION_TIMESTAMP', 'EXPIRATION_TIMESTAMP'];
/** Epoch seconds of the year 5138. A higher value is probably in milliseconds. */
const LATEST_TIMESTAMP = 100_000_000_000;
/** Epoch seconds of the year 10209. This limit allows the end of the year 9999, which users give to actions that never expire. */
const LATEST_EXPIRATION = 260_000_000_000;

const INTEGER = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const INTEGER_BITS: Partial<Record<AvroType, bigint>> = { int: 31n, long: 63n };

/**
 * Returns the error in a csv value; undefined if Personalize accepts the value.
 * @param value null if the cell is empty
 */
export function valueProblem(field: SchemaField, value: string | null): string | undefined {
  if (value === null) return field.nullable ? undefined : 'is empty, but the schema does not allow null';
  if (!field.types.some((type) => hasType(type, value))) return `is not of type ${field.types.join(' or ')}`;
  const latest = field.name === 'EXPIRATION_TIMESTAMP' ? LATEST_EXPIRATION : LATEST_TIMESTAMP;
  if (TIMESTAMP_FIELDS.includes(field.name) && Math.abs(Number(value)) >= latest) {
    return 'is not a Unix timestamp in seconds, it looks like milliseconds';
  }
  return lengthProblem(field, value);
}

function hasType(type: AvroType, value: string): boolean {
  switch (type) {
    case 'int':
    case 'long': {
      if (!INTEGER.test(value)) return false;
      const limit = 1n << (INTEGER_BITS[type] ?? 63n);
      const number = BigInt(value.replace('+', ''));
      return number >= -limit && number < limit;
    }
    case 'float':
    case 'double':
      return DECIMAL.test(value);
    case 'boolean':
      return value === 'true' || value === 'false';
    case 'string':
      return true;
    case 'null':
      return false;
  }
}

/**
 * Returns an error if a value is too long. Personalize does not refuse textual values that are too long, but truncates them. For plain
 * strings, see `personalize-string-length` in docs/local-aws.md.
 */
function lengthProblem(field: SchemaField, value: string): string | undefined {
  if (field.textual || !field.types.includes('string')) return undefined;
  const isId = ID_FIELDS.includes(field.name);
  if (!isId && !field.categorical && field.name !== 'IMPRESSION') return undefined;
  const limit = isId ? VALUE_CHARACTERS.id : VALUE_CHARACTERS.string;
  const length = [...value].length;
  if (length <= limit) return undefined;
  return `has ${length} characters. Length cannot be more than ${limit} characters for ${field.name}`;
}
