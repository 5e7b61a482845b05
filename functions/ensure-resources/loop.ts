import { describeError } from '../../lib/aws/service-of';
import { obstacleOf } from '../../lib/reconciler/apply/obstacle';
import { waitForRetry } from '../../lib/reconciler/apply/polling-interval';
import { waitedTooLong } from '../../lib/reconciler/apply/wait-limits';
import { WaitedTooLong } from '../../lib/reconciler/errors';
import type { StepState } from '../../lib/reconciler/step';
import type { WorkItem, WorkLock } from '../../lib/reconciler/work/work-item';
import { present } from '../../lib/record-table/item';
import type { RecordedProgress } from '../../lib/record-table/progress';
import type { Answer, BrokenCheck, ItemCheck } from './answer';
import { type DueTimes, dueTimes, NEVER_POLLED, pollTimes } from './due';
import { failureOfItem, failureOfRun } from './failures';
import { LockNeeds } from './lock-needs';
import type { RunLocks } from './run-locks';
import { hasEnded, Stages } from './stages';
import type { StepProgress, WorkPoll, WorkState } from './work-poll';

type Known = RecordedProgress<WorkState>;

export interface LoopServices {
  readonly progress: {
    of(): Promise<ReadonlyMap<string, Known>>;
    /** @returns undefined if another wake-up has written the item's progress in the meantime */
    write(id: string, progress: StepProgress, before: Known | undefined, now: Date): Promise<Known | undefined>;
  };
  readonly locks: Pick<RunLocks, 'acquire' | 'release'>;
  /**
   * Takes the next step of an item.
   * @param before progress of the item; `begunAt` is set, and is the same at each poll of the item
   * @param known progress of all items
   * @param isFirst true if no earlier wake-up has begun to poll the item, or an item that it continues
   * @throws any error. Transient errors and ResourceInUse are retried for an hour. Other errors fail the item.
   */
  readonly poll: (
    item: WorkItem,
    before: StepProgress,
    known: ReadonlyMap<string, StepProgress>,
    isFirst: boolean,
  ) => Promise<WorkPoll>;
  /** True if this is the newest wake-up of the run, and the run has not ended. */
  readonly isNewest: () => Promise<boolean>;
  readonly clock: () => Date;
}

/** Milliseconds after the start of a wake-up in which polls may begin. The next wake-up polls the remaining items. */
const BUDGET = 25_000;

/** Seconds until the next wake-up if this one is {@link Outdated}. */
const SOON = 5;

/**
 * Thrown if a newer wake-up of the run has begun, if another wake-up has polled the same item, or if the run has ended.
 */
class Outdated extends Error {
  override readonly name = 'Outdated';
}

/**
 * Polls each item of a run that is due, or may join an item that is due, at most once. If an item fails, the items that
 * need it are skipped. If it has waited too long for a quota, so are the items that would use this quota but have not
 * begun.
 * @param broken row checks that an earlier wake-up requested, and that could not be carried out
 */
export async function wakeUp(
  list: readonly WorkItem[],
  services: LoopServices,
  broken: readonly BrokenCheck[] = [],
): Promise<Answer> {
  return new WakeUp(list, new Map(await services.progress.of()), services).take(broken);
}

class WakeUp {
  private readonly stages: Stages;
  private readonly needs: LockNeeds;
  private readonly places: ReadonlyMap<WorkItem, number>;
  private readonly times = new Map<string, DueTimes>();
  private readonly checks: ItemCheck[] = [];

  constructor(
    private readonly list: readonly WorkItem[],
    private readonly known: Map<string, Known>,
    private readonly services: LoopServices,
  ) {
    this.stages = new Stages(list, known);
    this.needs = new LockNeeds(list, this.stages);
    this.places = new Map(list.map((item, place) => [item, place]));
    for (const [id, progress] of known) this.times.set(id, dueTimes(progress));
  }

