import type { QuotaQueue } from '../../record-table/quota-queue';

interface FailureLog {
  error(message: string, error: Error): void;
}

/** A queue that fails no resource: if it cannot be read it seems empty, and the quota itself decides. */
export function dispensable(queue: QuotaQueue, log: FailureLog): QuotaQueue {
  return {
    entries: (type) =>
      queue.entries(type).catch((error: Error) => {
        log.error('Could not read who waits for a quota', error);
        return [];
      }),
    put: (...entry) =>
      queue.put(...entry).catch((error: Error) => {
        log.error('Could not record the use of a quota: others may wait longer for it', error);
      }),
  };
}
