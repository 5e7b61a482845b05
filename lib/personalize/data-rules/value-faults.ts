import { type AvroType, type DatasetType, isReserved } from '../dataset-types';
import type { SchemaField } from '../schema';
import type { Fault } from './findings';
import { CJK_TEXT_CHARACTERS, type DataRule, ID_CHARACTERS, STRING_CHARACTERS, TEXT_CHARACTERS } from './rules';

/** Finds the fault of a value; undefined if there is none. An empty value counts as null. */
export type ValueCheck = (value: string) => Fault | undefined;

const IDS: readonly string[] = ['USER_ID', 'ITEM_ID', 'ACTION_ID'];
const TIMES: readonly string[] = ['TIMESTAMP', 'CREATION_TIMESTAMP', 'EXPIRATION_TIMESTAMP'];
/**
 * Limit for times in seconds. As seconds, this number is in the year 5138; as milliseconds, in March 1973. So times
 * after March 1973 that are given in milliseconds by mistake are above the limit.
 */
const LATEST_TIME = 1e11;
/**
 * Limit for expiries in seconds. As seconds, this number is in the year 10209; as milliseconds, in March 1978. The
 * limit is later than 9999-12-31, because this day often means never.
 */
const LATEST_EXPIRY = 2.6e11;

const NOT_SECONDS = 'the value is not a Unix time in seconds; milliseconds are not allowed';

/** An integer. The number of digits is limited, because reading a very long integer takes long. */
const INTEGER = /^[+-]?\d{1,100}$/;
const ACTION_EVENT = /^(?:taken|not[ _]taken|viewed)$/i;
/** Chinese and Japanese characters. */
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
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
  // A Number of up to 15 digits is exact, and faster than a BigInt.
  const number = value.length <= 15 ? Number(value) : BigInt(value.replace('+', ''));
  return number < 2 ** bits && number >= -(2 ** bits);
}

type Demand = readonly [rule: DataRule, holds: (value: string) => boolean, text: string];

/** Demands on values of actions and action interactions, by dataset type and column. */
const DEMANDS: Readonly<Record<string, Demand>> = {
  'ACTIONS.VALUE': ['action-value', (value) => Number(value) >= 1 && Number(value) <= 10, '1 to 10'],
  'ACTIONS.REPEAT_FREQUENCY': ['action-repeat', (value) => Number(value) >= 0 && Number(value) <= 30, '0 to 30 days'],
  // The guide uses both spellings, `Not taken` and `NOT_TAKEN`.
  'ACTION_INTERACTIONS.EVENT_TYPE': ['action-event', (value) => ACTION_EVENT.test(value), 'Taken, Not taken or Viewed'],
};

/** Creates the check of a column. One check serves all rows. */
export function valueCheck(field: SchemaField, datasetType: DatasetType): ValueCheck {
  const { name, types, nullable } = field;
  const fault = (rule: DataRule, text: string): Fault => ({ rule, message: `Column ${name}: ${text}.` });
  const isNull = nullable ? undefined : fault('null-value', 'the value is empty, but the schema does not allow null');
  const wrongType = fault('value-type', `the value is not of type ${types.join(' or ')}`);
  const notSeconds = fault('timestamp-seconds', NOT_SECONDS);
  const beforeEpoch = fault('negative-timestamp', 'the time is negative, before 1970');
  const tests = types.map((type) => HAS_TYPE[type]);
  const [demand, holds, text] = DEMANDS[`${datasetType}.${name}`] ?? [];
  const unmet = demand && fault(demand, `the value must be ${text}`);
  // A column of such a name is metadata if the dataset does not reserve the name. Then the number may have any size.
  const isTime = TIMES.includes(name) && isReserved(datasetType, name);
  const latest = name === 'EXPIRATION_TIMESTAMP' ? LATEST_EXPIRY : LATEST_TIME;
  const [rule, max] = lengthRule(field);
  return (value) => {
    if (value === '') return isNull;
    if (!tests.some((hasType) => hasType(value))) return wrongType;
    if (isTime && Math.abs(Number(value)) >= latest) return notSeconds;
    if (isTime && Number(value) < 0) return beforeEpoch;
    if (holds?.(value) === false) return unmet;
    const isCjk = field.textual && value.length > CJK_TEXT_CHARACTERS && CJK.test(value);
    const allowed = isCjk ? CJK_TEXT_CHARACTERS : max;
    const characters = value.length <= allowed ? 0 : [...value].length;
    if (characters <= allowed) return undefined;
    const end = field.textual ? `all after ${allowed} are cut` : `at most ${allowed} are allowed`;
    return fault(rule, `the value has ${characters} characters, ${end}`);
  };
}

function lengthRule({ name, types, textual, categorical }: SchemaField): [rule: DataRule, max: number] {
  if (textual) return ['text-length', TEXT_CHARACTERS];
  if (IDS.includes(name)) return ['id-length', ID_CHARACTERS];
  const max = types.includes('string') ? STRING_CHARACTERS : Number.POSITIVE_INFINITY;
  return [categorical || name === 'IMPRESSION' ? 'value-length' : 'string-length', max];
}
