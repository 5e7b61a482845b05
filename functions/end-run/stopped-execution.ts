import type { RunInput } from '../../record-table/run-request';
import type { EndRunEvent } from './event';

/**
 * What Step Functions announces on the account's default bus when an execution has been stopped or has timed out: `Step
 * Functions Execution Status Change` (Step Functions developer guide). The rule lets through no other status.
 */
export interface StatusChange {
  readonly source: 'aws.states';
  readonly detail: {
    readonly executionArn: string;
    readonly name: string;
    readonly status: 'ABORTED' | 'TIMED_OUT';
    /** Epoch milliseconds. May differ from the start in the context object. */
    readonly startDate: number;
    /** JSON text; left out where it has, escaped, more than 248 KiB. */
    readonly input?: string | null;
    readonly error?: string | null;
    readonly cause?: string | null;
  };
}

/** What `run` calls this function with has no source. */
export function isStatusChange(event: object): event is StatusChange {
  return 'source' in event && event.source === 'aws.states';
}

/**
 * The end that the execution could not report itself.
 * @throws Error if the input is left out, without which nobody knows whose run it was
 */
export function endOfStopped({ detail }: StatusChange): EndRunEvent {
  const { executionArn, name, startDate, input } = detail;
  if (typeof input !== 'string')
    throw new Error(
      `Step Functions says that ${executionArn} is ${detail.status}, and leaves its input out.`,
    );
  return {
    begun: {},
    execution: {
      Id: executionArn,
      Name: name,
      StartTime: new Date(startDate).toISOString(),
      Input: JSON.parse(input) as RunInput,
    },
    end: failureOfStopped(detail),
  };
}

function failureOfStopped({ status, error, cause }: StatusChange['detail']): EndRunEvent['end'] {
  const reason = [error, cause].filter(Boolean).join(': ');
  if (status === 'TIMED_OUT')
    return {
      error: 'RunTimedOut',
      cause: reason ? `The execution timed out: ${reason}` : 'The execution timed out.',
    };
  return {
    error: 'RunStopped',
    cause: reason
      ? `The execution was stopped from outside: ${reason}`
      : 'The execution was stopped from outside; no reason was given.',
  };
}
