import type { AvroType } from '../dataset-types';
import type { SchemaField } from '../schema';
import { DATA_LIMITS, type DataRule } from './rules';
import type { Fault } from './violations';

/** Finds what is wrong with a value; an empty one is null. */
export type ValueCheck = (value: string) => Fault | undefined;

const IDS: readonly string[] = ['USER_ID', 'ITEM_ID', 'ACTION_ID'];
const TIMES: readonly string[] = ['TIMESTAMP', 'CREATION_TIMESTAMP', 'EXPIRATION_TIMESTAMP'];
/** Seconds: the year 5138. In milliseconds, it is March 1973. */
const LATEST_TIME = 1e11;

const INTEGER = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

const HAS_TYPE: Readonly<Record<AvroType, (value: string) => boolean>> = {
  int: (value) => isInteger(value, 31),
  long: (value) => isInteger(value, 63),
  float: (value) => DECIMAL.test(value),
  double: (value) => DECIMAL.test(value),
  boolean: (value) => value === 'true' || value === 'false',
  string: () => true,
  null: () => false,
};

function isInteger(value: string, bits: number): boolean {
  if (!INTEGER.test(value)) return false;
  // Exact as a number, which is faster than a BigInt.
  if (value.length <= 15) return Number(value) < 2 ** bits && Number(value) >= -(2 ** bits);
  const number = value.length > 100 ? undefined : BigInt(value.replace('+', ''));
  return number !== undefined && BigInt.asIntN(bits + 1, number) === number;
}

/** The check of a column, made once for all rows. */
export function valueCheck(field: SchemaField): ValueCheck {
  const { name, types, nullable } = field;
  const fault = (rule: DataRule, text: string): Fault => ({ rule, message: `Column ${name}: ${text}.` });
  const isNull = nullable ? undefined : fault('null-value', 'the value is empty, the schema does not allow null');
  const wrongType = fault('value-type', `the value is not of type ${types.join(' or ')}`);
  const milliseconds = fault(
    'timestamp-seconds',
    'the value is not a Unix time in seconds; milliseconds are not allowed',
  );
  const tests = types.map((type) => HAS_TYPE[type]);
  const tooLong = types.includes('string') ? lengthCheck(field, fault) : () => undefined;
  const isTime = TIMES.includes(name);
  return (value) => {
    if (value === '') return isNull;
    if (!tests.some((hasType) => hasType(value))) return wrongType;
    if (isTime && Math.abs(Number(value)) >= LATEST_TIME) return milliseconds;
    return tooLong(value);
  };
}

function lengthCheck({ name, textual }: SchemaField, fault: (rule: DataRule, text: string) => Fault): ValueCheck {
  const [rule, max] = textual
    ? (['text-length', DATA_LIMITS.textCharacters] as const)
    : IDS.includes(name)
      ? (['id-length', DATA_LIMITS.idCharacters] as const)
      : (['value-length', DATA_LIMITS.stringCharacters] as const);
  return (value) => {
    if (value.length <= max) return undefined;
    const characters = [...value].length;
    const end = textual ? 'the rest is cut' : `at most ${max} are allowed`;
    return characters <= max ? undefined : fault(rule, `the value has ${characters} characters, ${end}`);
  };
}
