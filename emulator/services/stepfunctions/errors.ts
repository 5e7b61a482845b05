/** An error of the Amazon States Language: a name that Retry and Catch match, and a cause as text. */
export class StatesError extends Error {
  override readonly name = 'StatesError';

  /**
   * @param error name, e.g. `States.Timeout`; undefined for a Fail state without `Error`
   * @param cause undefined where Step Functions gives none, e.g. for a timeout
   */
  constructor(
    readonly error: string | undefined,
    override readonly cause?: string,
  ) {
    super(`${error}: ${cause}`);
  }
}

/**
 * Thrown in an execution, branch or iteration that is aborted from outside. No Retry or Catch handles this error,
 * because no state of the execution, branch or iteration has failed.
 */
export class Aborted extends Error {
  override readonly name = 'Aborted';
}

export function dataLimitExceeded(stateOrTask: string): StatesError {
  return new StatesError(
    'States.DataLimitExceeded',
    `The state/task '${stateOrTask}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}
