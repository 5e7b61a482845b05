import asyncHooks = require('node:async_hooks');

const { AsyncLocalStorage } = asyncHooks;

/**
 * Storage for the running test or hook, to which Jest assigns uncaught errors. Jest keeps it in an `AsyncLocalStorage`, for which Node.js
 * 20 calls a function at each promise of the process: a tenth of the time of a workflow in the local AWS (measured). Tests of a file run
 * one after the other, so a variable is enough: a late error counts as the running test's.
 */
class OneAfterTheOther<Store> extends AsyncLocalStorage<Store> {
  private current: Store | undefined;

  override getStore(): Store | undefined {
    return this.current;
  }

  override run<Result, Args extends unknown[]>(
    store: Store,
    callback: (...args: Args) => Result,
    ...args: Args
  ): Result {
    const before = this.current;
    const restore = () => {
      this.current = before;
    };
    this.current = store;
    const result = callback(...args);
    // A promise may be of Jest's own realm, where `instanceof` fails.
    if (isThenable(result)) result.then(restore, restore);
    else restore();
    return result;
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value;
}

/** It is a getter from Node.js 22 on, which cannot be assigned to. */
const own = Object.getOwnPropertyDescriptor(asyncHooks, 'AsyncLocalStorage');

/**
 * Replaces the storage. Call it before Jest loads its test runner, and {@link restoreStorage} afterwards, so that others get Node.js's own.
 */
export function simplifyStorage(): void {
  Object.defineProperty(asyncHooks, 'AsyncLocalStorage', {
    enumerable: true,
    configurable: true,
    get: () => OneAfterTheOther,
  });
}

export function restoreStorage(): void {
  if (own !== undefined) Object.defineProperty(asyncHooks, 'AsyncLocalStorage', own);
}
