import { isObject, type Json, type JsonObject } from '../json';

/**
 * Converts a service's response to JSON. Absent members are omitted.
 * @param time converts a time to the form that the integration uses
 */
export function toJson(value: unknown, time: (date: Date) => Json): Json {
  if (value instanceof Date) return time(value);
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  if (Array.isArray(value)) return value.map((item) => toJson(item, time));
  if (isObject(value)) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return Object.fromEntries(members.map(([name, member]) => [name, toJson(member, time)]));
  }
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  throw new Error(`A service responded with a ${typeof value}, which is not JSON.`);
}

/** Returns a time in epoch milliseconds, as in optimized integrations (unconfirmed: `states-integration-times` in docs/local-aws.md). */
export function epochMilliseconds(date: Date): Json {
  return date.getTime();
}

/** Returns a time as ISO 8601 text, as in AWS SDK integrations. */
export function isoTime(date: Date): Json {
  return date.toISOString();
}

/** Sorts the members of an object by name. Step Functions sorts the members of results in this way. */
export function sorted(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Returns the value of a text parameter. A text is returned unchanged; any other JSON value becomes JSON text. */
export function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
