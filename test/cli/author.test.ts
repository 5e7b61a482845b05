import { authorOf } from '../../cli/author';
import { WrongUsage } from '../../cli/failure';

describe('The person who decides', () => {
  it('is recorded with the reason, without spaces around the reason', () => {
    // Act and assess
    expect(authorOf({ by: 'Ana', reason: ' new catalogue ' })).toEqual({ by: 'Ana', reason: 'new catalogue' });
  });

  it.each([
    ['a blank name', { by: ' ' }],
    ['a reserved name', { by: 'Rules' }],
    ['an overlong reason', { by: 'Ana', reason: 'x'.repeat(10_000) }],
  ])('cannot give %s', (_, options) => {
    // Act and assess
    expect(() => authorOf(options)).toThrow(WrongUsage);
  });
});
