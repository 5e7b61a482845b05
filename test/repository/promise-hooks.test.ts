import asyncHooks = require('node:async_hooks');

import type * as contextOfTests from '../support/context-of-tests';

const { AsyncLocalStorage } = asyncHooks;

describe('In a unit test', () => {
  test('Node.js has no hooks for promises, which would stay and slow down later test files of the same worker', async () => {
    // Act
    await Promise.resolve();

    // Assess: Node.js gives ids to promises only if there are hooks for them
    expect(asyncHooks.executionAsyncId()).toBe(0);
  });

  test.each([
    ['a value, as in Node.js 20', { value: AsyncLocalStorage, writable: true }],
    ['a getter, as in Node.js 22', { get: () => AsyncLocalStorage }],
  ])('AsyncLocalStorage can be replaced for Jest and then restored, if the property is %s', (_what, property) => {
    // Prepare
    const own = Object.getOwnPropertyDescriptor(asyncHooks, 'AsyncLocalStorage') ?? {};
    const given = { ...property, enumerable: true, configurable: true };
    Object.defineProperty(asyncHooks, 'AsyncLocalStorage', given);
    jest.resetModules();
    const { simplifyStorage, restoreStorage } =
      jest.requireActual<typeof contextOfTests>('../support/context-of-tests');

    // Act
    simplifyStorage();
    const replaced = asyncHooks.AsyncLocalStorage;
    restoreStorage();
    const restored = Object.getOwnPropertyDescriptor(asyncHooks, 'AsyncLocalStorage');
    Object.defineProperty(asyncHooks, 'AsyncLocalStorage', own);

    // Assess
    expect(replaced).not.toBe(AsyncLocalStorage);
    expect(restored).toEqual(given);
  });
});
