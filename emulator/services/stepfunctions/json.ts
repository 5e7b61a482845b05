/** Data that states pass to each other. Such data are plain JSON, and are never changed in place. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [name: string]: Json;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isJsonObject(value: Json): value is JsonObject {
  return isObject(value);
}

export function isJsonList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

const texts = new WeakMap<object, string>();

/** Returns the value as JSON text. The texts of objects and lists are cached. */
export function jsonText(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  texts.set(value, text);
  return text;
}

/** Returns the size of a value in Step Functions' payload limits: the number of UTF-8 bytes of its JSON text. */
export function jsonBytes(value: Json): number {
  return Buffer.byteLength(jsonText(value));
}

/** Returns the name of a value's type for error messages. */
export function jsonType(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
