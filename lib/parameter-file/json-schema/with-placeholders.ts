import type { JsonSchema } from './shapes';

/** Members of a schema that describe a value and do not restrict it. */
const ANNOTATIONS = ['title', 'description', 'examples'];

/** Placeholders within a text, and as the whole of what becomes a number, true or false. */
const WITHIN = '(^|[^$])\\$\\{';
const WHOLE = '^\\$\\{[^}]*\\}$';

/** The schema of files before their placeholders are filled, for editors: they may be wherever a text, number or boolean may. */
export function withPlaceholders(schema: JsonSchema): JsonSchema {
  const entries = Object.entries(schema).map(([keyword, value]) => [keyword, inside(keyword, value)] as const);
  const types = [schema.type ?? []].flat();
  if (types.length === 0 || types.includes('object') || types.includes('array')) return Object.fromEntries(entries);
  const rules = Object.fromEntries(entries.filter(([keyword]) => !ANNOTATIONS.includes(keyword)));
  if (schema.type === 'string' && Object.keys(rules).length === 1) return schema;
  const pattern = types.includes('string') ? WITHIN : WHOLE;
  return {
    ...Object.fromEntries(entries.filter(([keyword]) => ANNOTATIONS.includes(keyword))),
    ...{ if: { type: 'string', pattern }, else: rules },
  };
}

/** Keys are not filled, so `propertyNames` stay. */
function inside(keyword: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (keyword === 'items' || keyword === 'additionalProperties') return withPlaceholders(value as JsonSchema);
  if (keyword !== 'properties' && keyword !== '$defs') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, schema]) => [name, withPlaceholders(schema as JsonSchema)]),
  );
}
