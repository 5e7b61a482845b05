import { DELETION_WORKFLOW, type Workflow } from '../../lib/parameter-file/workflows';
import { waitForRetry } from '../../lib/reconciler/apply/polling-interval';
import type { RunError } from '../../lib/reconciler/errors';
import type { WorkLock } from '../../lib/reconciler/work/work-item';
import { lockIn } from '../../lib/reconciler/work/work-locks';
import type { Holder } from '../../lib/record-table/locks';
import type { Records } from '../shared/records';
import { lockFailure } from './lock-limit';

/** The run that acquires the locks. */
export interface LockingRun {
  readonly holder: Holder;
  /** Id of the run. */
  readonly id: string;
  readonly datasetGroup: string;
  readonly workflow: Workflow;
}

export type LockRecords = Pick<Records, 'locks' | 'dataHolds' | 'deletions'>;

export type LockAnswer =
  | { readonly held: true }
  /** `failure` is set once the wait has lasted too long. */
  | { readonly held: false; readonly waitSeconds: number; readonly failure?: RunError };

/**
 * Longest pause, in seconds, before a deletion of users asks for its lock again. Deletions may wait for each other for weeks, because each deletion may
 * take a day.
 */
const LONGEST_DELETION_WAIT = 3600;

/**
 * Seconds after a deletion of users in which other work goes before the next deletion. Imports and trainings that wait
 * poll at least every five minutes, so each of them polls in this time.
 */
const OTHERS_FIRST = 600;

/** Acquires and releases the locks of one run. */
export class RunLocks {
  constructor(
    private readonly run: LockingRun,
    private readonly records: LockRecords,
  ) {}

  /** @param since time from which the wait for the lock is measured */
  async acquire(lock: WorkLock, since: Date, now: Date): Promise<LockAnswer> {
    const { datasetGroup, holder, workflow } = this.run;
    const isDeletion = workflow === DELETION_WORKFLOW;
    const waitSeconds = isDeletion ? waitForRetry(since, now, LONGEST_DELETION_WAIT) : waitForRetry(since, now);
    const { held, holders } =
      isDeletion && (await this.areOthersFirst(now))
        ? { held: false, holders: [] }
        : await this.records.locks.acquire(lockIn(datasetGroup, lock), { holder, now, retryInSeconds: waitSeconds });
    if (held) return { held };
    const failure = lockFailure(lockIn(datasetGroup, lock), holders, { workflow, since, now });
    return { held, waitSeconds, ...(failure && { failure }) };
  }

  /**
   * Replaces other executions of the run by this one in all locks that the run holds. Called at each wake-up, because an
   * earlier execution may have acquired them.
   */
  enter(now: Date): Promise<void> {
    return this.records.locks.enter(this.run.datasetGroup, this.run.holder, now);
  }

  async release(lock: WorkLock, now: Date): Promise<void> {
    const { datasetGroup, holder } = this.run;
    await this.records.locks.release(lockIn(datasetGroup, lock), holder.run, now);
  }

  /** The run's entry in the lock's set of holders; undefined if the run does not hold the lock. */
  holderOf(lock: WorkLock): Promise<string | undefined> {
    return this.records.locks.holderOf(lockIn(this.run.datasetGroup, lock), this.run.holder.run);
  }

  /**
   * True if this deletion of users must let other work go first. Imports and trainings go first for ten minutes after each deletion.
   * Deletions that were requested earlier also go first. A deletion that has ended does not wait.
   */
  private async areOthersFirst(now: Date): Promise<boolean> {
    const { dataHolds, deletions } = this.records;
    const { datasetGroup, id } = this.run;
    // If the deletion has ended, the run was interrupted after this end. The run only has to end now.
    if ((await deletions.find(datasetGroup, id))?.finishedAt !== undefined) return false;
    if (await dataHolds.isHeld(datasetGroup, new Date(now.getTime() - OTHERS_FIRST * 1000))) return true;
    return !(await deletions.isOldest(datasetGroup, id));
  }
}
