import { setMaxListeners } from 'node:events';

/** Cancels a part of an execution. All parts inside this part are then cancelled too. */
export class Cancellation {
  private readonly controller = new AbortController();

  constructor(private readonly parent?: AbortSignal) {
    // Up to forty iterations may wait for one signal. Node.js warns of a leak at eleven listeners, so the warning is disabled.
    setMaxListeners(0, this.controller.signal);
    if (parent?.aborted) this.controller.abort(parent.reason);
    else parent?.addEventListener('abort', this.follow, { once: true });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** @param reason error with which all pending promises in this part reject */
  abort(reason: Error): void {
    this.controller.abort(reason);
  }

  /** Detaches this part from its parent. Must be called when the part has ended. */
  release(): void {
    this.parent?.removeEventListener('abort', this.follow);
  }

  private readonly follow = () => this.controller.abort(this.parent?.reason);
}

/** Waits for work that cannot be interrupted. On an abort, the returned promise rejects at once, and the later result of the work is dropped. */
export function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
