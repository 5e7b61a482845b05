import type { DataDeletionState } from '../../lib/reconciler/data-deletion/data-deletion';
import type { DataCheck } from '../../lib/reconciler/errors';
import type { StepState } from '../../lib/reconciler/step';
import type { ItemProgress } from '../../lib/record-table/progress';

/** Progress of an item from one poll to the next. */
export type StepProgress = ItemProgress<WorkState>;

/** The state of an item, by the kind of its work. */
export type WorkState = StepState | DataDeletionState | FileState;

/** State of an uploaded file that is not in force yet. */
export interface FileState {
  /** True if the file had no conflict, and waits for the lock of its dataset group. */
  readonly isWaiting?: boolean;
}

/** Result of a poll of an item. */
export interface WorkPoll {
  /**
   * QUOTA: a quota on work in progress is reached. CHECK: the rows of an import must be checked before the next poll. FAILED: the item has
   * ended with `failure`, without a thrown error.
   */
  readonly status: 'READY' | 'WAIT' | 'QUOTA' | 'CHECK' | 'FAILED';
  /** Failure of the item; only with FAILED. */
  readonly failure?: NonNullable<ItemProgress['failure']>;
  /** Seconds until the next poll; absent with READY and FAILED. */
  readonly waitSeconds?: number;
  /** Check to carry out; only with CHECK. */
  readonly check?: DataCheck;
  /** Text for users about what the item waits for; absent with READY and FAILED, and if `waitsForLock` is set. */
  readonly reason?: string;
  /** Sort key of the lock that the item waits for. Set only by items that acquire their lock during the poll. */
  readonly waitsForLock?: string;
  readonly state?: WorkState;
}
