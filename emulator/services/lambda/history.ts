import type { FunctionError } from './function-error';

/** One attempt to run a function. */
export interface InvocationRecord {
  readonly functionName: string;
  readonly requestId: string;
  readonly type: 'RequestResponse' | 'Event';
  /** Number of the attempt, from 1. Only events have more than one attempt, because Lambda retries them. */
  readonly attempt: number;
  /** Epoch milliseconds of virtual time at which the attempt ended, including the function's busy time. */
  readonly at: number;
  readonly error?: FunctionError;
}

/** An event that Lambda has given up on. */
export interface FailedEvent {
  readonly functionName: string;
  readonly requestId: string;
  /** Epoch milliseconds of virtual time at which Lambda gave up. */
  readonly at: number;
  readonly condition: 'RetriesExhausted' | 'EventAgeExceeded';
  readonly error: FunctionError;
  /** ARN of the on-failure destination. Absent if the function has none; the event is then lost. */
  readonly destination?: string;
  /** Reason why the destination refused the record, e.g. a permission that the function's role lacks. */
  readonly destinationError?: string;
}
