import Ajv2020 from 'ajv/dist/2020';
import standaloneCode from 'ajv/dist/standalone';
import type { JsonSchema } from './shapes';

/** What only people read; without it the module is half as large. */
const ANNOTATIONS: ReadonlySet<string> = new Set(['$schema', 'title', 'description', 'examples']);

/**
 * Source of a CommonJS module that exports `matchesSchema`, a validator by the schema: no schema is compiled when a
 * function starts.
 */
export function compileValidator(schema: JsonSchema): string {
  const ajv = new Ajv2020({
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
 * that takes many seconds. Here errors are collected in place, up to a limit.
 */
function withBoundedErrors(source: string): string {
  const bounded = source.replaceAll(
    /vErrors = vErrors === null \? (\w+)\.errors : vErrors\.concat\(\1\.errors\);/g,
    'vErrors = collect(vErrors, $1.errors);',
  );
  return `${bounded}
function collect(found, more) {
  if (found === null) return more;
  for (let index = 0; index < more.length && found.length < ${MAX_ERRORS}; index += 1) found.push(more[index]);
  return found;
}
`;
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
