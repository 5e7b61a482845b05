import { isObject, type Json } from '../json';

/** Thrown if the result of an expression is not data, e.g. if it is a function. */
export class UnsupportedResult extends Error {}

/**
 * Returns a plain copy of JSONata's result. The copy has no marks of sequences, and no members or items without a value.
 * @returns undefined if the expression has no result
 * @throws UnsupportedResult if the value is a function or contains a function
 */
export function toJson(value: unknown): Json | undefined {
  switch (typeof value) {
    case 'undefined':
      return undefined;
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      // In lists and objects, AWS converts infinite numbers to text (pull request 2783 of the emulator floci, 2026-08). This is unconfirmed for an
      // expression whose whole result is infinite, such as 1/0: `states-division-by-zero` in docs/local-aws.md.
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

/**
 * True for a function of JSONata, which is an object with a mark. Its regular expressions have no mark: they are JavaScript functions, which
 * `toJson` refuses by their type.
 */
function isFunction(value: Readonly<Record<string, unknown>>): boolean {
  return '_jsonata_function' in value || '_jsonata_lambda' in value;
}
