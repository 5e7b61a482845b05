import asyncHooks = require('node:async_hooks');

const { AsyncLocalStorage } = asyncHooks;

/**
 * Keeps the running test or hook, to which Jest assigns uncaught errors, in a variable. A variable is enough, because
 * tests of a file run one after the other. Node.js's own `AsyncLocalStorage` is slower: for it, Node.js 20 calls a
 * function at each promise, which takes a tenth of the time of a workflow in the local AWS (measured).
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

/** Property with Node.js's own class. From Node.js 22 on, the property is a getter, so it cannot be assigned. */
const own = Object.getOwnPropertyDescriptor(asyncHooks, 'AsyncLocalStorage');

/**
 * Replaces `AsyncLocalStorage`. Call it before Jest loads its test runner, and {@link restoreStorage} afterwards, so that other code gets
 * Node.js's own class.
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
