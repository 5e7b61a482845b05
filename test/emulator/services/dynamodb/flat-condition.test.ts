import * as fc from 'fast-check';
import { flatCondition } from '../../../../emulator/services/dynamodb/flat-condition';

describe('flatCondition', () => {
  it.each([
    ['a = :a AND (b = :b OR c = :c)', 'a = :a AND b = :b OR a = :a AND c = :c'],
    ['(attribute_exists(#a) AND size(#b) > :n)', 'attribute_exists(#a) AND size(#b) > :n'],
    ['NOT (a = :a AND b IN (:b, :c))', 'NOT a = :a OR NOT b IN (:b, :c)'],
    ['not (NOT a = :a or b <> :b)', 'a = :a AND NOT b <> :b'],
    ['c = :c and (a BETWEEN :x AND :y OR b = :b)', 'c = :c AND a BETWEEN :x AND :y OR c = :c AND b = :b'],
  ])('rewrites %s as %s', (condition, flat) => {
    expect(flatCondition(condition)).toBe(flat);
  });

  it.each([
    'attribute_not_exists(#a) OR #b = :b AND begins_with(#c, :c)',
    'a IN (:a, :b)',
    '(a = :a',
    '((a = :a))',
    'b = :b AND ((a = :a OR c = :c))',
    '(a) = :a',
    '(a = :a) b = :b',
    '()',
    'a AND (b OR)',
    Array.from({ length: 6 }, (_, index) => `(a${index} = :a OR b${index} = :b)`).join(' AND '),
  ])('does not change %s', (condition) => {
    expect(flatCondition(condition)).toBe(condition);
  });

  it('returns an equivalent condition', () => {
    const condition = fc.letrec<{ any: string }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('a = :a', 'attribute_exists(#b)', 'c IN (:c, :d)', 'd BETWEEN :d AND :e'),
        tie('any').map((inner) => `NOT (${inner})`),
        fc
          .tuple(tie('any'), fc.constantFrom('AND', 'OR'), tie('any'))
          .map(([one, word, other]) => `(${one}) ${word} (${other})`),
      ),
    })).any;
    fc.assert(
      fc.property(condition, (text) => {
        // Act
        const flat = flatCondition(text);

        // Assess
        for (let world = 0; world < 16; world += 1) expect(holds(flat, world)).toBe(holds(text, world));
      }),
    );
  });
});

/** True if the condition holds. Each bit of `world` is the value of one of its four basic conditions. */
function holds(condition: string, world: number): boolean {
  const truth = (bit: number) => String((world & (1 << bit)) !== 0);
  const script = condition
    .replaceAll('d BETWEEN :d AND :e', truth(3))
    .replaceAll('c IN (:c, :d)', truth(2))
    .replaceAll('attribute_exists(#b)', truth(1))
    .replaceAll('a = :a', truth(0))
    .replaceAll('NOT', '!')
    .replaceAll('AND', '&&')
    .replaceAll('OR', '||');
  return new Function(`return ${script}`)() as boolean;
}
