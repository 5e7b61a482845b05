import { differences } from '../../../../lib/reconciler/resource-types/differences';

describe('differences', () => {
  test.each([
    ['do not include a member that the file leaves out', { a: 1 }, { a: 1, b: 2 }, []],
    [
      'do not include a member that the file leaves out of an inner object',
      { a: { b: 'x' } },
      { a: { b: 'x', c: 'y' } },
      [],
    ],
    ['do not include an undefined member', { a: undefined }, {}, []],
    ['include a member with another value', { a: 2 }, { a: 1 }, ['a']],
    ['include a member that Personalize does not show', { a: false }, {}, ['a']],
    ['include a member with another value in an inner object', { a: { b: { c: 1 } } }, { a: { b: { c: 2 } } }, ['a']],
    ['include a list if Personalize shows one more element', { a: [1] }, { a: [1, 2] }, ['a']],
    ['do not include a list in another order', { a: ['x', 'y'] }, { a: ['y', 'x'] }, []],
    ['do not include a member that the file leaves out of an element', { a: [{ b: 1 }] }, { a: [{ b: 1, c: 2 }] }, []],
    ['include an object in place of a list', { a: [] }, { a: {} }, ['a']],
  ])('%s', (_title, desired, actual, expected) => {
    // Act
    const found = differences(desired, actual);

    // Assess
    expect(found.map(({ member }) => member)).toEqual(expected);
  });
});
