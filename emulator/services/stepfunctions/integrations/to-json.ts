import { isObject, type Json, type JsonObject } from '../json';

/**
 * The response of a service, as JSON. Absent members are omitted.
 * @param time how the integration writes a time
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

/** Epoch milliseconds, as optimized integrations write times (unconfirmed: `states-integration-times`). */
export function epochMilliseconds(date: Date): Json {
  return date.getTime();
}

/** As AWS SDK integrations write times. */
export function isoTime(date: Date): Json {
  return date.toISOString();
}

/** An object's members in the order of their names, as Step Functions writes results. */
export function sorted(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A text parameter that was given as JSON is sent as JSON text. */
export function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
