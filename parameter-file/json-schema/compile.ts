import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone';
import type { JsonSchema } from './shapes';

/** What only people read; without it the module is half as large. */
const ANNOTATIONS: ReadonlySet<string> = new Set(['$schema', 'title', 'description', 'examples']);

/**
 * Source of a CommonJS module that exports `matchesSchema`, a validator by the schema: no schema is compiled when a
 * function starts.
 */
export function compileValidator(schema: JsonSchema): string {
  // The keywords of the schema mean the same in draft-07, whose validators need not count what was evaluated.
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    inlineRefs: false,
    messages: false,
    code: { source: true, lines: true },
  });
  ajv.addSchema(withoutAnnotations(schema) as JsonSchema, 'parameter-file');
  return withBoundedErrors(standaloneCode(ajv, { matchesSchema: 'parameter-file' }));
}

/** More errors than anybody reads, with room for those that only echo others. */
const MAX_ERRORS = 10_000;

/**
 * ajv copies all errors found so far whenever one more element of a list has some: with a hundred thousand wrong elements
 * that takes many seconds. Here errors are collected in place, up to a limit. What nobody asks of them is left out, which
 * makes the module half as large.
 */
function withBoundedErrors(source: string): string {
  const bounded = source
    .replaceAll(
      /vErrors = vErrors === null \? (\w+)\.errors : vErrors\.concat\(\1\.errors\);/g,
      'vErrors = collect(vErrors, $1.errors);',
    )
    .replaceAll(
      /if\(vErrors === null\)\{\s*vErrors = \[(\w+)\];\s*\}\s*else \{\s*vErrors\.push\(\1\);\s*\}/g,
      'vErrors = collect(vErrors, [$1]);',
    )
    .replaceAll(/schemaPath:"[^"]*",/g, '');
  return `${withoutUnused(bounded)}
function collect(found, more) {
  if (found === null) return more;
  for (let index = 0; index < more.length && found.length < ${MAX_ERRORS}; index += 1) found.push(more[index]);
  return found;
}
`;
}

/** ajv writes down every schema, also those that its code does not look at. */
function withoutUnused(source: string): string {
  return source.replaceAll(/^const (schema\d+) = .*\n/gm, (line, name: string) =>
    source.split(new RegExp(`\\b${name}\\b`)).length > 2 ? line : '',
  );
}

function withoutAnnotations(schema: unknown): unknown {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).flatMap(([keyword, value]) => {
      if (ANNOTATIONS.has(keyword)) return [];
      // Below these keywords stand names of members and definitions, which may be called as an annotation is.
      const named = keyword === 'properties' || keyword === '$defs';
      return [
        [keyword, named ? mapValues(value as JsonSchema, withoutAnnotations) : withoutAnnotations(value)],
      ];
    }),
  );
}

function mapValues(object: JsonSchema, change: (value: unknown) => unknown): JsonSchema {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}
