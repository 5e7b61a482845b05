import type { StateType } from './definition/asl';
import type { HistoryEvent } from './interpreter/history';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** The part of an execution that listeners may read. */
export interface ExecutionView {
  readonly arn: string;
  readonly name: string;
  readonly stateMachine: { readonly arn: string; readonly name: string };
  readonly status: ExecutionStatus;
  readonly startDate: Date;
  readonly stopDate: Date | undefined;
  /** Input of the execution, as JSON text. */
  readonly inputText: string;
  /** Output as JSON text; undefined if the execution has not succeeded. */
  readonly output: string | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly history: { readonly events: readonly HistoryEvent[] };
}

/** Events of executions. Status changes on the event bus, progress displays, counts and tests are based on them. */
export type ExecutionEvent =
  | { readonly kind: 'executionStarted' | 'executionFinished'; readonly execution: ExecutionView }
  | {
      readonly kind: 'stateEntered';
      readonly execution: ExecutionView;
      readonly state: string;
      readonly type: StateType;
    }
  | { readonly kind: 'stateRetried'; readonly execution: ExecutionView; readonly state: string };

export type ExecutionListener = (event: ExecutionEvent) => void;

export interface Counts {
  /** Number of state transitions that AWS would bill: entered states and retries. */
  readonly stateTransitions: number;
  readonly executionsStarted: number;
  readonly executionsRunning: number;
}
