import { type Attributes, expiryOf, type Key, optionalNumber, optionalTexts, present, textOf } from './item';
import type { RecordTable } from './record-table';

/** Progress of a run's work item. Times are ISO. */
export interface ItemProgress<State = unknown> {
  readonly status: 'OPEN' | 'READY' | 'FAILED';
  /** Subject of the item in messages: `campaign 'top-picks'`. */
  readonly title?: string;
  /** Position in the work list, from 0. */
  readonly place?: number;
  /**
   * Time at which the item's work began. If the item continues an earlier item, the time at which the earlier item's
   * work began. Absent while the item waits for its first lock, except if the item's work is to acquire this lock.
   */
  readonly begunAt?: string;
  /** Time of the last poll. Once the item has ended, the time of its end. */
  readonly polledAt?: string;
  /** Time of the next poll. */
  readonly dueAt?: string;
  /** What the item waits for, as a text for users. */
  readonly reason?: string;
  /** Time since which the item has lacked its lock. The next poll of the item tries to acquire the lock. */
  readonly lockedOutSince?: string;
  /** Sort key of the lock that the item waits for; absent while the item waits for no lock. */
  readonly waitsForLock?: string;
  /** True while the item waits because a quota on work in progress is reached, and after it has failed because this wait took too long. */
  readonly isQueued?: boolean;
  /** True if the item has ended, but some locks are not released yet: the locks of items that are skipped because this item has ended. */
  readonly isReleasing?: boolean;
  /** Time since which each poll of the item has ended with a transient error of a service; absent after any other poll. */
  readonly silentSince?: string;
  readonly state?: State;
  /** Why the item failed: the name of an error, and a text. */
  readonly failure?: { readonly name: string; readonly message: string };
}

/** Progress as read from the table. */
export interface RecordedProgress<State = unknown> extends ItemProgress<State> {
  /** Number that grows with each write. */
  readonly revision: number;
}

/**
 * Ids of the work items for an uploaded file and for a decision. Names of the failures of the file's item: superseded by another
 * upload, or refused.
 */
export const FILE_ITEM = 'file';
export const DECISION_ITEM = 'decision';
export const SUPERSEDED_FILE = 'Superseded';
export const REFUSED_FILE: readonly string[] = ['ResourceConflict', 'OtherFileInForce'];

/** Days for which progress is kept after its last write: longer than any run (a deletion of users may wait for 90 days). */
const KEPT_DAYS = 180;

/** Progress of runs: items `progress#<run id>#<id of the work item>`. */
export class ProgressRecords<State = unknown> {
  constructor(private readonly table: RecordTable) {}

  /** Progress of the run's items that have begun or wait for a lock, by the item's id. */
  async of(datasetGroup: string, run: string): Promise<ReadonlyMap<string, RecordedProgress<State>>> {
    const prefix = prefixOf(run);
    const items = await this.table.query(datasetGroup, { prefix });
    return new Map(items.map((item) => [textOf(item.item).slice(prefix.length), progressOf<State>(item)]));
  }

  async find(datasetGroup: string, run: string, id: string): Promise<RecordedProgress<State> | undefined> {
    const item = await this.table.get({ datasetGroup, item: `${prefixOf(run)}${id}` });
    return item && progressOf<State>(item);
  }

  /**
   * Replaces the progress of an item.
   * @param before progress that was read before; undefined if there was none
   * @returns undefined if nothing was written, because another poll has written in the meantime
   */
  async write(
    { datasetGroup, run, id }: { readonly datasetGroup: string; readonly run: string; readonly id: string },
    progress: ItemProgress<State>,
    before: RecordedProgress<State> | undefined,
    now: Date,
  ): Promise<RecordedProgress<State> | undefined> {
    const { state, failure, ...others } = progress;
    const revision = (before?.revision ?? 0) + 1;
    const key: Key = { datasetGroup, item: `${prefixOf(run)}${id}` };
    const { written } = await this.table.write({
      put: {
        ...present(others),
        ...key,
        ...present({ state: state && JSON.stringify(state), error: failure?.name, cause: failure?.message }),
        revision,
        expiresAt: expiryOf(now.toISOString(), KEPT_DAYS),
      },
      if: before === undefined ? 'attribute_not_exists(#item)' : '#revision = :before',
      values: before === undefined ? {} : { before: before.revision },
    });
    return written ? { ...progress, revision } : undefined;
  }
}

function prefixOf(run: string): string {
  return `progress#${run}#`;
}

function progressOf<State>(item: Attributes): RecordedProgress<State> {
  const { state, error, cause } = optionalTexts(item, 'state', 'error', 'cause');
  return {
    status: item.status as ItemProgress['status'],
    ...optionalTexts(
      item,
      'title',
      'begunAt',
      'polledAt',
      'dueAt',
      'reason',
      'lockedOutSince',
      'waitsForLock',
      'silentSince',
    ),
    ...present({
      isQueued: item.isQueued === true ? true : undefined,
      isReleasing: item.isReleasing === true ? true : undefined,
      place: optionalNumber(item.place),
      state: state === undefined ? undefined : (JSON.parse(state) as State),
      failure: error === undefined ? undefined : { name: error, message: cause ?? '' },
    }),
    revision: Number(item.revision),
  };
}
