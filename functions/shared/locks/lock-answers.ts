import type { ExecutionStatus } from '../../../aws/execution-status';
import { DELETION_WORKFLOW } from '../../../parameter-file/workflows';
import { waitForRetry } from '../../../reconciler/apply/polling-interval';
import { DataHolds } from '../../../record-table/data-holds';
import { Deletions } from '../../../record-table/deletions';
import { type LockedWork, locksFor, stepsOf } from '../../../record-table/lock-rules';
import { type Lock, Locks } from '../../../record-table/locks';
import type { RecordTable } from '../../../record-table/record-table';
import type { createLogger } from '../telemetry';
import { deletionWaits } from './deletion-waits';
import { assertNotTooLong } from './lock-limit';

export interface LockEvent {
  /** GROUP: nothing changes. */
  readonly action: 'ACQUIRE' | 'RELEASE' | 'GROUP';
  /** Several are released together. */
  readonly work: LockedWork | readonly LockedWork[];
  /** With RELEASE: whether the workflow may have left a lock of one of its steps. */
  readonly failed?: boolean;
  /** ARN of the execution that holds, or wants to hold, the lock. */
  readonly holder: string;
  /** ISO time since which the holder has been waiting. */
  readonly waitingSince: string;
}

/** Names of solutions that are maintained together. */
export interface LockGroups {
  readonly groups: readonly (readonly string[])[];
}

export interface LockAnswer {
  readonly held: boolean;
  /** Seconds until the next attempt; only if the lock was not acquired. */
  readonly waitSeconds?: number;
  /** With solutions of which one was locked after they had been grouped: none of them is, and they are to be grouped again. */
  readonly regroup?: boolean;
}

interface Parts {
  readonly locks: Pick<Locks, 'acquire' | 'release' | 'isFree'>;
  readonly dataHolds: Pick<DataHolds, 'isHeld'>;
  readonly deletions: Pick<Deletions, 'isOldest'>;
  readonly logger: Pick<ReturnType<typeof createLogger>, 'info'>;
}

interface Holder {
  /** ARN of the execution. */
  readonly holder: string;
  readonly now: Date;
}

interface Asking extends Holder {
  readonly since: Date;
}

/** Acquires and releases the locks of workflows: those of one work all or none. */
export class LockAnswers {
  constructor(private readonly parts: Parts) {}

  async to(event: LockEvent, work: LockedWork, now: Date): Promise<LockAnswer | LockGroups> {
    const { action, holder } = event;
    if (action === 'GROUP') return { groups: await this.groupsOf(work) };
    if (action === 'ACQUIRE') return this.acquire(work, { holder, now, since: new Date(event.waitingSince) });
    await this.release([event.work].flat(), { holder, now, isFailed: event.failed ?? false });
    return { held: false };
  }

  /** @throws WaitedTooLong that names who holds the lock */
  async acquire(work: LockedWork, { holder, now, since }: Asking): Promise<LockAnswer> {
    const { locks, logger } = this.parts;
    const isDeletion = work.workflow === DELETION_WORKFLOW;
    const asksAgainIn = isDeletion ? deletionWaits.asksAgainIn(since, now) : waitForRetry(since, now);
    const othersGoFirst = isDeletion && (await this.areOthersFirst(work, now));
    const all = locksFor(work);
    for (const [index, lock] of all.entries()) {
      const { held, holders } = othersGoFirst
        ? { held: false, holders: [] }
        : await locks.acquire(lock, { holder, now, asksAgainIn });
      logger.info(held ? 'Lock acquired' : 'Waiting for the lock: held by another execution', { lock, holder });
      if (held) continue;
      await this.releaseLocks(all.slice(0, index), { holder, now });
      if (all.length > 1) return { held, waitSeconds: asksAgainIn, regroup: true };
      assertNotTooLong(lock, holders, { workflow: work.workflow, since, now });
      return { held, waitSeconds: asksAgainIn };
    }
    return { held: true };
  }

  /** @param asker isFailed: whether a workflow may have left locks of its steps */
  async release(works: readonly LockedWork[], { isFailed, ...asker }: Holder & { readonly isFailed: boolean }) {
    const all = isFailed ? [...works, ...works.flatMap(stepsOf)] : works;
    await this.releaseLocks(all.flatMap(locksFor), asker);
  }

  private async releaseLocks(locks: readonly Lock[], asker: Holder): Promise<void> {
    for (const lock of locks) await this.parts.locks.release(lock, asker);
  }

  /** Solutions that nothing works on are one group; each of the others waits by itself. */
  private async groupsOf(work: LockedWork): Promise<LockGroups['groups']> {
    const free: string[] = [];
    const busy: string[][] = [];
    for (const solution of work.solutions ?? []) {
      const [lock] = locksFor({ ...work, workflow: 'solution-maintenance', solutions: [solution] });
      if (lock === undefined || (await this.parts.locks.isFree(lock))) free.push(solution);
      else busy.push([solution]);
    }
    return free.length === 0 ? busy : [free, ...busy];
  }

  /** Imports and trainings after each deletion, and deletions that were asked for before. */
  private async areOthersFirst({ datasetGroup, run = '' }: LockedWork, now: Date): Promise<boolean> {
    const { dataHolds, deletions } = this.parts;
    if (await dataHolds.isHeld(datasetGroup, deletionWaits.othersSince(now))) return true;
    return !(await deletions.isOldest(datasetGroup, run));
  }
}

export function lockAnswersOf(table: RecordTable, executions: ExecutionStatus, logger: Parts['logger']): LockAnswers {
  const locks = new Locks(table, executions);
  return new LockAnswers({ locks, dataHolds: new DataHolds(table), deletions: new Deletions(table), logger });
}
