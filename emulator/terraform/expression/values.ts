import { ExpressionError } from './syntax-tree';

/** Name of a value's type in Terraform. */
export function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'boolean') return 'bool';
  return typeof value;
}

/** Converts a value to a string. Terraform converts only numbers and bools to strings implicitly. */
export function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new ExpressionError(`expected a string, got ${describe(value)}`);
}

export function toNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  throw new ExpressionError(`expected a number, got ${describe(value)}`);
}

export function toBoolean(value: unknown): boolean {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw new ExpressionError(`expected a bool, got ${describe(value)}`);
}

export function toList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new ExpressionError(`expected a list, got ${describe(value)}`);
}

export function toObject(value: unknown): Readonly<Record<string, unknown>> {
  if (isObject(value)) return value;
  throw new ExpressionError(`expected an object, got ${describe(value)}`);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** Terraform's `==`. It compares by value. Values of different types differ: `1 == "1"` is false. */
export function equal(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => equal(item, other[index]));
  }
  if (isObject(one) && isObject(other)) {
    const keys = Object.keys(one);
    return (
      keys.length === Object.keys(other).length && keys.every((key) => key in other && equal(one[key], other[key]))
    );
  }
  return (one ?? null) === (other ?? null);
}

function describe(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (value === null || value === undefined) return 'null';
  return isObject(value) ? 'an object' : `a ${typeName(value)}`;
}
