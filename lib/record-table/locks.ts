import type { ExecutionStatus } from '../aws/execution-status';
import { type Attributes, epochSeconds, type Key, textOf, textsOf } from './item';
import type { RecordTable, Written } from './record-table';

/**
 * A lock for work that must not overlap. An EXCLUSIVE lock excludes all others. SHARED locks exclude EXCLUSIVE locks,
 * but not each other.
 */
export interface Lock extends Key {
  readonly mode: 'EXCLUSIVE' | 'SHARED';
}

/**
 * A run, and the execution that works for it, both as ARNs. Another run may take over a lock only when neither this run nor
 * this execution is running.
 */
export interface Holder {
  readonly run: string;
  readonly execution: string;
}

export interface LockRequest {
  readonly holder: Holder;
  readonly now: Date;
  /** Seconds until the next attempt if the lock is not free. */
  readonly retryInSeconds: number;
}

export interface LockAttempt {
  readonly held: boolean;
  /** ARNs of the runs that hold the lock, if the attempt failed. Empty if the lock is free, but reserved for a run that waits for it. */
  readonly holders: readonly string[];
}

/** A lock that is not free. */
export interface HeldLock {
  /** ARNs of the runs that hold the lock. */
  readonly holders: readonly string[];
  /** Time at which the last of their executions acquired the lock, to the second. */
  readonly acquiredAt: Date;
}

/** @returns undefined if the lock is free */
export async function heldLock(table: RecordTable, lock: Key): Promise<HeldLock | undefined> {
  const { holders, acquiredAt } = (await table.get(keyOf(lock))) ?? {};
  if (textsOf(holders).length === 0) return undefined;
  return { holders: textsOf(holders).map(runOf), acquiredAt: new Date(Number(acquiredAt) * 1000) };
}

/** The holder's entry in the set `holders` of a lock's item. */
function textOfHolder({ run, execution }: Holder): string {
  return `${run} ${execution}`;
}

function runOf(text: string): string {
  return text.split(' ')[0] ?? '';
}

const FREE = 'attribute_not_exists(#holders)';
const NOT_WANTED = '(attribute_not_exists(#wantedUntil) OR #wantedUntil < :now)';

/** Seconds by which the next attempt of a waiting run may be late. */
const LATENESS_SECONDS = 60;

/**
 * Locks as items `lock#...` of the record table. Each change is one conditional write, so two runs never both hold an
 * EXCLUSIVE lock. Times are in seconds since 1970.
 * - `holders`: the runs that hold the lock, each with the execution that works for the run
 * - `mode`: the mode in which these runs hold the lock
 * - `acquiredAt`: when the last of these executions acquired the lock
 * - `wantedUntil`: until this time, SHARED requests are not granted. A run whose EXCLUSIVE request has to wait sets
 * this time, and tries again before it. The next EXCLUSIVE request replaces or removes the time, even if another run
 * has set the time.
 */
export class Locks {
  constructor(
    private readonly table: RecordTable,
    private readonly executions: Pick<ExecutionStatus, 'isRunning'>,
  ) {}

  /**
   * Acquires a lock. A run that holds the lock EXCLUSIVE acquires it again. A run that shares the lock acquires it
   * again only while no other run waits for the lock.
   */
  async acquire(lock: Lock, asker: LockRequest): Promise<LockAttempt> {
    const { written, item = {} } = await this.tryToAcquire(lock, asker);
    const holders = textsOf(item.holders).map(runOf);
    if (written) return { held: true, holders };
    if (lock.mode === 'EXCLUSIVE' && item.mode === lock.mode && holders.includes(asker.holder.run))
      return { held: true, holders };
    const again = (await this.removeDead(lock, item)) ? await this.tryToAcquire(lock, asker) : undefined;
    if (again?.written) return { held: true, holders };
    if (lock.mode === 'EXCLUSIVE') await this.recordWanted(lock, asker);
    return { held: false, holders: textsOf((again?.item ?? item).holders).map(runOf) };
  }