  async take(broken: readonly BrokenCheck[]): Promise<Answer> {
    const { clock } = this.services;
    const start = clock().getTime();
    try {
      await this.releaseLeft();
      for (const { id, cause } of broken) await this.failCheck(id, cause);
      const polled = new Set<WorkItem>();
      while (clock().getTime() - start <= BUDGET) {
        const next = this.firstDue(start, polled);
        if (next === undefined) break;
        polled.add(next);
        await this.pollItem(next);
      }
    } catch (error) {
      if (error instanceof Outdated) return { status: 'WAIT', waitSeconds: SOON, ...(broken.length > 0 && { broken }) };
      throw error;
    }
    return this.answer();
  }

  private answer(): Answer {
    if (this.list.every(({ id }) => hasEnded(this.stages.of(id)))) {
      const failure = failureOfRun(this.list, this.known);
      return failure === undefined ? { status: 'READY' } : { status: 'FAILED', failure };
    }
    const now = this.services.clock().getTime();
    let due = Number.POSITIVE_INFINITY;
    for (const item of this.stages.open) due = Math.min(due, this.timesOf(item).due);
    if (due === Number.POSITIVE_INFINITY)
      throw new Error('The run has unfinished work items, but none of them can be polled.');
    const waitSeconds = Math.max(1, Math.ceil((due - now) / 1000));
    return this.checks.length > 0
      ? { status: 'CHECK', checks: this.checks, waitSeconds }
      : { status: 'WAIT', waitSeconds };
  }

  /**
   * The item that is due first. Only items that may be polled now, and that this wake-up has not polled yet, are
   * considered.
   */
  private firstDue(now: number, polled: ReadonlySet<WorkItem>): WorkItem | undefined {
    let first: WorkItem | undefined;
    for (const item of this.stages.open)
      if (!polled.has(item) && this.timesOf(item).joins <= now && (!first || this.order(item, first) < 0)) first = item;
    return first;
  }

  private order(one: WorkItem, other: WorkItem): number {
    return this.timesOf(one).due - this.timesOf(other).due || this.placeOf(one) - this.placeOf(other);
  }

  private timesOf({ id }: WorkItem): DueTimes {
    return this.times.get(id) ?? NEVER_POLLED;
  }

  private placeOf(item: WorkItem): number {
    return this.places.get(item) ?? 0;
  }

  private async pollItem(item: WorkItem): Promise<void> {
    const { poll } = this.services;
    const before = this.known.get(item.id);
    const begun = await this.begin(item, before);
    if (begun?.begunAt === undefined) return;
    const isFirst = (before?.begunAt ?? this.continued(item).begunAt) === undefined;
    const found = await poll(item, begun, this.known, isFirst).catch((error: unknown) => {
      if (error instanceof Error) return error;
      throw error;
    });
    if (found instanceof Error) return this.noteError(item, begun, found);
    const { check } = found;
    // Imports of the Items and Interactions datasets may request the same check. Only the first request is kept. The
    // other import requests the check again at its next poll.
    const isRequested = this.checks.some((each) => each.check.fingerprint === check?.fingerprint);
    if (check !== undefined && !isRequested) this.checks.push({ id: item.id, check });
    await this.note(item, begun, found);
  }

  /**
   * Transient errors and ResourceInUse are retried for an hour; other errors fail the item at once. Even operations that only read tags or
   * metrics may answer ResourceInUse.
   */
  private async noteError(item: WorkItem, begun: Known, error: Error): Promise<void> {
    const now = this.services.clock();
    const since = new Date(begun.silentSince ?? now);
    const obstacle = obstacleOf(error);
    const mayPass = obstacle === 'NO_ANSWER' || obstacle === 'IN_USE';
    const failure = mayPass ? waitedTooLong(item.title, error, since, now) : error;
    if (failure !== undefined) {
      const isQueued = (failure instanceof WaitedTooLong && waitsForQuota(begun)) || undefined;
      const ended = { status: 'FAILED', failure: failureOfItem(item, failure) } as const;
      return this.end(item, { ...begun, ...present({ isQueued }), ...ended });
    }
    const reason = describeError(error);
    const silent = { silentSince: since.toISOString(), reason, ...pollTimes(now, waitForRetry(since, now)) };
    await this.write(item, { ...begun, ...silent });
  }

