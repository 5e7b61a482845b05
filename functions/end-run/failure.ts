import { parseExecutionArn } from '../../lib/aws/arn';
import type { Failure } from '../../lib/record-table/runs';

/** End of a run's work, with the error and cause that Step Functions gives. */
export interface WorkflowEnd {
  readonly error?: string;
  readonly cause?: string;
  /** State of `run` that failed; absent if nothing failed, or if `run` itself was stopped or timed out. */
  readonly step?: string;
}

/** Cause that Step Functions gives for a function that threw, or for an execution that did not succeed. */
interface Cause {
  readonly errorMessage?: string;
  readonly ExecutionArn?: string;
  readonly Status?: string;
  readonly Error?: string;
  readonly Cause?: string;
}

/**
 * Failure of a run; undefined if it did not fail. The place of the failure is added to the cause: the state machine and, for `run`, its
 * failed state; also the execution of `ensure-resources` if it was stopped or has timed out. Nothing is added to the text of a Fail state,
 * or if `run` itself was stopped or has timed out.
 * @param execution ARN of the execution of `run`
 */
export function failureOf({ error, cause = '', step }: WorkflowEnd, execution: string): Failure | undefined {
  if (error === undefined) return undefined;
  const where = step === undefined ? '' : ` [${parseExecutionArn(execution).machine}: ${step}]`;
  const { errorMessage, ExecutionArn, Status, Error: given, Cause: reason } = parseCause(cause) ?? {};
  if (ExecutionArn === undefined) return { error, cause: `${errorMessage ?? cause}${where}` };
  if (Status !== 'FAILED') {
    const stopped = failureOfStopped({ status: Status, error: given, cause: reason });
    return { ...stopped, cause: `${stopped.cause}${where} (${ExecutionArn})` };
  }
  // If a function threw an error, the reason is JSON. A Fail state gives plain text.
  const broken = parseCause(reason ?? '');
  if (broken === undefined) return { error: given ?? error, cause: reason ?? '' };
  return {
    error: given ?? error,
    cause: `${broken.errorMessage ?? reason} [${parseExecutionArn(ExecutionArn).machine}]`,
  };
}

/** An execution that was stopped or timed out, with its error and cause. For a stop, these are the ones given to StopExecution. */
interface StoppedExecution {
  readonly status: string | undefined;
  readonly error?: string | null | undefined;
  readonly cause?: string | null | undefined;
}

/** True if the run, or its execution of `ensure-resources`, was stopped or timed out. Such a failure does not say what had failed before the stop. */
export function isCutShort({ error }: Failure): boolean {
  return error === 'RunStopped' || error === 'RunTimedOut';
}

export function failureOfStopped({ status, error, cause }: StoppedExecution): Failure {
  const reason = [error, cause].filter(Boolean).join(': ');
  if (status === 'TIMED_OUT')
    return { error: 'RunTimedOut', cause: reason ? `The execution timed out: ${reason}` : 'The execution timed out.' };
  const stopped = reason ? `The execution was stopped: ${reason}` : 'The execution was stopped; no reason was given.';
  return { error: 'RunStopped', cause: stopped };
}

function parseCause(cause: string): Cause | undefined {
  if (!cause.startsWith('{')) return undefined;
  try {
    return JSON.parse(cause) as Cause;
  } catch {
    return undefined;
  }
}
