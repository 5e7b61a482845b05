import type { JsonSchema } from './shapes';

/** What only people and their editors read: half of the schema. */
const ANNOTATIONS: ReadonlySet<string> = new Set(['$schema', 'title', 'examples']);

/** The schema with what the checks look at: each function that reads parameter files carries it. */
export function withoutAnnotations(schema: JsonSchema): JsonSchema {
  const entries = Object.entries(schema).flatMap(([keyword, value]): [string, unknown][] => {
    if (ANNOTATIONS.has(keyword)) return [];
    // The words for a pattern stand in problems.
    if (keyword === 'description' && schema.pattern === undefined) return [];
    // Below these keywords stand names of members and definitions, which may be called as an annotation is.
    if (keyword === 'properties' || keyword === '$defs') {
      return [[keyword, mapValues(value as Readonly<Record<string, JsonSchema>>, withoutAnnotations)]];
    }
    const isSchema = typeof value === 'object' && value !== null && !Array.isArray(value);
    return [[keyword, isSchema ? withoutAnnotations(value as JsonSchema) : value]];
  });
  return Object.fromEntries(entries);
}

function mapValues<Value, Changed>(
  object: Readonly<Record<string, Value>>,
  change: (value: Value) => Changed,
): Readonly<Record<string, Changed>> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}
