import { isObject, type Json, type JsonObject } from '../json';

/**
 * Converts a service's response to JSON. Absent members are omitted.
 * @param time converts a time to the integration's form
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

/** Epoch milliseconds of a time, as optimized integrations write it (unconfirmed: `states-integration-times` in docs/local-aws.md). */
export function epochMilliseconds(date: Date): Json {
  return date.getTime();
}

/** ISO text of a time, as AWS SDK integrations write it. */
export function isoTime(date: Date): Json {
  return date.toISOString();
}

/** Sorts an object's members by name, as Step Functions does in results. */
export function sorted(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Returns a text parameter as it is sent: JSON that is not a text becomes JSON text. */
export function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
