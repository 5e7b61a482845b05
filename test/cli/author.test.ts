import { authorOf } from '../../cli/author';
import { WrongUsage } from '../../cli/failure';

describe('The person who decides', () => {
  it('is recorded with the reason, which loses the spaces around it', () => {
    // Act and assess
    expect(authorOf({ by: 'Ana', reason: ' new catalogue ' })).toEqual({ by: 'Ana', reason: 'new catalogue' });
  });

  it.each([
    ['a blank name', { by: ' ' }],
    ['a name that stands for no person', { by: 'Rules' }],
    ['an overlong reason', { by: 'Ana', reason: 'x'.repeat(10_000) }],
  ])('cannot give %s', (_, options) => {
    // Act and assess
    expect(() => authorOf(options)).toThrow(WrongUsage);
  });
});
