import { parseExecutionArn } from '../../aws/arn';
import type { Failure } from '../../record-table/runs';

/** How the workflow of a run ended, in the words of Step Functions. */
export interface WorkflowEnd {
  readonly error?: string;
  readonly cause?: string;
  /** State of `run` that failed; absent if `run` itself was stopped or timed out. */
  readonly step?: string;
}

/** Step Functions' cause of a function that threw, or of an execution that did not succeed. */
interface Cause {
  readonly errorMessage?: string;
  readonly ExecutionArn?: string;
  readonly Status?: string;
  readonly Error?: string;
  readonly Cause?: string;
}

/**
 * Why a run failed; undefined if it did not. The state machines below explain their failures in the same way
 * (`Explain the failure`): the first that sees a failure names the step; an execution that failed by itself has done so.
 * @param execution ARN of the execution of `run`
 */
export function failureOf({ error, cause = '', step }: WorkflowEnd, execution: string): Failure | undefined {
  if (error === undefined) return undefined;
  const where = step === undefined ? '' : ` [${parseExecutionArn(execution).machine}: ${step}]`;
  const inner = parseCause(cause);
  if (inner === undefined) return { error, cause: `${cause}${where}` };
  const reason = inner.errorMessage ?? inner.Cause ?? `${inner.ExecutionArn} ended as ${inner.Status}`;
  return { error: inner.Error ?? error, cause: inner.Status === 'FAILED' ? reason : `${reason}${where}` };
}

function parseCause(cause: string): Cause | undefined {
  if (!cause.startsWith('{')) return undefined;
  try {
    return JSON.parse(cause) as Cause;
  } catch {
    return undefined;
  }
}
