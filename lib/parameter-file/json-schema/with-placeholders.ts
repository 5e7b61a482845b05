import type { JsonSchema } from './shapes';

/** Members of a schema that describe a value without restricting it. */
const ANNOTATIONS = ['title', 'description', 'examples'];

/**
 * Patterns of placeholders. `WITHIN` matches a placeholder within a text. `WHOLE` matches a text that is
 * nothing but a placeholder, which can stand for a number or a boolean.
 */
const WITHIN = '(^|[^$])\\$\\{';
const WHOLE = '^\\$\\{[^}]*\\}$';

/** The schema for editors. It allows a placeholder wherever a text, number or boolean is allowed. */
export function withPlaceholders(schema: JsonSchema): JsonSchema {
  const entries = Object.entries(schema).map(([keyword, value]) => [keyword, inside(keyword, value)] as const);
  const types = [schema.type ?? []].flat();
  if (types.length === 0 || types.includes('object') || types.includes('array')) return Object.fromEntries(entries);
  const rules = Object.fromEntries(entries.filter(([keyword]) => !ANNOTATIONS.includes(keyword)));
  if (schema.type === 'string' && Object.keys(rules).length === 1) return schema;
  const pattern = types.includes('string') ? WITHIN : WHOLE;
  return {
    ...Object.fromEntries(entries.filter(([keyword]) => ANNOTATIONS.includes(keyword))),
    if: { type: 'string', pattern },
    else: rules,
  };
}

/** Converts a part of the schema. Keys have no placeholders, so `propertyNames` is not converted. */
function inside(keyword: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (keyword === 'items' || keyword === 'additionalProperties') return withPlaceholders(value as JsonSchema);
  if (keyword !== 'properties' && keyword !== '$defs') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, schema]) => [name, withPlaceholders(schema as JsonSchema)]),
  );
}
