import asyncHooks = require('node:async_hooks');

const { AsyncLocalStorage } = asyncHooks;

/**
 * Jest keeps in an `AsyncLocalStorage` which test or hook runs, to know whose an uncaught error is. Node.js 20 then calls a
 * function for each promise of the process: a tenth of the time of a workflow in the local AWS (measured). Tests of a file run one after the
 * other, so that a variable is enough: an error that comes late counts as one of the test that runs then.
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
    // A promise of Jest's own realm: `instanceof` would not know it.
    if (isThenable(result)) result.then(restore, restore);
    else restore();
    return result;
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value;
}

/** A getter from Node.js 22 on, which cannot be assigned to. */
const own = Object.getOwnPropertyDescriptor(asyncHooks, 'AsyncLocalStorage');

/** Call it before Jest loads what runs tests, and {@link restoreStorage} after it: others get Node.js's own. */
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
