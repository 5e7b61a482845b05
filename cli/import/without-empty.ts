import { isJsonObject, type JsonObject, type JsonValue } from '../../parameter-file/json-value';

/** Leaves out what is not there: `undefined`, and lists and objects of the parameter file's own with nothing in them. */
export function withoutEmpty(section: JsonObject): JsonObject {
  const kept: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(section)) {
    if (value === undefined) continue;
    // What Personalize has said is kept as it is; a batch job without settings has an empty one.
    if (name === 'serviceConfig') kept[name] = value;
    else if (Array.isArray(value)) {
      if (value.length > 0)
        kept[name] = value.map((item) => (isJsonObject(item) ? withoutEmpty(item) : item));
    } else if (isJsonObject(value)) {
      const inner = withoutEmpty(value);
      if (Object.keys(inner).length > 0) kept[name] = inner;
    } else kept[name] = value;
  }
  return kept;
}
