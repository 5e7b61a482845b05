/** Errors that no wildcard matches. For `DataLimitExceeded`, AWS's documentation and recordings differ. The stricter rule applies here. */
const ONLY_BY_NAME = ['States.DataLimitExceeded'];

/** Errors that cannot be retried or caught. */
const NEVER = ['States.Runtime'];

/** True if an `ErrorEquals` matches the error, by name or by a wildcard. Names are case-sensitive. */
export function matchesError(errorEquals: readonly string[], error: string): boolean {
  if (NEVER.includes(error)) return false;
  if (errorEquals.includes(error)) return true;
  if (ONLY_BY_NAME.includes(error)) return false;
  if (errorEquals.includes('States.ALL')) return true;
  return errorEquals.includes('States.TaskFailed') && error !== 'States.Timeout';
}
