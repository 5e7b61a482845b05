import type { DeletionState } from '../../lib/reconciler/data-deletion/delete-users';
import type { DataCheck } from '../../lib/reconciler/errors';
import type { StepState } from '../../lib/reconciler/step';
import type { Progress } from '../../lib/record-table/progress';

/** What is kept of an item from one poll to the next. */
export type StepProgress = Progress<WorkState>;

/** The state of an item, by the kind of its work. */
export type WorkState = StepState | DeletionState | FileState;

/** State of an uploaded file that is not in force yet. */
export interface FileState {
  /** True if the file had no conflict, and waits for the lock of its dataset group. */
  readonly isWaiting?: boolean;
}

/** What a poll of an item has found. */
export interface WorkPoll {
  /**
   * QUOTA: a quota on work in progress is reached. CHECK: the rows of an import are to be checked before the next poll. FAILED: the item is
   * over, without an error of its own.
   */
  readonly status: 'READY' | 'WAIT' | 'QUOTA' | 'CHECK' | 'FAILED';
  /** With FAILED. */
  readonly failure?: NonNullable<Progress['failure']>;
  /** Seconds until the next poll; absent with READY. */
  readonly waitSeconds?: number;
  /** With CHECK. */
  readonly check?: DataCheck;
  /** What it waits for, in words; absent with READY. */
  readonly reason?: string;
  /** The lock that it waits for, where it acquires that itself: an item of the record table. */
  readonly waitsForLock?: string;
  readonly state?: WorkState;
}
