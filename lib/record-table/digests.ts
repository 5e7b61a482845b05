import { expiryOf, type Key, textOf } from './item';
import { acquireNotifyRight, type NotifyRight, notifierAttributes, recordNotified } from './notify-once';
import type { RecordTable } from './record-table';

const PREFIX = 'digest#';
const KEPT_DAYS = 400;

/** Digests of dataset groups: items `digest#<ISO time at which the period ends>`. */
export class Digests {
  constructor(private readonly table: RecordTable) {}

  /**
   * ISO time at which the next digest's period begins: the end of the last digest's period, or the time of a later
   * destruction. Undefined before the first digest.
   */
  async lastEnd(datasetGroup: string): Promise<string | undefined> {
    const sent = { prefix: PREFIX, newestFirst: true, if: 'attribute_exists(#notifiedAt)' };
    for await (const [newest] of this.table.pages(datasetGroup, sent))
      if (newest !== undefined) return textOf(newest.item).slice(PREFIX.length);
    return undefined;
  }

  /**
   * Acquires the right to send a digest.
   * @param until ISO time at which the digest's period ends
   * @param notifier id of the sender, the same for each retry
   */
  async begin(datasetGroup: string, until: string, notifier: string, now: Date): Promise<NotifyRight> {
    const key = keyOf(datasetGroup, until);
    const { written } = await this.table.write({
      update: key,
      set: { ...notifierAttributes(notifier, now), expiresAt: expiryOf(until, KEPT_DAYS) },
      if: 'attribute_not_exists(#item)',
    });
    return written ? 'NOTIFY' : (await acquireNotifyRight(this.table, key, notifier, now)).right;
  }

  /** Makes the period of the next digest begin now, so that this digest leaves out earlier runs. */
  async restart(datasetGroup: string, now: Date): Promise<void> {
    const notifiedAt = now.toISOString();
    const expiresAt = expiryOf(notifiedAt, KEPT_DAYS);
    await this.table.write({ update: keyOf(datasetGroup, notifiedAt), set: { notifiedAt, expiresAt } });
  }

  recordNotified(datasetGroup: string, until: string, now: Date): Promise<void> {
    return recordNotified(this.table, keyOf(datasetGroup, until), now);
  }
}

function keyOf(datasetGroup: string, until: string): Key {
  return { datasetGroup, item: `${PREFIX}${until}` };
}
