import { AsyncLocalStorage, executionAsyncId } from 'node:async_hooks';

describe('In a test of the local AWS', () => {
  test('Node.js calls no promise hooks', async () => {
    // Act
    await Promise.resolve();

    // Assess: with a promise hook, the code after `await` would run under an id above 0
    expect(executionAsyncId()).toBe(0);
  });

  test("AsyncLocalStorage is the original class of Node.js, not the replacement for Jest's test runner", async () => {
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
