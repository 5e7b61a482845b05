import { describeError } from '../../aws/service-of';
import { isTransientError } from '../../aws/transient-errors';
import { waitForRetry } from '../../reconciler/apply/polling-interval';
import { waitedTooLong } from '../../reconciler/apply/wait-limits';
import { type DataCheck, WaitedTooLong } from '../../reconciler/errors';
import type { ResourceReference } from '../../reconciler/resource-reference';
import type { StepState } from '../../reconciler/step';
import type { WorkItem } from '../../reconciler/work/work-item';
import { present } from '../../record-table/item';
import type { RecordedProgress } from '../../record-table/progress';
import { failureOfItem, failureOfRun, type RunFailure } from './failures';
import type { RunLocks } from './run-locks';
import { hasEnded, type Stage, stagesOf } from './stages';
import type { StepProgress, WorkPoll, WorkState } from './work-poll';

/** What the state machine does next. */
export interface Answer {
  readonly status: 'READY' | 'FAILED' | 'WAIT' | 'CHECK';
  /** Seconds until the next wake-up, with WAIT and CHECK. */
  readonly waitSeconds?: number;
  /** With CHECK: what is to be checked before the next wake-up. */
  readonly checks?: readonly ItemCheck[];
  /** With FAILED. */
  readonly failure?: RunFailure;
}

/** The rows of an import that are to be checked. */
export interface ItemCheck {
  /** Id of the item of work. */
  readonly id: string;
  readonly resource: ResourceReference;
  readonly check: DataCheck;
}

/** A check of rows that could not be carried out, and why. */
export interface BrokenCheck {
  readonly id: string;
  readonly cause: string;
}

type Known = RecordedProgress<WorkState>;

export interface LoopServices {
  readonly progress: {
    of(): Promise<ReadonlyMap<string, Known>>;
    /** @returns undefined if another poll has written meanwhile */
    write(id: string, progress: StepProgress, before: Known | undefined, now: Date): Promise<Known | undefined>;
  };
  readonly locks: Pick<RunLocks, 'acquire' | 'release'>;
  /**
   * Does what is next for an item.
   * @param before with `begunAt`, the same at each poll of the item
   * @param known progress of all items
   * @throws any error, which fails the item unless it is transient
   */
  readonly poll: (item: WorkItem, before: StepProgress, known: ReadonlyMap<string, StepProgress>) => Promise<WorkPoll>;
  readonly clock: () => Date;
}

/**
 * Milliseconds within which polls begin. Those that are left are made at the next wake-up: even if nothing answers the calls of the
 * last one, which takes 90 s (functions/shared/create-client.ts), it ends before the function's timeout.
 */
const BUDGET = 25_000;

/** Share of its wait after which an item is polled with one that is due. */
const JOINS_AFTER = 0.5;

/** Seconds until the next wake-up if another one of the run has written meanwhile. */
const SOON = 5;

/** Another wake-up of the run has polled the same item: what this one has seen may be outdated. */
class Outdated extends Error {
  override readonly name = 'Outdated';
}

/** Polls the items of a run that are due, once each. An item that fails ends what comes after it, and nothing else. */
export class Loop {
  private known = new Map<string, Known>();
  private readonly checks: ItemCheck[] = [];

  constructor(
    private readonly list: readonly WorkItem[],
    private readonly services: LoopServices,
  ) {}

  /** @param broken checks that were asked for at the last wake-up */
  async wakeUp(broken: readonly BrokenCheck[] = []): Promise<Answer> {
    const { progress, clock } = this.services;
    const start = clock();
    this.known = new Map(await progress.of());
    try {
      for (const { id, cause } of broken) await this.failCheck(id, cause);
      const polled = new Set<string>();
      while (clock().getTime() - start.getTime() <= BUDGET) {
        const next = this.openItems().find(
          ({ id }) => !polled.has(id) && joinsAt(this.known.get(id)) <= start.getTime(),
        );
        if (next === undefined) break;
        polled.add(next.id);
        await this.pollItem(next);
      }
    } catch (error) {
      if (error instanceof Outdated) return { status: 'WAIT', waitSeconds: SOON };
      throw error;
    }
    return this.answer();
  }

