import { covers } from '../../../lib/parameter-file/covers';

describe('an answer of a service', () => {
  test.each([
    ['a list in another order', ['b', 'a'], ['a', 'b']],
    [
      'a list of objects in another order, with additional members',
      [
        { name: 'b', value: 2, more: true },
        { name: 'a', value: 1 },
      ],
      [{ name: 'a' }, { name: 'b', value: 2 }],
    ],
    [
      'a list in another order, even if one desired element has fewer members than the other',
      [{ a: 1, b: 2 }, { a: 1 }],
      [{ a: 1 }, { a: 1, b: 2 }],
    ],
    ['an object with additional members', { a: { b: 1, c: 2 }, d: 3 }, { a: { b: 1 } }],
  ])('matches the desired state if it has %s', (_what, actual, desired) => {
    // Act
    const result = covers(actual, desired);

    // Assess
    expect(result).toBe(true);
  });

  test.each([
    ['a longer list', ['a', 'b'], ['a']],
    ['only one element that matches two equal desired ones', ['a', 'b'], ['a', 'a']],
    ['another value', { a: { b: 2 } }, { a: { b: 1 } }],
    ['null where an object is desired', null, { a: 1 }],
    ['an object where a list is desired', { 0: 'a' }, ['a']],
  ])('does not match the desired state if it has %s', (_what, actual, desired) => {
    // Act
    const result = covers(actual, desired);

    // Assess
    expect(result).toBe(false);
  });
});