  /**
   * Releases a lock if the run holds it, in any mode and by any of its executions. Also removes stopped runs that share
   * the lock, because stopped runs cannot release it. Deletes the lock's item if no run holds the lock and none waits for it.
   * @param run ARN
   */
  async release(lock: Key, run: string, now: Date): Promise<void> {
    let own = await this.holderOf(lock, run);
    while (own !== undefined) {
      const { item = {} } = await this.removeHolder(lock, own);
      await this.removeDead(lock, item);
      own = await this.holderOf(lock, run);
    }
    const key = keyOf(lock);
    await this.table.write({ delete: key, if: `${FREE} AND ${NOT_WANTED}`, values: { now: epochSeconds(now) } });
  }

  /**
   * The run's entry in the lock's set of holders; undefined if the run does not hold the lock.
   * @param run ARN
   */
  async holderOf(lock: Key, run: string): Promise<string | undefined> {
    return textsOf((await this.table.get(keyOf(lock)))?.holders).find((holder) => runOf(holder) === run);
  }

  /**
   * Releases every lock of the dataset group that the run holds. Also deletes items of locks that no run holds. Such an
   * item remains if a function dies between the two writes of a release.
   * @param run ARN
   */
  async releaseAll(datasetGroup: string, run: string, now: Date): Promise<void> {
    for (const { item, holders } of await this.table.query(datasetGroup, { prefix: PREFIX })) {
      const runs = textsOf(holders).map(runOf);
      if (runs.length === 0 || runs.includes(run)) await this.release({ datasetGroup, item: textOf(item) }, run, now);
    }
  }

  /**
   * Replaces earlier executions of a run by its current execution, in all locks of the dataset group that the run holds.
   * The locks must name the current execution, because another run may take over a lock when the named run and execution
   * have ended.
   */
  async enter(datasetGroup: string, holder: Holder, now: Date): Promise<void> {
    const own = textOfHolder(holder);
    for (const { item, holders } of await this.table.query(datasetGroup, { prefix: PREFIX })) {
      const lock = { datasetGroup, item: textOf(item) };
      for (const earlier of textsOf(holders).filter((each) => runOf(each) === holder.run && each !== own)) {
        const { written } = await this.table.write({
          update: keyOf(lock),
          add: { holders: new Set([own]) },
          set: { acquiredAt: epochSeconds(now) },
          if: 'contains(#holders, :earlier)',
          values: { earlier },
        });
        // If the earlier execution has entered again and removed this one, the earlier one stays: the run never loses the lock.
        const take = { holders: new Set([earlier]) };
        const both = 'contains(#holders, :earlier) AND contains(#holders, :own)';
        if (written) await this.table.write({ update: keyOf(lock), take, if: both, values: { earlier, own } });
      }
    }
  }

  private tryToAcquire(lock: Lock, { holder, now: time }: LockRequest): Promise<Written> {
    const { mode } = lock;
    const now = epochSeconds(time);
    const update = { update: keyOf(lock), add: { holders: new Set([textOfHolder(holder)]) } };
    if (mode === 'EXCLUSIVE')
      return this.table.write({ ...update, set: { mode, acquiredAt: now, wantedUntil: undefined }, if: FREE });
    const isOpen = `(${FREE} OR #mode = :mode) AND ${NOT_WANTED}`;
    return this.table.write({ ...update, set: { mode, acquiredAt: now }, if: isOpen, values: { mode, now } });
  }

  /** Records that a run waits for a lock. Does nothing if the lock has become free, because the next attempt then acquires it. */
  private async recordWanted(lock: Lock, { now, retryInSeconds }: LockRequest): Promise<void> {
    const wantedUntil = epochSeconds(now) + retryInSeconds + LATENESS_SECONDS;
    await this.table.write({ update: keyOf(lock), set: { wantedUntil }, if: 'attribute_exists(#holders)' });
  }

  /**
   * Removes holders whose run and execution have ended.
   * @returns true if a holder was removed, so that the lock may be free now
   */
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

  /** Removes a holder. Removing the last member of a set removes the attribute, which makes the lock free. */
  private removeHolder(lock: Key, holder: string): Promise<Written> {
    const take = { holders: new Set([holder]) };
    return this.table.write({ update: keyOf(lock), take, if: 'contains(#holders, :holder)', values: { holder } });
  }
}

const PREFIX = 'lock#';

/** The key of a lock's item. The lock's mode is not part of the key. */
function keyOf({ datasetGroup, item }: Key): Key {
  return { datasetGroup, item };
}
