import { pageOf } from '../../../emulator/core/paging';
import { ServiceError } from '../../../emulator/core/service';

const invalidToken = (token: string) => new ServiceError('InvalidToken', token);

describe('pageOf', () => {
  it('returns a token for the next page, and no token with the last page', () => {
    // Act
    const first = pageOf([1, 2, 3], { token: undefined, size: 2, invalidToken });
    const second = pageOf([1, 2, 3], { token: first.next, size: 2, invalidToken });

    // Assess
    expect(first).toEqual({ page: [1, 2], next: '2' });
    expect(second).toEqual({ page: [3] });
  });

  it.each(['x', '-1', '1e3', ''])('refuses the token %j', (token) => {
    expect(() => pageOf([1], { token, size: 1, invalidToken })).toThrow(ServiceError);
  });
});
