import { differences } from '../../../../lib/reconciler/resource-types/differences';

describe('differences', () => {
  test.each([
    ['what the file leaves open is the service’s to fill in', { a: 1 }, { a: 1, b: 2 }, []],
    ['at every depth', { a: { b: 'x' } }, { a: { b: 'x', c: 'y' } }, []],
    ['an absent member is not desired for', { a: undefined }, {}, []],
    ['another value differs', { a: 2 }, { a: 1 }, ['a']],
    ['a missing member differs', { a: false }, {}, ['a']],
    ['a deep value differs', { a: { b: { c: 1 } } }, { a: { b: { c: 2 } } }, ['a']],
    ['a list with one more differs', { a: [1] }, { a: [1, 2] }, ['a']],
    ['a list in another order is the same', { a: ['x', 'y'] }, { a: ['y', 'x'] }, []],
    ['list elements may be filled in too', { a: [{ b: 1 }] }, { a: [{ b: 1, c: 2 }] }, []],
    ['an object is no list', { a: [] }, { a: {} }, ['a']],
  ])('%s', (_title, desired, actual, expected) => {
    // Act
    const found = differences(desired, actual);

    // Assess
    expect(found.map(({ member }) => member)).toEqual(expected);
  });
});
