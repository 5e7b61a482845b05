import { isDeepStrictEqual } from 'node:util';
import { show } from '../personalize/text';
import type { Description, Request } from './personalize-api';

/** A member of a resource that is not as the parameter file wants it. */
export interface Difference {
  readonly member: string;
  readonly actual: unknown;
  readonly desired: unknown;
}

/**
 * The members of `desired` that `actual` does not have or has otherwise. What the file leaves open is the service's to
 * fill in, at every depth: `{a: {b: 1}}` is satisfied by `{a: {b: 1, c: 2}, d: 3}`.
 */
export function differences(desired: Request, actual: Description): readonly Difference[] {
  return Object.entries(desired)
    .filter(([member, value]) => value !== undefined && !covers(actual[member], value))
    .map(([member, value]) => ({ member, actual: actual[member], desired: value }));
}

function covers(actual: unknown, desired: unknown): boolean {
  if (Array.isArray(desired)) {
    return (
      Array.isArray(actual) &&
      actual.length === desired.length &&
      desired.every((element, index) => covers(actual[index], element))
    );
  }
  if (isObject(desired)) {
    return (
      isObject(actual) && Object.entries(desired).every(([member, value]) => covers(actual[member], value))
    );
  }
  return isDeepStrictEqual(actual, desired);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `minProvisionedTPS is 1, the parameter file says 2` for each difference. */
export function describeDifferences(found: readonly Difference[]): string {
  return found
    .map(
      ({ member, actual, desired }) =>
        `${member} is ${shown(actual)}, the parameter file says ${shown(desired)}`,
    )
    .join('; ');
}

/** A schema has up to 20,000 characters, which nobody compares in a message. */
const LONGEST_SHOWN_VALUE = 300;

function shown(value: unknown): string {
  return value === undefined ? 'not set' : show(value, LONGEST_SHOWN_VALUE);
}
