import { undefinedOn } from '../../../lib/aws/undefined-on';

class Missing extends Error {}
class Denied extends Error {}

describe('undefinedOn', () => {
  it('returns the result of a call that succeeds', async () => {
    expect(await undefinedOn(Promise.resolve('there'), Missing)).toBe('there');
  });

  it('returns undefined for each of the expected errors', async () => {
    expect(await undefinedOn(Promise.reject(new Missing()), Denied, Missing)).toBeUndefined();
  });

  it('throws any other error', async () => {
    // Prepare
    const denied = new Denied('no');

    // Act
    const act = undefinedOn(Promise.reject(denied), Missing);

    // Assess
    await expect(act).rejects.toBe(denied);
  });
});