  /**
   * Acquires the lock that the item needs, and records when its work began.
   * @returns undefined if the item waits for the lock, or has waited too long
   * @throws Outdated if a newer wake-up has begun, or the run has ended
   */
  private async begin(item: WorkItem, before: Known | undefined): Promise<Known | undefined> {
    if (before?.begunAt !== undefined && !before.isQueued && before.lockedOutSince === undefined) {
      await this.assertNewest();
      return before;
    }
    const now = this.services.clock();
    if (item.lock !== undefined && !(await this.acquire(item, item.lock, before, now))) return undefined;
    if (item.lock === undefined) await this.assertNewest();
    const { lockedOutSince: _, waitsForLock: __, isQueued: ___, ...unlocked } = before ?? {};
    return this.write(item, { begunAt: now.toISOString(), ...this.continued(item), ...unlocked, status: 'OPEN' });
  }

  /** @returns false if the item waits for its lock, or has waited too long */
  private async acquire(item: WorkItem, lock: WorkLock, before: Known | undefined, now: Date): Promise<boolean> {
    const since = before?.lockedOutSince ?? now.toISOString();
    const answer = await this.services.locks.acquire(lock, new Date(since), now);
    if (answer.held) {
      await this.assertNewest();
      return true;
    }
    // The run may already hold this lock in SHARED mode. The run releases the lock if no other item of the run needs
    // it. If the run kept the lock, it could block a run that waits for the lock in EXCLUSIVE mode, and both would wait
    // for each other.
    if (!this.needs.isNeeded(lock, item.id)) await this.release([lock]);
    const { waitSeconds, failure } = answer;
    if (failure !== undefined)
      await this.end(item, { ...before, status: 'FAILED', failure: failureOfItem(item, failure) });
    else {
      const waiting = { lockedOutSince: since, waitsForLock: lock.item, ...pollTimes(now, waitSeconds) };
      await this.write(item, { ...before, status: 'OPEN', ...waiting });
    }
    return false;
  }

  /** State and start of the earlier item that this item continues; empty if this item continues no other item. */
  private continued({ work }: WorkItem): Pick<StepProgress, 'state' | 'begunAt'> {
    const earlier =
      work.kind === 'RESOURCE' && work.continues !== undefined ? this.known.get(work.continues) : undefined;
    return present({ state: earlier?.state, begunAt: earlier?.begunAt });
  }

  private async note(item: WorkItem, begun: Known, found: WorkPoll): Promise<void> {
    const { status, waitSeconds = 0, state, reason } = found;
    const now = this.services.clock();
    const { isQueued: _, silentSince: __, reason: ___, waitsForLock: ____, ...before } = begun;
    const polled = { ...before, ...present({ state, waitsForLock: found.waitsForLock }) };
    if (status === 'READY' || status === 'FAILED')
      return this.end(item, { ...polled, status, ...present({ failure: found.failure }) });
    const isQueued = status === 'QUOTA';
    const after = {
      ...polled,
      ...present({ reason, isQueued: isQueued || undefined }),
      ...pollTimes(now, waitSeconds),
    };
    await (isQueued ? this.releaseAndWrite(item, after) : this.write(item, after));
  }

  private async end(item: WorkItem, ended: StepProgress): Promise<void> {
    const { dueAt: _, ...rest } = ended;
    await this.releaseAndWrite(item, { ...rest, polledAt: this.services.clock().toISOString() });
    // An item that has waited for the quota in vain never used the quota, so its end frees nothing for other items.
    if (ended.isQueued !== true) await this.retryQueued(item);
  }

