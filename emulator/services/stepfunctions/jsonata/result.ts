import { isObject, type Json } from '../json';

/** Thrown for a result that is not data, such as a function. */
export class UnsupportedResult extends Error {}

/**
 * Returns a plain copy of JSONata's result, without the marks on sequences and without members that have no value.
 * @returns undefined if the expression has no result
 * @throws UnsupportedResult if the value is, or contains, a function
 */
export function toJson(value: unknown): Json | undefined {
  switch (typeof value) {
    case 'undefined':
      return undefined;
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      // AWS converts infinite numbers in lists and objects to text (floci pull request 2783, 2026-08). For a result that is only 1/0, this
      // is unconfirmed: `states-division-by-zero` in docs/local-aws.md.
      return Number.isFinite(value) ? value : String(value);
    case 'object':
      break;
    default:
      throw new UnsupportedResult();
  }
  if (value === null) return null;
  if (Array.isArray(value)) return value.map(toJson).filter((item) => item !== undefined);
  if (!isObject(value) || isFunction(value)) throw new UnsupportedResult();
  const copy: Record<string, Json> = {};
  for (const [name, member] of Object.entries(value)) {
    const json = toJson(member);
    if (json !== undefined) copy[name] = json;
  }
  return copy;
}

/** True for a function. JSONata represents its own functions as marked objects, and regular expressions as JavaScript functions. */
function isFunction(value: Readonly<Record<string, unknown>>): boolean {
  return '_jsonata_function' in value || '_jsonata_lambda' in value;
}
