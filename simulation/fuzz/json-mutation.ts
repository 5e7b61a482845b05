import * as fc from 'fast-check';
import { hostileTexts } from './hostile-text';
import { SEMANTIC_TEXTS } from './semantic-texts';

/**
 * A change of a JSON document. The new content is JSON text, because JSON.stringify cannot write `1e999`, a duplicate key or `-0`.
 */
export interface Mutation {
  readonly action: 'replace' | 'remove' | 'add' | 'rename' | 'repeat';
  /** Position in the document, modulo the number of positions. */
  readonly place: number;
  readonly key: string;
  /** New content, as JSON text. */
  readonly text: string;
}

const NESTED_LEVELS = 100_000;

/** Values as JSON text. Some are not valid JSON. */
const TEXTS: readonly string[] = [
  'null',
  'true',
  '0',
  '-0',
  '-1',
  '0.1',
  '1e999',
  '-1e999',
  '1e-999',
  '9007199254740993',
  '1'.repeat(400),
  '[]',
  '{}',
  '[[]]',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":1,"valueOf":null,"hasOwnProperty":"x"}',
  '{"a":1,"a":2}',
  '{"":""}',
  '"\\ud800"',
  '"\\u0000"',
  '"\\u001b[31m"',
  `${'['.repeat(99)}${']'.repeat(99)}`,
  `${'['.repeat(NESTED_LEVELS)}${']'.repeat(NESTED_LEVELS)}`,
  `${'{"a":'.repeat(NESTED_LEVELS)}1${'}'.repeat(NESTED_LEVELS)}`,
  `[${Array(3000).fill('1').join()}]`,
  `[${Array(150_000).fill('{}').join()}]`,
  `"${'y'.repeat(900_000)}"`,
  `"${'y'.repeat(6_000_000)}"`,
  // The key of this object is long, and each of the many error messages about the object repeats the key.
  `{${JSON.stringify('k'.repeat(200_000))}:{${Array(1500).fill('"a":1').join()}}}`,
  `{${Array.from({ length: 1900 }, (_, index) => `"${'k'.repeat(200)}${index}":1`).join()}}`,
  `[${Array(1900).fill('{"serviceConfig":{"name":"\\u001b"}}').join()}]`,
  '// a comment',
  '/* a comment */ 1',
  "'single'",
  'NaN',
  'undefined',
  '01',
  '1,',
  '',
];

const values = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 3, arbitrary: hostileTexts.map((text) => JSON.stringify(text)) },
  { weight: 5, arbitrary: fc.constantFrom(...SEMANTIC_TEXTS).map((text) => JSON.stringify(text)) },
  { weight: 1, arbitrary: fc.json() },
);

export const mutations: fc.Arbitrary<Mutation> = fc.record({
  action: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'rename', 'repeat'),
  place: fc.nat(),
  key: fc.oneof(hostileTexts, fc.constantFrom('tags', 'name', 'serviceConfig', 'schedules', 'domain', 'maxAge')),
  text: values,
});

interface Place {
  readonly owner: Record<string, unknown> | unknown[];
  readonly key: string | number;
}

/** Returns the changed document as text, which may be invalid JSON. */
export function mutated(document: object, changes: readonly Mutation[]): string {
  const root: Record<string, unknown> = { document: structuredClone(document) };
  const verbatim: string[] = [];
  for (const change of changes) apply(root, change, verbatim);
  return JSON.stringify(root.document ?? '', undefined, 1).replaceAll(
    /"\u27e8(\d+)\u27e9"/g,
    (_, index) => verbatim[Number(index)] ?? '',
  );
}

function apply(root: Record<string, unknown>, { action, place, key, text }: Mutation, verbatim: string[]): void {
  const places = [...placesIn(root)];
  const { owner, key: at } = places[place % places.length] ?? { owner: root, key: 'document' };
  const found = Reflect.get(owner, at);
  const members = typeof found === 'object' && found !== null && !Array.isArray(found) ? found : owner;
  switch (action) {
    case 'replace':
      Reflect.set(owner, at, stand(text, verbatim));
      return;
    case 'remove':
      if (Array.isArray(owner)) owner.splice(Number(at), 1);
      else Reflect.deleteProperty(owner, at);
      return;
    case 'add':
      if (Array.isArray(members)) members.push(stand(text, verbatim));
      else define(members, key, stand(text, verbatim));
      return;
    case 'rename':
      if (Array.isArray(owner)) return;
      Reflect.deleteProperty(owner, at);
      define(owner, key, found);
      return;
    case 'repeat':
      // Repeats the element of a list, or the key of a member.
      if (Array.isArray(owner)) owner.push(structuredClone(found));
      else Reflect.set(owner, at, stand(`${JSON.stringify(found)},${JSON.stringify(String(at))}:${text}`, verbatim));
  }
}

/** Defines a member of the object itself, even `__proto__`. */
function define(owner: object, key: string, value: unknown): void {
  Object.defineProperty(owner, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Returns a placeholder for JSON text. The text replaces the placeholder when the document is written. */
function stand(text: string, verbatim: string[]): string {
  return `\u27e8${verbatim.push(text) - 1}\u27e9`;
}

function* placesIn(owner: Record<string, unknown> | unknown[]): Generator<Place> {
  const keys = Array.isArray(owner) ? owner.keys() : Object.keys(owner);
  for (const key of keys) {
    yield { owner, key };
    const value = Reflect.get(owner, key);
    if (typeof value === 'object' && value !== null) yield* placesIn(value as Record<string, unknown>);
  }
}
