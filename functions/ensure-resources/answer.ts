import type { DataCheck } from '../../lib/reconciler/errors';
import type { ResourceReference } from '../../lib/reconciler/resource-reference';
import type { RunFailure } from './failures';

/** What the state machine does next. */
export interface Answer {
  readonly status: 'READY' | 'FAILED' | 'WAIT' | 'CHECK';
  /** Seconds until the next wake-up, with WAIT and CHECK. */
  readonly waitSeconds?: number;
  /** Broken checks that this wake-up could not note, for the next one. */
  readonly broken?: readonly BrokenCheck[];
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