  private answer(): Answer {
    const stages = this.stages();
    if (this.list.every(({ id }) => hasEnded(stages.get(id)))) {
      const failure = failureOfRun(this.list, this.known);
      return failure === undefined ? { status: 'READY' } : { status: 'FAILED', failure };
    }
    const dues = this.openItems().map(({ id }) => dueAt(this.known.get(id)));
    const waitSeconds = Math.max(1, Math.ceil((Math.min(...dues) - this.services.clock().getTime()) / 1000));
    return this.checks.length > 0
      ? { status: 'CHECK', checks: this.checks, waitSeconds }
      : { status: 'WAIT', waitSeconds };
  }

  private stages(): ReadonlyMap<string, Stage> {
    return stagesOf(this.list, this.known);
  }

  /** The first due first. */
  private openItems(): readonly WorkItem[] {
    const stages = this.stages();
    const due = ({ id }: WorkItem) => dueAt(this.known.get(id));
    return this.list.filter(({ id }) => stages.get(id) === 'OPEN').sort((one, other) => due(one) - due(other));
  }

  private async pollItem(item: WorkItem): Promise<void> {
    const { poll } = this.services;
    const before = this.known.get(item.id);
    const begun = await this.begin(item, before);
    if (begun?.begunAt === undefined) return;
    const found = await poll(item, begun, this.known).catch((error: unknown) => {
      if (error instanceof Error) return error;
      throw error;
    });
    if (found instanceof Error) return this.noteError(item, begun, found, before?.isQueued ?? false);
    if (item.work.kind === 'RESOURCE' && found.check !== undefined)
      this.checks.push({ id: item.id, resource: item.work.resource, check: found.check });
    await this.note(item, begun, found);
  }

  /** Transient errors are tried again for an hour. */
  private async noteError(item: WorkItem, begun: Known, error: Error, wasQueued: boolean): Promise<void> {
    const now = this.services.clock();
    const since = new Date(begun.silentSince ?? now);
    const failure = isTransientError(error) ? waitedTooLong(item.title, error, since, now) : error;
    if (failure !== undefined) {
      const waited = failure instanceof WaitedTooLong && wasQueued ? { isQueued: true } : {};
      return this.end(item, { ...begun, ...waited, status: 'FAILED', failure: failureOfItem(item, failure) });
    }
    const reason = describeError(error);
    const silent = { silentSince: since.toISOString(), reason, ...pollTimes(now, waitForRetry(since, now)) };
    await this.write(item, { ...begun, ...silent });
  }

  /**
   * Acquires the locks that the item needs, and records when its work began.
   * @returns undefined if it waits for a lock
   */
  private async begin(item: WorkItem, before: Known | undefined): Promise<Known | undefined> {
    const { locks, clock } = this.services;
    if (before?.begunAt !== undefined && !before.isQueued && before.lockedOutSince === undefined) return before;
    const now = clock();
    for (const lock of item.locks) {
      // Another lock is another wait.
      const isSame = before?.waitsForLock === undefined || before.waitsForLock === lock.item;
      const since = (isSame ? before?.lockedOutSince : undefined) ?? now.toISOString();
      const answer = await locks.acquire(lock, new Date(since), now);
      if (answer.held) continue;
      // Nothing of this run may need what it shares: whoever waits for it would wait for nothing.
      if (!this.isNeeded(lock, item.id)) await locks.release(lock, now);
      const { waitSeconds, failure } = answer;
      if (failure !== undefined)
        await this.end(item, { ...before, status: 'FAILED', failure: failureOfItem(item, failure) });
      else {
        const waiting = { lockedOutSince: since, waitsForLock: lock.item, ...pollTimes(now, waitSeconds) };
        await this.write(item, { ...before, status: 'OPEN', ...waiting });
      }
      return undefined;
    }
    const { lockedOutSince: _, waitsForLock: __, isQueued: ___, ...unlocked } = before ?? {};
    return this.write(item, { begunAt: now.toISOString(), ...this.continued(item), ...unlocked, status: 'OPEN' });
  }

  /** Progress of the item that this one continues. */
  private continued({ work }: WorkItem): Pick<StepProgress, 'state' | 'begunAt'> {
    const earlier =
      work.kind === 'RESOURCE' && work.continues !== undefined ? this.known.get(work.continues) : undefined;
    return present({ state: earlier?.state, begunAt: earlier?.begunAt });
  }

