import { AsyncLocalStorage, executionAsyncId } from 'node:async_hooks';

describe('In a test of the local AWS', () => {
  test('Node.js calls nothing at each promise, which would cost a tenth of the time', async () => {
    // Act
    await Promise.resolve();

    // Assess: only then does it give promises ids
    expect(executionAsyncId()).toBe(0);
  });

  test('AsyncLocalStorage is that of Node.js', async () => {
    // Prepare
    const storage = new AsyncLocalStorage<number>();
    const later = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return storage.getStore();
    };

    // Act
    const stores = await Promise.all([storage.run(1, later), storage.run(2, later)]);
    storage.disable();

    // Assess
    expect(stores).toEqual([1, 2]);
  });
});
