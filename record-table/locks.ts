import type { ExecutionStatus } from '../aws/execution-status';
import { type Attributes, epochSeconds, type Key, textsOf } from './item';
import type { RecordTable, Written } from './record-table';

/** A lock on what must not be worked on at once. SHARED locks exclude EXCLUSIVE ones, not each other. */
export interface Lock extends Key {
  readonly mode: 'EXCLUSIVE' | 'SHARED';
}

export interface Asker {
  /** ARN of the execution that is to hold it. */
  readonly holder: string;
  readonly now: Date;
  /** Seconds after which it asks again if it does not get it. */
  readonly asksAgainIn: number;
}

export interface LockAttempt {
  readonly held: boolean;
  /** ARNs of the executions that held the lock when it was asked for; none if it has become free since. */
  readonly holders: readonly string[];
}

/** A lock that is not free. */
export interface HeldLock {
  /** ARNs of executions. */
  readonly holders: readonly string[];
  /** When the last of them acquired it; to the second. */
  readonly acquiredAt: Date;
}

/** @returns undefined if it is free */
export async function heldLock(table: Pick<RecordTable, 'get'>, lock: Lock): Promise<HeldLock | undefined> {
  const { holders, acquiredAt } = (await table.get(keyOf(lock))) ?? {};
  if (textsOf(holders).length === 0) return undefined;
  return { holders: textsOf(holders), acquiredAt: new Date(Number(acquiredAt) * 1000) };
}

const FREE = 'attribute_not_exists(#holders)';
/** True of an EXCLUSIVE lock only: its set of holders has one member. */
const HELD_ALONE = 'contains(#holders, :holder) AND #mode = :exclusive';
const NOT_WANTED = '(attribute_not_exists(#wantedUntil) OR #wantedUntil < :now)';

/** Seconds by which one that waits for a lock may be late to ask for it again. */
const LATENESS_SECONDS = 60;

/**
 * Locks as items `lock#...` of the record table: `holders` is the set of executions that hold the lock (one if it is EXCLUSIVE),
 * `mode` how they hold it, `acquiredAt` when the last of them acquired it. Each change is one conditional write, so two executions
 * can never both believe they hold it. While others share a lock, one that wants it for itself is recorded as `wantedUntil` (epoch
 * seconds; it tries again before that): no other execution may then share it, so the sharing ones finish and it acquires the lock.
 */
export class Locks {
  constructor(
    private readonly table: RecordTable,
    private readonly executions: ExecutionStatus,
  ) {}

  /** Asking again while holding the lock is harmless. */
  async acquire(lock: Lock, asker: Asker): Promise<LockAttempt> {
    const { item = {} } = await this.tryToAcquire(lock, asker);
    const holders = textsOf(item.holders);
    if (holders.includes(asker.holder)) return { held: item.mode === lock.mode, holders };
    const again = (await this.removeDead(lock, item)) ? await this.tryToAcquire(lock, asker) : undefined;
    if (again?.written) return { held: true, holders };
    if (lock.mode === 'EXCLUSIVE' && item.mode === 'SHARED') await this.recordWanted(lock, asker);
    return { held: false, holders: textsOf((again?.item ?? item).holders) };
  }

  /**
   * A lock that is not held stays as it is. The last holder leaves no item behind, unless one is waiting for it: holders that
   * were stopped cannot release it, so one that shared it with them does that for them.
   */
  async release(lock: Lock, { holder, now }: Pick<Asker, 'holder' | 'now'>): Promise<void> {
    const key = keyOf(lock);
    if (lock.mode === 'EXCLUSIVE') {
      await this.table.write({ delete: key, if: HELD_ALONE, values: { holder, exclusive: lock.mode } });
      return;
    }
    const { item = {} } = await this.removeHolder(lock, holder);
    await this.removeDead(lock, item);
    await this.table.write({ delete: key, if: `${FREE} AND ${NOT_WANTED}`, values: { now: epochSeconds(now) } });
  }

  async isFree(lock: Lock): Promise<boolean> {
    return (await heldLock(this.table, lock)) === undefined;
  }

  private tryToAcquire(lock: Lock, { holder, now: time }: Asker): Promise<Written> {
    const { mode } = lock;
    const now = epochSeconds(time);
    const update = { update: keyOf(lock), add: { holders: new Set([holder]) } };
    if (mode === 'EXCLUSIVE')
      return this.table.write({ ...update, set: { mode, acquiredAt: now, wantedUntil: undefined }, if: FREE });
    const isOpen = `(${FREE} OR #mode = :mode) AND ${NOT_WANTED}`;
    return this.table.write({ ...update, set: { mode, acquiredAt: now }, if: isOpen, values: { mode, now } });
  }

  /** Not of a lock that has become free meanwhile: the next one who asks for it gets it. */
  private async recordWanted(lock: Lock, { now, asksAgainIn }: Asker): Promise<void> {
    const wantedUntil = epochSeconds(now) + asksAgainIn + LATENESS_SECONDS;
    await this.table.write({ update: keyOf(lock), set: { wantedUntil }, if: 'attribute_exists(#holders)' });
  }

  /** @returns whether the lock may be free now: a dead holder was removed */
  private async removeDead(lock: Lock, item: Attributes): Promise<boolean> {
    const acquiredAt = item.acquiredAt === undefined ? undefined : new Date(Number(item.acquiredAt) * 1000);
    let removed = false;
    for (const holder of textsOf(item.holders)) {
      if (await this.executions.isRunning(holder, acquiredAt)) continue;
      await this.removeHolder(lock, holder);
      removed = true;
    }
    return removed;
  }

  /** Removing the last member of a set removes the attribute, which is what "free" means here. */
  private removeHolder(lock: Lock, holder: string): Promise<Written> {
    const take = { holders: new Set([holder]) };
    return this.table.write({ update: keyOf(lock), take, if: 'contains(#holders, :holder)', values: { holder } });
  }
}

/** Without the mode, which is no part of the key. */
function keyOf({ datasetGroup, item }: Lock): Key {
  return { datasetGroup, item };
}
