import { TASK_ROOT } from './code';

/** What Lambda answers when the handler did not: the payload beside `FunctionError: Unhandled`. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/**
 * The payload for what a handler threw. Only frames of the function's own code stay in the trace: others would differ
 * from machine to machine.
 */
export function fromThrown(thrown: unknown, errorType?: string): FunctionError {
  if (!isError(thrown))
    return { errorType: errorType ?? typeof thrown, errorMessage: String(thrown), trace: [] };
  const lines = (thrown.stack ?? '').split('\n');
  const trace = lines.filter((line) => !/^\s+at /.test(line) || line.includes(`${TASK_ROOT}/`));
  return { errorType: errorType ?? (thrown.name || 'Error'), errorMessage: thrown.message, trace };
}

export function timedOut(requestId: string, timeoutSeconds: number): FunctionError {
  const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
  return { errorType: 'Sandbox.Timedout', errorMessage };
}

/** The process ended by itself, by `process.exit` or by an error that nothing caught. */
export function exited(requestId: string, reason: string): FunctionError {
  return { errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: ${reason}` };
}

/** Errors thrown in the sandbox may come from another realm, where `instanceof Error` is false. */
function isError(value: unknown): value is Error {
  return value !== null && typeof value === 'object' && 'message' in value && 'stack' in value;
}