  /**
   * Writes an item's progress, and releases the locks that no item needs any more. The item's own lock is released
   * before the write: an ended item is not polled again, so an interruption after the write could leave the lock held.
   * Before this release, `lockedOutSince` is recorded: if the wake-up is interrupted then, the next poll acquires the lock
   * again. The end of the item may cause other items to be skipped. Locks that only skipped items needed are released after
   * the write: if the write failed, the next poll of this item would not acquire these locks again. `isReleasing` marks
   * the progress until these locks are released.
   */
  private async releaseAndWrite(item: WorkItem, after: StepProgress): Promise<void> {
    const before = this.known.get(item.id);
    const skipped = this.stages.note(item, after).filter((each) => each !== item);
    const own = this.unneeded([item]);
    if (own.length > 0 && before !== undefined) {
      await this.record(item, { lockedOutSince: this.services.clock().toISOString(), ...before });
      await this.release(own);
    }
    const left = this.unneeded(skipped).filter((lock) => lock.item !== item.lock?.item);
    if (left.length === 0) return void (await this.write(item, after));
    await this.write(item, { ...after, isReleasing: true });
    await this.release(left);
    await this.write(item, after);
  }

  /** Releases locks that an interrupted wake-up should have released. */
  private async releaseLeft(): Promise<void> {
    for (const item of this.list) {
      const { isReleasing, ...progress } = this.known.get(item.id) ?? { status: 'OPEN' };
      if (!isReleasing) continue;
      await this.release(this.unneeded(this.list));
      await this.write(item, progress);
    }
  }

  /** Locks of these items that the run may hold but no longer needs, without duplicates. */
  private unneeded(items: readonly WorkItem[]): readonly WorkLock[] {
    const locks = new Map(items.flatMap(({ lock }) => (lock === undefined ? [] : [[lock.item, lock]])));
    return [...locks.values()].filter((lock) => this.needs.mayBeHeld(lock) && !this.needs.isNeeded(lock));
  }

  private async release(locks: readonly WorkLock[]): Promise<void> {
    if (locks.length === 0) return;
    await this.assertNewest();
    for (const lock of locks) await this.services.locks.release(lock, this.services.clock());
  }

  /**
   * Only the newest wake-up may release locks or poll an item, because only the newest wake-up has read everything that
   * earlier wake-ups have begun.
   * @throws Outdated if another wake-up has begun since, or the run has ended
   */
  private async assertNewest(): Promise<void> {
    if (!(await this.services.isNewest())) throw new Outdated();
  }

  /**
   * Makes items that wait for a quota due at once, when other work under the same quota has ended. The time limit of
   * their wait begins anew.
   */
  private async retryQueued({ work }: WorkItem): Promise<void> {
    if (work.kind !== 'RESOURCE') return;
    const dueAt = this.services.clock().toISOString();
    for (const other of [...this.stages.queued]) {
      const progress = this.known.get(other.id);
      const isSame = other.work.kind === 'RESOURCE' && other.work.resource.type === work.resource.type;
      if (!isSame || progress === undefined) continue;
      const { waitingSince: _, ...state } = { result: 'UNCHANGED', ...progress.state } as StepState;
      await this.write(other, { ...progress, dueAt, polledAt: dueAt, state });
    }
  }

  private async failCheck(id: string, cause: string): Promise<void> {
    const item = this.list.find((each) => each.id === id);
    const before = this.known.get(id);
    if (item === undefined || before?.status !== 'OPEN') return;
    await this.end(item, { ...before, status: 'FAILED', failure: failureOfItem(item, new Error(cause)) });
  }

  /** @throws Outdated if another wake-up has written in the meantime */
  private async write(item: WorkItem, progress: StepProgress): Promise<Known> {
    const written = await this.record(item, progress);
    this.stages.note(item, written);
    return written;
  }

  /**
   * Writes progress, without updating the item's stage.
   * @throws Outdated as {@link write}
   */
  private async record(item: WorkItem, progress: StepProgress): Promise<Known> {
    const named = { place: this.placeOf(item), ...progress, title: item.title };
    const written = await this.services.progress.write(item.id, named, this.known.get(item.id), this.services.clock());
    if (written === undefined) throw new Outdated();
    this.known.set(item.id, written);
    this.times.set(item.id, dueTimes(written));
    return written;
  }
}

/**
 * True if a quota was reached at the last poll that wrote a state. `isQueued` does not show this, because it is removed
 * when a poll begins.
 */
function waitsForQuota({ state }: StepProgress): boolean {
  return (state as StepState | undefined)?.waitingSince?.QUOTA !== undefined;
}
