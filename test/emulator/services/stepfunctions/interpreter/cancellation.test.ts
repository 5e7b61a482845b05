import { getEventListeners } from 'node:events';
import { abortable, Cancellation } from '../../../../../emulator/services/stepfunctions/interpreter/cancellation';

const REASON = new Error('enough');

describe('Cancellation', () => {
  it.each([
    ['was aborted earlier', true],
    ['is aborted later', false],
  ])('is aborted if its parent %s', (_, before) => {
    // Prepare
    const outer = new Cancellation();
    if (before) outer.abort(REASON);

    // Act
    const inner = new Cancellation(outer.signal);
    if (!before) outer.abort(REASON);

    // Assess
    expect(inner.signal.reason).toBe(REASON);
  });

  it('does not abort its parent when it is aborted', () => {
    // Prepare
    const outer = new Cancellation();

    // Act
    new Cancellation(outer.signal).abort(REASON);

    // Assess
    expect(outer.signal.aborted).toBe(false);
  });

  it('can be detached from its parent', () => {
    // Prepare
    const outer = new Cancellation();
    const inner = new Cancellation(outer.signal);

    // Act
    inner.release();

    // Assess
    expect(getEventListeners(outer.signal, 'abort')).toHaveLength(0);
  });
});

describe('abortable', () => {
  it('rejects at once with the reason of the abort', async () => {
    // Prepare
    const { signal, abort } = controller();
    const waiting = abortable(new Promise(() => undefined), signal);

    // Act
    abort();

    // Assess
    await expect(waiting).rejects.toBe(REASON);
    await expect(abortable(Promise.resolve(1), signal)).rejects.toBe(REASON);
  });

  it('returns the result of the promise, and stops listening for an abort', async () => {
    // Prepare
    const { signal } = controller();

    // Act
    const result = await abortable(Promise.resolve(1), signal);
    await undefined;

    // Assess
    expect(result).toBe(1);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});

function controller() {
  const cancellation = new Cancellation();
  return { signal: cancellation.signal, abort: () => cancellation.abort(REASON) };
}
