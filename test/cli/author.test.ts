import { authorOf } from '../../cli/author';
import { WrongUsage } from '../../cli/failure';

describe('authorOf', () => {
  it('returns the person who decides, and the reason without the spaces around it', () => {
    // Act and assess
    expect(authorOf({ by: 'Ana', reason: ' new catalogue ' })).toEqual({ by: 'Ana', reason: 'new catalogue' });
  });

  it.each([
    ['a blank name', { by: ' ' }],
    ['a reserved name', { by: 'Rules' }],
    ['an overlong reason', { by: 'Ana', reason: 'x'.repeat(10_000) }],
  ])('refuses %s', (_, options) => {
    // Act and assess
    expect(() => authorOf(options)).toThrow(WrongUsage);
  });
});
