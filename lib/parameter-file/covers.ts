import { isDeepStrictEqual } from 'node:util';
import { isJsonObject } from './json-value';

/**
 * True if `actual` has all values of `desired`, at every depth. Additional members of `actual` are ignored, because an AWS service may
 * have added them. For example, `{a: {b: 1, c: 2}, d: 3}` covers `{a: {b: 1}}`. Lists match in any order, but must have equal lengths.
 */
export function covers(actual: unknown, desired: unknown): boolean {
  if (Array.isArray(desired)) return Array.isArray(actual) && coversAll(actual, desired);
  if (isJsonObject(desired)) {
    return isJsonObject(actual) && Object.entries(desired).every(([member, value]) => covers(actual[member], value));
  }
  return isDeepStrictEqual(actual, desired);
}

/**
 * Matches each desired element with an actual element of its own. The elements with the longest JSON are matched first. Otherwise, a short
 * element could take the only match of a longer one.
 */
function coversAll(actual: readonly unknown[], desired: readonly unknown[]): boolean {
  if (actual.length !== desired.length) return false;
  const free = [...actual];
  return [...desired].sort(bySize).every((element) => {
    const index = free.findIndex((candidate) => covers(candidate, element));
    if (index >= 0) free.splice(index, 1);
    return index >= 0;
  });
}

function bySize(one: unknown, other: unknown): number {
  return JSON.stringify(other).length - JSON.stringify(one).length;
}
