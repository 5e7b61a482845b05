import { describeDifferences, differenceLines } from '../../../../lib/reconciler/resource-types/difference-lines';

const schemaOf = (...fields: readonly object[]) => JSON.stringify({ type: 'record', name: 'Users', fields });

const RULE = (minimum: number) => ({ metric: 'normalized_discounted_cumulative_gain_at_25', minimum, maximum: 9 });
const SHOWN = (minimum: number) => JSON.stringify(RULE(minimum));
const CHANGED = [`- a: ${SHOWN(1)}`, `+ a: ${SHOWN(3)}`];

describe('differenceLines', () => {
  test('show the fields in which two schemas differ', () => {
    // Prepare
    const [id, plan] = [
      { name: 'USER_ID', type: 'string' },
      { name: 'PLAN', type: ['string', 'null'] },
    ];
    const actual = schemaOf(id, plan, { name: 'AGE', type: 'int' }, { name: 'CITY', type: 'string' });
    const desired = schemaOf(
      id,
      { ...plan, type: ['null', 'string'] },
      { name: 'AGE', type: 'long' },
      { name: 'COUNTRY', type: ['string', 'null'], categorical: true },
    );

    // Act
    const lines = differenceLines({ member: 'schema', actual, desired });

    // Assess
    expect(lines).toEqual(['~ field AGE: int -> long', '- field CITY', '+ field COUNTRY (string, null, categorical)']);
  });

  test.each([
    ['a changed value', 1, 2, ['a: 1 -> 2']],
    ['a value that was absent', undefined, 'x', ['a: not set -> "x"']],
    [
      'a changed member of an object, by its path',
      { b: { c: 1, d: 2 }, e: 3 },
      { b: { c: 2, d: 2 } },
      ['a.b.c: 1 -> 2'],
    ],
    ['a changed list', [1], [2], ['a: [1] -> [2]']],
    [
      'long texts around their difference',
      `${'x'.repeat(200)}1${'y'.repeat(200)}`,
      `${'x'.repeat(200)}2${'y'.repeat(200)}`,
      [`a: …${'x'.repeat(20)}1${'y'.repeat(59)}… -> …${'x'.repeat(20)}2${'y'.repeat(59)}…`],
    ],
    [
      'the end of a long text that becomes longer',
      'x'.repeat(200),
      'x'.repeat(201),
      [`a: …${'x'.repeat(20)}" -> …${'x'.repeat(21)}"`],
    ],
    [
      'a text of 80 characters, quotation marks included, in full',
      'x'.repeat(78),
      'y'.repeat(78),
      [`a: "${'x'.repeat(78)}" -> "${'y'.repeat(78)}"`],
    ],
    [
      'the beginning of long texts if their first 60 characters, quotation mark included, differ',
      `${'x'.repeat(58)}1${'z'.repeat(90)}`,
      `${'x'.repeat(58)}2`,
      [`a: "${'x'.repeat(58)}1${'z'.repeat(20)}… -> "${'x'.repeat(58)}2"`],
    ],
    [
      'long texts without their beginning if their first 60 characters, quotation mark included, are the same',
      `${'x'.repeat(59)}1${'z'.repeat(20)}`,
      `${'x'.repeat(59)}2${'z'.repeat(20)}`,
      [`a: …${'x'.repeat(20)}1${'z'.repeat(20)}" -> …${'x'.repeat(20)}2${'z'.repeat(20)}"`],
    ],
    ['an object in place of a value', 1, { b: 2 }, ['a: 1 -> {"b":2}']],
    ['a value in place of an object', { b: 2 }, 1, ['a: {"b":2} -> 1']],
    ['an object that loses a member', { b: 2 }, {}, ['a: {"b":2} -> {}']],
    ['a text in place of a schema', schemaOf(), 'x', [expect.stringMatching(/^a: "\{.* -> "x"$/)]],
    [
      'a schema that was absent',
      undefined,
      schemaOf({ name: 'A', type: 'int' }),
      [expect.stringMatching(/^a: not set -> /)],
    ],
    ['the added and removed elements of long lists', [1, RULE(1), RULE(2)], [1, RULE(2), RULE(3)], CHANGED],
    [
      'long lists in another order',
      [RULE(1), RULE(2)],
      [RULE(2), RULE(1)],
      [expect.stringMatching(/^a: ….*1.* -> ….*2/)],
    ],
    [
      'a long object that was absent, by its members',
      undefined,
      { rules: [RULE(1), RULE(2)], approval: 'manual' },
      [`+ a.rules: ${SHOWN(1)}`, `+ a.rules: ${SHOWN(2)}`, 'a.approval: not set -> "manual"'],
    ],
    [
      'a long object that is removed',
      { rules: [RULE(1), RULE(2)], approval: 'manual' },
      undefined,
      [`- a.rules: ${SHOWN(1)}`, `- a.rules: ${SHOWN(2)}`, 'a.approval: "manual" -> not set'],
    ],
    ['a schema that differs in its name only', schemaOf(), schemaOf().replace('Users', 'User'), [expect.anything()]],
  ])('show %s', (_what, actual, desired, expected) => {
    // Act and assess
    expect(differenceLines({ member: 'a', actual, desired })).toEqual(expected);
  });

  test('are joined into one sentence for a message', () => {
    // Act
    const text = describeDifferences([
      { member: 'minProvisionedTPS', actual: 1, desired: 2 },
      { member: 'name', actual: undefined, desired: 'x' },
    ]);

    // Assess
    expect(text).toBe('the parameter file changes minProvisionedTPS: 1 -> 2; name: not set -> "x"');
  });
});
