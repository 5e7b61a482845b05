/** An error in the sense of the Amazon States Language: a name that Retry and Catch match, and a cause as text. */
export class StatesError extends Error {
  override readonly name = 'StatesError';

  /**
   * @param error e.g. `States.Timeout`; undefined for a Fail state that gives none
   * @param cause undefined where Step Functions gives none (a timeout)
   */
  constructor(
    readonly error: string | undefined,
    override readonly cause?: string,
  ) {
    super(`${error}: ${cause}`);
  }
}

/** A part of an execution was aborted from outside. Not an error of the machine: no Retry or Catch sees it. */
export class Aborted extends Error {
  override readonly name = 'Aborted';
}

export function dataLimitExceeded(stateOrTask: string): StatesError {
  return new StatesError(
    'States.DataLimitExceeded',
    `The state/task '${stateOrTask}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}
