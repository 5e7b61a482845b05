import type { RunInput, RunRequest } from '../../record-table/run-request';
import type { RunExecution, RunKey } from '../../record-table/runs';
import type { WorkflowEnd } from './failure';

/** The function's input from `run`. */
export interface EndRunEvent {
  /** Result of `begin-run`; empty if it failed. */
  readonly begun: {
    readonly run?: RunKey;
    readonly request?: RunRequest;
    /** Name of the task that ran; empty if none did. */
    readonly task?: string;
  };
  readonly execution: RunExecution & { readonly Input: RunInput };
  readonly end: WorkflowEnd;
}
