import { differences } from '../../../../lib/reconciler/resource-types/differences';

describe('differences', () => {
  test.each([
    ['a member that the file leaves out is not a difference', { a: 1 }, { a: 1, b: 2 }, []],
    ['at every depth', { a: { b: 'x' } }, { a: { b: 'x', c: 'y' } }, []],
    ['an undefined member is not a difference', { a: undefined }, {}, []],
    ['another value differs', { a: 2 }, { a: 1 }, ['a']],
    ['a missing member differs', { a: false }, {}, ['a']],
    ['a deep value differs', { a: { b: { c: 1 } } }, { a: { b: { c: 2 } } }, ['a']],
    ['a list with one more element differs', { a: [1] }, { a: [1, 2] }, ['a']],
    ['a list in another order is the same', { a: ['x', 'y'] }, { a: ['y', 'x'] }, []],
    ['elements of lists may have members that the file leaves out', { a: [{ b: 1 }] }, { a: [{ b: 1, c: 2 }] }, []],
    ['an object differs from a list', { a: [] }, { a: {} }, ['a']],
  ])('%s', (_title, desired, actual, expected) => {
    // Act
    const found = differences(desired, actual);

    // Assess
    expect(found.map(({ member }) => member)).toEqual(expected);
  });
});
