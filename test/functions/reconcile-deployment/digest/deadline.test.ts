import { beforeDeadline, OutOfTime } from '../../../../functions/reconcile-deployment/digest/deadline';

describe('a read with a deadline', () => {
  it('returns what it has read in time', async () => {
    expect(await beforeDeadline(Date.now() + 60_000, async () => 'read')).toBe('read');
  });

  it('ends with the error of the read', async () => {
    const failing = async () => {
      throw new Error('Rate exceeded');
    };
    await expect(beforeDeadline(Date.now() + 60_000, failing)).rejects.toThrow('Rate exceeded');
  });

  it('ends at the deadline if there is no answer', async () => {
    const unanswered = () => new Promise<never>(() => undefined);
    await expect(beforeDeadline(Date.now() + 5, unanswered)).rejects.toThrow(OutOfTime);
  });

  it('does not begin after the deadline', async () => {
    const read = jest.fn();
    await expect(beforeDeadline(Date.now() - 1, read)).rejects.toThrow(OutOfTime);
    expect(read).not.toHaveBeenCalled();
  });
});