  private async note(item: WorkItem, begun: Known, found: WorkPoll): Promise<void> {
    const { status, waitSeconds = 0, state, reason } = found;
    const now = this.services.clock();
    const { isQueued: _, silentSince: __, reason: ___, waitsForLock: ____, ...before } = begun;
    const polled = { ...before, ...present({ state, waitsForLock: found.waitsForLock }), polledAt: now.toISOString() };
    if (status === 'READY' || status === 'FAILED')
      return this.end(item, { ...polled, status, ...present({ failure: found.failure }) });
    const dueAt = new Date(now.getTime() + waitSeconds * 1000).toISOString();
    const isQueued = status === 'QUOTA';
    const after = { ...polled, ...present({ reason, isQueued: isQueued || undefined }), dueAt };
    if (isQueued) await this.releaseUnneeded(item, after);
    await this.write(item, after);
  }

  /** Locks are released before the end is recorded: an item whose end is recorded is polled no more. */
  private async end(item: WorkItem, ended: StepProgress): Promise<void> {
    await this.releaseUnneeded(item, ended);
    const { dueAt: _, ...rest } = ended;
    await this.write(item, rest);
    await this.retryQueued(item);
  }

  /** If this is interrupted, the next poll acquires them again. @throws Outdated if another wake-up has begun what needs them */
  private async releaseUnneeded(item: WorkItem, after: StepProgress): Promise<void> {
    const { locks, clock } = this.services;
    const unneeded = item.locks.filter((lock) => !this.isNeeded(lock, item.id, after));
    const before = this.known.get(item.id);
    if (unneeded.length === 0 || before === undefined) return;
    const now = clock();
    await this.assertCurrent();
    await this.write(item, { lockedOutSince: now.toISOString(), ...before });
    for (const lock of unneeded) await locks.release(lock, now);
  }

  /**
   * True if an unfinished item needs the lock that the run holds. What waits for a quota needs none, and a shared one is needed by what has
   * begun: the start of one training after the other would keep imports from the data for days.
   * @param id of an item, of which `after` is the progress that is about to be recorded; absent: it needs nothing
   */
  private isNeeded(lock: WorkItem['locks'][number], id: string, after?: StepProgress): boolean {
    const known = new Map<string, StepProgress>(this.known);
    if (after !== undefined) known.set(id, after);
    const stages = stagesOf(this.list, known);
    return this.list.some(({ id: other, locks }) => {
      const needed = locks.find(({ item }) => item === lock.item);
      const stage = stages.get(other);
      if (needed === undefined || hasEnded(stage) || stage === 'HELD_BACK') return false;
      const { begunAt, isQueued, lockedOutSince } = known.get(other) ?? {};
      if (isQueued || (other === id && after === undefined)) return false;
      return needed.mode === 'EXCLUSIVE' || (begunAt !== undefined && lockedOutSince === undefined);
    });
  }

  /** @throws Outdated if another wake-up has written since this one has read */
  private async assertCurrent(): Promise<void> {
    const now = await this.services.progress.of();
    const isAsRead = [...now].every(([id, { revision }]) => this.known.get(id)?.revision === revision);
    if (!isAsRead) throw new Outdated();
  }

  /** What waits for a quota tries again at once, and waits anew, when other work of that quota has ended. */
  private async retryQueued({ work }: WorkItem): Promise<void> {
    if (work.kind !== 'RESOURCE') return;
    const dueAt = this.services.clock().toISOString();
    for (const other of this.list) {
      const progress = this.known.get(other.id);
      if (other.work.kind !== 'RESOURCE' || other.work.resource.type !== work.resource.type || !progress?.isQueued)
        continue;
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

  /** @throws Outdated if another wake-up has written meanwhile */
  private async write(item: WorkItem, progress: StepProgress): Promise<Known> {
    const named = { ...progress, title: item.title, place: this.list.indexOf(item) };
    const written = await this.services.progress.write(item.id, named, this.known.get(item.id), this.services.clock());
    if (written === undefined) throw new Outdated();
    this.known.set(item.id, written);
    return written;
  }
}

/** When an item is polled, and when it is to be polled again. */
function pollTimes(now: Date, waitSeconds: number): Pick<StepProgress, 'polledAt' | 'dueAt'> {
  return { polledAt: now.toISOString(), dueAt: new Date(now.getTime() + waitSeconds * 1000).toISOString() };
}

/** Milliseconds since 1970; an item that was never polled is due. */
function dueAt({ dueAt: at }: StepProgress = { status: 'OPEN' }): number {
  return at === undefined ? 0 : Date.parse(at);
}

/** When an item may be polled with one that is due. */
function joinsAt(progress: StepProgress | undefined): number {
  const due = dueAt(progress);
  const polled = progress?.polledAt === undefined ? due : Date.parse(progress.polledAt);
  return polled + (due - polled) * JOINS_AFTER;
}
