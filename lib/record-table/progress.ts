import { type Attributes, expiryOf, type Key, optionalNumber, optionalTexts, present, textOf } from './item';
import type { RecordTable } from './record-table';

/** How far an item of work of a run is. Times are ISO. */
export interface Progress<State = unknown> {
  readonly status: 'OPEN' | 'READY' | 'FAILED';
  /** What the item is about, as messages name it: `campaign 'top-picks'`. */
  readonly title?: string;
  /** Its place in the list of work, from 0. */
  readonly place?: number;
  /** When its work began; absent while it waits for its first lock, if that is not its own work to acquire it. */
  readonly begunAt?: string;
  /** When it was last polled, and is to be polled again. */
  readonly polledAt?: string;
  readonly dueAt?: string;
  /** What it waits for, in words. */
  readonly reason?: string;
  /** Since when it has had no locks, so that its next poll acquires them: it waits for one, or they were released before its end is recorded. */
  readonly lockedOutSince?: string;
  /** The lock that it waits for, an item of the record table; absent while it waits for none. */
  readonly waitsForLock?: string;
  /** True while a quota on work in progress is reached. */
  readonly isQueued?: boolean;
  /** Since when a service does not answer; absent while all do. */
  readonly silentSince?: string;
  readonly state?: State;
  /** Why it failed: the name of an error, and a text. */
  readonly failure?: { readonly name: string; readonly message: string };
}

/** Progress as it was read. */
export interface RecordedProgress<State = unknown> extends Progress<State> {
  /** Grows with each write. */
  readonly revision: number;
}

/** Id of the item of an uploaded file, and the names of its failures if another upload has superseded it, or if it was refused. */
export const FILE_ITEM = 'file';
export const SUPERSEDED_FILE = 'Superseded';
export const REFUSED_FILE: readonly string[] = ['ResourceConflict', 'OtherFileInForce'];

/** Days for which progress is kept after it was last written: longer than any run, of which a deletion of users may wait 90 days. */
const KEPT_DAYS = 180;

/** Progress of runs: items `progress#<run id>#<id of the work item>`. */
export class ProgressRecords<State = unknown> {
  constructor(private readonly table: RecordTable) {}

  /** Progress of a run's items that have begun, or wait for a lock, by their ids. */
  async of(datasetGroup: string, run: string): Promise<ReadonlyMap<string, RecordedProgress<State>>> {
    const prefix = prefixOf(run);
    const items = await this.table.query(datasetGroup, { prefix });
    return new Map(items.map((item) => [textOf(item.item).slice(prefix.length), progressOf<State>(item)]));
  }

  /** Progress of one item. */
  async find(datasetGroup: string, run: string, id: string): Promise<RecordedProgress<State> | undefined> {
    const item = await this.table.get({ datasetGroup, item: `${prefixOf(run)}${id}` });
    return item && progressOf<State>(item);
  }

  /**
   * Writes an item's progress in place of what was read.
   * @param before undefined if there was none
   * @returns undefined, and writes nothing, if another poll has written meanwhile
   */
  async write(
    { datasetGroup, run, id }: { readonly datasetGroup: string; readonly run: string; readonly id: string },
    progress: Progress<State>,
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
    status: item.status as Progress['status'],
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
      place: optionalNumber(item.place),
      state: state === undefined ? undefined : (JSON.parse(state) as State),
      failure: error === undefined ? undefined : { name: error, message: cause ?? '' },
    }),
    revision: Number(item.revision),
  };
}
