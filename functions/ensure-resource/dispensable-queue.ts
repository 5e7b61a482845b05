import type { Logger } from '@aws-lambda-powertools/logger';
import type { QuotaQueue } from '../../record-table/quota-queue';
import { regardless } from '../shared/telemetry';

/** A queue that fails no resource: if it cannot be read it seems empty, and the quota itself decides. */
export function dispensable(queue: QuotaQueue, logger: Pick<Logger, 'error'>): QuotaQueue {
  return {
    entries: async (type) => {
      let entries: Awaited<ReturnType<QuotaQueue['entries']>> = [];
      await regardless(logger, 'Could not read who waits for a quota', async () => {
        entries = await queue.entries(type);
      });
      return entries;
    },
    put: (...entry) =>
      regardless(logger, 'Could not record the use of a quota: others may wait longer for it', () =>
        queue.put(...entry),
      ),
  };
}
