import { isObject } from './expression/values';

/** Removes undefined members of objects at any depth, so that arguments that a stack omits are absent from requests. */
export function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (!isObject(value) || value instanceof Uint8Array) return value;
  const present = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(present.map(([name, member]) => [name, withoutUndefined(member)]));
}
