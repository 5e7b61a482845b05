import { isObject, type Json } from '../json';

/** Thrown for a result that is not data, such as a function. */
export class UnsupportedResult extends Error {}

/**
 * A plain copy of what JSONata computed: its sequences carry marks that must not leak into state, and members without a
 * value disappear.
 * @returns undefined if the expression gave nothing
 * @throws UnsupportedResult if the value is, or holds, a function
 */
export function toJson(value: unknown): Json | undefined {
  switch (typeof value) {
    case 'undefined':
      return undefined;
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      // Seen on AWS in lists and objects (floci pull request 2783, 2026-08); of 1/0 alone it is unconfirmed: `states-division-by-zero`.
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

/** JSONata represents its own functions as marked objects, regular expressions as JavaScript functions. */
function isFunction(value: Readonly<Record<string, unknown>>): boolean {
  return '_jsonata_function' in value || '_jsonata_lambda' in value;
}
