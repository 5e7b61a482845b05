import { executionAsyncId } from 'node:async_hooks';

describe('In a unit test', () => {
  test('Node.js calls nothing at each promise, which it would go on with in the next test files of the same worker', async () => {
    // Act
    await Promise.resolve();

    // Assess: only then does it give promises ids
    expect(executionAsyncId()).toBe(0);
  });
});
