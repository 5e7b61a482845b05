import { TASK_ROOT } from './code';

/** Payload of Lambda's response to a failed invocation (`FunctionError: Unhandled`). */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/**
 * Returns the payload for an error that a handler threw. The trace omits stack frames outside the function's own code, because they would
 * differ between machines.
 */
export function fromThrown(thrown: unknown, errorType?: string): FunctionError {
  if (!isError(thrown)) return { errorType: errorType ?? typeof thrown, errorMessage: String(thrown), trace: [] };
  const lines = (thrown.stack ?? '').split('\n');
  const trace = lines.filter((line) => !/^\s+at /.test(line) || line.includes(`${TASK_ROOT}/`));
  return { errorType: errorType ?? (thrown.name || 'Error'), errorMessage: thrown.message, trace };
}

export function timedOut(requestId: string, timeoutSeconds: number): FunctionError {
  const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
  return { errorType: 'Sandbox.Timedout', errorMessage };
}

/** Returns the payload for a process that exited: by `process.exit`, or because an interceptor ended it. */
export function exited(requestId: string, reason: string): FunctionError {
  return { errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: ${reason}` };
}

/** Errors from the sandbox may come from another realm, where `instanceof Error` is false. */
function isError(value: unknown): value is Error {
  return value !== null && typeof value === 'object' && 'message' in value && 'stack' in value;
}
