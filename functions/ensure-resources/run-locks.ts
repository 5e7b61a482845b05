import { DELETION_WORKFLOW, type Workflow } from '../../lib/parameter-file/workflows';
import { waitForRetry } from '../../lib/reconciler/apply/polling-interval';
import type { RunError } from '../../lib/reconciler/errors';
import type { WorkLock } from '../../lib/reconciler/work/work-item';
import { lockIn } from '../../lib/reconciler/work/work-locks';
import type { DataHolds } from '../../lib/record-table/data-holds';
import type { Deletions } from '../../lib/record-table/deletions';
import type { Holder, Locks } from '../../lib/record-table/locks';
import { lockFailure } from './lock-limit';

/** The run whose locks these are. */
export interface LockingRun {
  readonly holder: Holder;
  /** Id of the run. */
  readonly id: string;
  readonly datasetGroup: string;
  readonly workflow: Workflow;
}

export interface LockRecords {
  readonly locks: Pick<Locks, 'acquire' | 'release' | 'holderOf'>;
  readonly dataHolds: Pick<DataHolds, 'isHeld'>;
  readonly deletions: Pick<Deletions, 'isOldest'>;
}

export type LockAnswer =
  | { readonly held: true }
  /** `failure`: it has waited too long. */
  | { readonly held: false; readonly waitSeconds: number; readonly reason: string; readonly failure?: RunError };

/** Seconds. Deletions of users may wait for each other for weeks, since each may take a day; imports and trainings do not wait for weeks. */
const LONGEST_DELETION_WAIT = 3600;

/** Seconds for which deletions let others go first after one of them: these ask every five minutes at least, or some later after faults. */
const OTHERS_FIRST = 600;

/** Acquires and releases the locks of one run. */
export class RunLocks {
  constructor(
    private readonly run: LockingRun,
    private readonly records: LockRecords,
  ) {}

  /** @param since when the run began to wait for it */
  async acquire(lock: WorkLock, since: Date, now: Date): Promise<LockAnswer> {
    const { datasetGroup, holder, workflow } = this.run;
    const isDeletion = workflow === DELETION_WORKFLOW;
    const waitSeconds = isDeletion ? waitForRetry(since, now, LONGEST_DELETION_WAIT) : waitForRetry(since, now);
    const { held, holders } =
      isDeletion && (await this.areOthersFirst(now))
        ? { held: false, holders: [] }
        : await this.records.locks.acquire(lockIn(datasetGroup, lock), { holder, now, asksAgainIn: waitSeconds });
    if (held) return { held };
    const failure = lockFailure(lockIn(datasetGroup, lock), holders, { workflow, since, now });
    const reason = `waits for the lock ${lock.item}`;
    return { held, waitSeconds, reason, ...(failure && { failure }) };
  }

  async release(lock: WorkLock, now: Date): Promise<void> {
    const { datasetGroup, holder } = this.run;
    await this.records.locks.release(lockIn(datasetGroup, lock), holder.run, now);
  }

  /** The run as a member of the lock's set of holders; undefined if it does not hold it. */
  holderOf(lock: WorkLock): Promise<string | undefined> {
    return this.records.locks.holderOf(lockIn(this.run.datasetGroup, lock), this.run.holder.run);
  }

  /** Imports and trainings after each deletion, and deletions that were asked for before. */
  private async areOthersFirst(now: Date): Promise<boolean> {
    const { dataHolds, deletions } = this.records;
    const { datasetGroup, id } = this.run;
    if (await dataHolds.isHeld(datasetGroup, new Date(now.getTime() - OTHERS_FIRST * 1000))) return true;
    return !(await deletions.isOldest(datasetGroup, id));
  }
}
