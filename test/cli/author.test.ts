import { authorOf } from '../../cli/author';
import { WrongUsage } from '../../cli/failure';

describe('The person who decides', () => {
  it('is recorded with a reason without spaces around it', () => {
    // Act and assess
    expect(authorOf({ by: 'Ana', reason: ' new catalogue ' })).toEqual({ by: 'Ana', reason: 'new catalogue' });
  });

  it.each([{ by: ' ' }, { by: 'Rules' }, { by: 'Ana', reason: 'x'.repeat(10_000) }])(
    'is refused if given as %j',
    (options) => {
      // Act and assess
      expect(() => authorOf(options)).toThrow(WrongUsage);
    },
  );
});
