import type { DataCheck } from '../../lib/reconciler/errors';
import type { Failure } from '../../lib/record-table/runs';

/** Next action of the state machine. */
export interface Answer {
  readonly status: 'READY' | 'FAILED' | 'WAIT' | 'CHECK';
  /** Seconds until the next wake-up; only with WAIT and CHECK. */
  readonly waitSeconds?: number;
  /**
   * Checks that could not be carried out (see {@link BrokenCheck}). Present only if another wake-up has interrupted this
   * one: then this wake-up may have recorded only some of these checks as failed. The next wake-up records the others.
   */
  readonly broken?: readonly BrokenCheck[];
  /** Checks to carry out before the next wake-up; only with CHECK. */
  readonly checks?: readonly ItemCheck[];
  /** Failure of the run; only with FAILED. */
  readonly failure?: Failure;
}

/** A check of the rows of an import. */
export interface ItemCheck {
  /** Id of the work item. */
  readonly id: string;
  readonly check: DataCheck;
}

/** A check of rows that could not be carried out, and the reason. */
export interface BrokenCheck {
  readonly id: string;
  readonly cause: string;
}
