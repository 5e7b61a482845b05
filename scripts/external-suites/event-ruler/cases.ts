import fc from 'fast-check';
import type { JsonValue } from '../../../emulator/services/eventbridge/pattern';

export interface Case {
  readonly pattern: JsonValue;
  readonly event: JsonValue;
}

/** Names and values are few, so that patterns often match. */
const names = fc.constantFrom('a', 'b', 'c');
const scalars = fc.constantFrom<JsonValue>('', 'x', 'xy', 'y', 0, 1, 1.5, true, false, null);

const { value: eventValue } = fc.letrec<{ value: JsonValue; object: JsonValue; list: JsonValue }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, { arbitrary: scalars, weight: 3 }, tie('object'), tie('list')),
  object: fc.dictionary(names, tie('value'), { maxKeys: 3 }) as fc.Arbitrary<JsonValue>,
  list: fc.array(tie('value'), { maxLength: 3 }),
}));
const events = fc.dictionary(names, eventValue, { minKeys: 1, maxKeys: 3 }) as fc.Arbitrary<JsonValue>;

/** Operands of `anything-but`, some of them invalid. */
const excluded = fc.oneof(
  { arbitrary: fc.constantFrom<JsonValue>('x', 'xy', 1, { prefix: 'x' }, ['x', 'y'], [0, 1], ['y'], [1.5]), weight: 8 },
  fc.constantFrom<JsonValue>(null, true, [], ['x', 1], { prefix: '' }, {}),
);
/** Alternatives for a value, with the operators that the local EventBridge evaluates. Some are invalid. */
const alternatives = fc.oneof(
  { arbitrary: scalars, weight: 20 },
  { arbitrary: fc.boolean().map((exists) => ({ exists })), weight: 10 },
  { arbitrary: fc.constantFrom<JsonValue>('x', 'y').map((prefix) => ({ prefix })), weight: 10 },
  { arbitrary: excluded.map((values) => ({ 'anything-but': values })), weight: 10 },
  fc.constantFrom<JsonValue>({}, [], { exists: 'yes' }, { prefix: 'x', exists: true }),
);
const { pattern: patterns } = fc.letrec<{ pattern: JsonValue; part: JsonValue }>((tie) => ({
  pattern: fc.dictionary(names, tie('part'), { minKeys: 1, maxKeys: 2 }) as fc.Arbitrary<JsonValue>,
  part: fc.oneof(
    { maxDepth: 3 },
    { arbitrary: fc.array(alternatives, { minLength: 1, maxLength: 3 }), weight: 30 },
    { arbitrary: tie('pattern'), weight: 10 },
    fc.constantFrom<JsonValue>([], {}, 'x'),
  ),
}));

export function casesOf(count: number, seed: number): readonly Case[] {
  return fc.sample(fc.record({ pattern: patterns, event: events }), { numRuns: count, seed });
}
