import { readEnvironment } from '../../../functions/shared/environment';

describe('readEnvironment', () => {
  const { env } = process;
  beforeEach(() => {
    process.env = { ONE: '1', TWO: '2', EMPTY: '' };
  });
  afterEach(() => {
    process.env = env;
  });

  it('returns the requested variables, and no others', () => {
    // Act and assess
    expect(readEnvironment('ONE', 'TWO')).toEqual({ ONE: '1', TWO: '2' });
  });

  it('refuses absent and empty variables with one error that names all of them', () => {
    // Act and assess
    expect(() => readEnvironment('ONE', 'EMPTY', 'ABSENT')).toThrow(
      'Environment variables not set: EMPTY, ABSENT. Add them to functions/*/definition.ts.',
    );
  });
});
