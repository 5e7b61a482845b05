/** An error of the Amazon States Language. It has a name, which Retry and Catch match, and a cause, which is text. */
export class StatesError extends Error {
  override readonly name = 'StatesError';

  /**
   * @param error name, e.g. `States.Timeout`; undefined for a Fail state without `Error`
   * @param cause undefined if there is none, e.g. for a timeout or a Fail state without `Cause`
   */
  constructor(
    readonly error: string | undefined,
    override readonly cause?: string,
  ) {
    super(`${error}: ${cause}`);
  }
}

/**
 * Thrown in an execution, branch or iteration that is aborted from outside. Retry and Catch do not handle this error,
 * because no state inside has failed.
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
