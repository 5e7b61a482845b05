import type { WorkItem, WorkLock } from '../../lib/reconciler/work/work-item';
import { groupItems, hasEnded, type Stages } from './stages';

/** Locks that the unfinished items of a run need. */
export class LockNeeds {
  private readonly byLock: ReadonlyMap<string, readonly WorkItem[]>;

  constructor(
    list: readonly WorkItem[],
    private readonly stages: Stages,
  ) {
    this.byLock = groupItems(list, ({ lock }) => (lock === undefined ? [] : [lock.item]));
  }

  /** @param except id of an item to ignore */
  isNeeded(lock: WorkLock, except?: string): boolean {
    return (this.byLock.get(lock.item) ?? []).some((item) => item.id !== except && this.needs(item));
  }

  /** True if the run may hold the lock, because an item with this lock has begun. */
  mayBeHeld(lock: WorkLock): boolean {
    return (this.byLock.get(lock.item) ?? []).some(({ id }) => this.stages.progressOf(id)?.begunAt !== undefined);
  }

  /**
   * True if an item needs its lock. An item that has ended, that waits for a quota, or that is HELD_BACK needs no lock. An item needs a
   * shared lock only once the item has begun: otherwise trainings that begin one after the other would keep imports waiting for days.
   */
  private needs({ id, lock }: WorkItem): boolean {
    const stage = this.stages.of(id);
    const { begunAt, isQueued, lockedOutSince } = this.stages.progressOf(id) ?? {};
    if (hasEnded(stage) || stage === 'HELD_BACK' || isQueued) return false;
    return lock?.mode === 'EXCLUSIVE' || (begunAt !== undefined && lockedOutSince === undefined);
  }
}
