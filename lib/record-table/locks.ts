import type { ExecutionStatus } from '../aws/execution-status';
import { type Attributes, epochSeconds, type Key, textOf, textsOf } from './item';
import type { RecordTable, Written } from './record-table';

/** A lock on what must not be worked on at once. SHARED locks exclude EXCLUSIVE ones, not each other. */
export interface Lock extends Key {
  readonly mode: 'EXCLUSIVE' | 'SHARED';
}

/** A run, and the execution that works for it: a lock is taken over only when neither is running any more. Both are ARNs. */
export interface Holder {
  readonly run: string;
  readonly execution: string;
}

export interface Asker {
  readonly holder: Holder;
  readonly now: Date;
  /** Seconds after which it asks again if it does not get it. */
  readonly asksAgainIn: number;
}

export interface LockAttempt {
  readonly held: boolean;
  /** ARNs of the runs that held the lock when it was asked for; none if it has become free since. */
  readonly holders: readonly string[];
}

/** A lock that is not free. */
export interface HeldLock {
  /** ARNs of runs. */
  readonly holders: readonly string[];
  /** When the last of them acquired it; to the second. */
  readonly acquiredAt: Date;
}

/** @returns undefined if it is free */
export async function heldLock(table: Pick<RecordTable, 'get'>, lock: Key): Promise<HeldLock | undefined> {
  const { holders, acquiredAt } = (await table.get(keyOf(lock))) ?? {};
  if (textsOf(holders).length === 0) return undefined;
  return { holders: textsOf(holders).map(runOf), acquiredAt: new Date(Number(acquiredAt) * 1000) };
}

/** The holder as a member of an item's set. */
function textOfHolder({ run, execution }: Holder): string {
  return `${run} ${execution}`;
}

function runOf(text: string): string {
  return text.split(' ')[0] ?? '';
}

const FREE = 'attribute_not_exists(#holders)';
const NOT_WANTED = '(attribute_not_exists(#wantedUntil) OR #wantedUntil < :now)';

/** Seconds by which one that waits for a lock may be late to ask for it again. */
const LATENESS_SECONDS = 60;

/**
 * Locks as items `lock#...` of the record table: `holders` is the set of runs that hold the lock, each with the execution that acquired it (one
 * if it is EXCLUSIVE), `mode` how they hold it, `acquiredAt` when the last of them acquired it. Each change is one conditional write, so two
 * runs can never both believe they hold it. While a lock is held, one that wants it for itself is recorded as `wantedUntil` (epoch
 * seconds; it tries again before that): nothing else may then share it, so the others finish and it acquires the lock.
 */
export class Locks {
  constructor(
    private readonly table: RecordTable,
    private readonly executions: Pick<ExecutionStatus, 'isRunning'>,
  ) {}

  /** A run that holds an EXCLUSIVE lock acquires it again; a SHARED one only while no other run waits for it. */
  async acquire(lock: Lock, asker: Asker): Promise<LockAttempt> {
    const { written, item = {} } = await this.tryToAcquire(lock, asker);
    const holders = textsOf(item.holders).map(runOf);
    if (written || (lock.mode === 'EXCLUSIVE' && item.mode === lock.mode && holders.includes(asker.holder.run)))
      return { held: true, holders };
    const again = (await this.removeDead(lock, item)) ? await this.tryToAcquire(lock, asker) : undefined;
    if (again?.written) return { held: true, holders };
    if (lock.mode === 'EXCLUSIVE') await this.recordWanted(lock, asker);
    return { held: false, holders: textsOf((again?.item ?? item).holders).map(runOf) };
  }

  /**
   * Releases a lock that the run holds in any mode, in whichever of its executions it acquired it. The last holder leaves no item behind,
   * unless one is waiting for it: holders that were stopped cannot release it, so one that shared it with them does that for them.
   * @param run ARN
   */
  async release(lock: Key, run: string, now: Date): Promise<void> {
    let own = await this.holderOf(lock, run);
    if (own === undefined) return;
    while (own !== undefined) {
      const { item = {} } = await this.removeHolder(lock, own);
      await this.removeDead(lock, item);
      own = await this.holderOf(lock, run);
    }
    const key = keyOf(lock);
    await this.table.write({ delete: key, if: `${FREE} AND ${NOT_WANTED}`, values: { now: epochSeconds(now) } });
  }

  /** The run as a member of the lock's set of holders; undefined if it holds none. @param run ARN */
  async holderOf(lock: Key, run: string): Promise<string | undefined> {
    return textsOf((await this.table.get(keyOf(lock)))?.holders).find((holder) => runOf(holder) === run);
  }

  /** Releases every lock of the dataset group that the run holds. @param run ARN */
  async releaseAll(datasetGroup: string, run: string, now: Date): Promise<void> {
    for (const { item, holders } of await this.table.query(datasetGroup, { prefix: PREFIX }))
      if (textsOf(holders).some((holder) => runOf(holder) === run))
        await this.release({ datasetGroup, item: textOf(item) }, run, now);
  }

  private tryToAcquire(lock: Lock, { holder, now: time }: Asker): Promise<Written> {
    const { mode } = lock;
    const now = epochSeconds(time);
    const update = { update: keyOf(lock), add: { holders: new Set([textOfHolder(holder)]) } };
    if (mode === 'EXCLUSIVE')
      return this.table.write({ ...update, set: { mode, acquiredAt: now, wantedUntil: undefined }, if: FREE });
    const isOpen = `(${FREE} OR #mode = :mode) AND ${NOT_WANTED}`;
    return this.table.write({ ...update, set: { mode, acquiredAt: now }, if: isOpen, values: { mode, now } });
  }

  /** Does nothing to a lock that has become free meanwhile: the next one who asks for it gets it. */
  private async recordWanted(lock: Lock, { now, asksAgainIn }: Asker): Promise<void> {
    const wantedUntil = epochSeconds(now) + asksAgainIn + LATENESS_SECONDS;
    await this.table.write({ update: keyOf(lock), set: { wantedUntil }, if: 'attribute_exists(#holders)' });
  }

  /** @returns true if the lock may be free now: a dead holder was removed */
  private async removeDead(lock: Key, item: Attributes): Promise<boolean> {
    const acquiredAt = item.acquiredAt === undefined ? undefined : new Date(Number(item.acquiredAt) * 1000);
    let removed = false;
    for (const holder of textsOf(item.holders)) {
      const [run = '', execution = run] = holder.split(' ');
      if (await this.executions.isRunning(run, acquiredAt)) continue;
      if (execution !== run && (await this.executions.isRunning(execution, acquiredAt))) continue;
      await this.removeHolder(lock, holder);
      removed = true;
    }
    return removed;
  }

  /** Removing the last member of a set removes the attribute, which is what "free" means here. */
  private removeHolder(lock: Key, holder: string): Promise<Written> {
    const take = { holders: new Set([holder]) };
    return this.table.write({ update: keyOf(lock), take, if: 'contains(#holders, :holder)', values: { holder } });
  }
}

const PREFIX = 'lock#';

/** Without the mode, which is no part of the key. */
function keyOf({ datasetGroup, item }: Key): Key {
  return { datasetGroup, item };
}
