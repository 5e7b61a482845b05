import { isJsonObject, type JsonObject, type JsonValue } from '../../lib/parameter-file/json-value';

/** Removes undefined members everywhere outside `serviceConfig`. Also removes empty lists and empty objects there. */
export function withoutEmpty(section: JsonObject): JsonObject {
  const kept: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(section)) {
    if (value === undefined) continue;
    // Personalize's values are kept unchanged. A batch job without settings has an empty `serviceConfig`.
    if (name === 'serviceConfig') kept[name] = value;
    else if (Array.isArray(value)) {
      if (value.length > 0) kept[name] = value.map((item) => (isJsonObject(item) ? withoutEmpty(item) : item));
    } else if (isJsonObject(value)) {
      const inner = withoutEmpty(value);
      if (Object.keys(inner).length > 0) kept[name] = inner;
    } else kept[name] = value;
  }
  return kept;
}
