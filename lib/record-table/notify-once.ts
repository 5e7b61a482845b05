import { isTransientError } from '../aws/transient-errors';
import { type Attributes, epochSeconds, type Key } from './item';
import type { RecordTable } from './record-table';

/**
 * NOTIFY: no notification was sent yet, so the caller must send it. BUSY: another notifier is about to send it, or has ended without
 * sending it.
 */
export type NotifyRight = 'NOTIFY' | 'NOTIFIED' | 'BUSY';

/**
 * Seconds after which a notifier must have ended. The number is less than 180, because Lambda retries an event for the
 * last time after 180 s (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html, 2026-11).
 * The number is more than 120, because the functions that notify of runs and uploads time out after 120 s. The nightly
 * function may run for 900 s, but it publishes as soon as it has acquired the right.
 */
const NOTIFYING_SECONDS = 150;

/**
 * Attributes that record the notifier of an item, and when the notifier acquired the right to notify.
 * @param notifier id of a request, or the run itself. The value is the same for each retry
 */
export function notifierAttributes(notifier: string, now: Date): Attributes {
  return { notifier, notifyingAt: epochSeconds(now) };
}

/**
 * Acquires the right to notify about an item that has {@link notifierAttributes}. The same notifier acquires the right
 * again. Another notifier can acquire it only after {@link NOTIFYING_SECONDS}, when the earlier one must have ended.
 */
export async function acquireNotifyRight(
  table: RecordTable,
  key: Key,
  notifier: string,
  now: Date,
): Promise<{ readonly right: NotifyRight; readonly item: Attributes }> {
  const { written, item = {} } = await table.write({
    update: key,
    set: notifierAttributes(notifier, now),
    if: 'attribute_not_exists(#notifiedAt) AND (#notifier = :notifier OR #notifyingAt < :ended)',
    values: { notifier, ended: epochSeconds(now) - NOTIFYING_SECONDS },
  });
  if (written) return { right: 'NOTIFY', item };
  const isBusy = item.notifiedAt === undefined && item.notifier !== undefined;
  return { right: isBusy ? 'BUSY' : 'NOTIFIED', item };
}

/**
 * Records that a notification was sent, or that none has to be sent. Retries once after a transient error, such as a conflict with a
 * transaction, which the SDK does not retry. A notification that is not recorded may be sent twice.
 */
export async function recordNotified(table: RecordTable, key: Key, now: Date): Promise<void> {
  const write = () =>
    table.write({ update: key, set: { notifiedAt: now.toISOString() }, if: 'attribute_exists(#item)' });
  await write().catch((error: Error) => {
    if (!isTransientError(error)) throw error;
    return write();
  });
}

/**
 * Thrown while another notifier has the right to notify. Lambda retries the event, for the last time after 180 s. By
 * then, the other notifier has notified, or has ended without notifying.
 */
export class StillNotifying extends Error {
  override readonly name = 'StillNotifying';

  constructor(what: string) {
    super(`Another invocation is about to notify of ${what}.`);
  }
}
