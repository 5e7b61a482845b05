/** Services have different names for being asked too often. Source: their API references. */
const THROTTLING = new Set([
  'ThrottlingException',
  'TooManyRequestsException',
  'Throttling',
  'Throttled',
  'ThrottledException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'KMSThrottling',
  'KMSThrottlingException',
  'SlowDown',
  'ServiceUnavailable',
  // Of UpdateSchedule and DeleteSchedule, when two change a schedule at once (API reference of EventBridge Scheduler, November 2026).
  'ConflictException',
  // Of an entry of PutEvents, in an answer that is a success.
  'InternalFailure',
  'InternalException',
]);

const TOO_MANY_REQUESTS = 429;
const SERVER_ERROR = 500;

/** Whether a call failed for a reason that passes by itself, so that it is worth asking again. */
export function isTransientError(error: Error): boolean {
  return THROTTLING.has(error.name) || isServerError(error) || isConnectionError(error);
}

/** AWS failed, and whether it did what it was asked to is not known. The SDK has no `$fault` for errors that no model lists. */
function isServerError(error: Error): boolean {
  const { $fault, $metadata } = error as { $fault?: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 0;
  return $fault === 'server' || status === TOO_MANY_REQUESTS || status >= SERVER_ERROR;
}

/** The connection broke or timed out: AWS may or may not have done what it was asked to. */
const CONNECTION =
  /^(TimeoutError|RequestTimeout|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND)$/;

function isConnectionError(error: Error): boolean {
  const code = 'code' in error ? String(error.code) : '';
  return CONNECTION.test(error.name) || CONNECTION.test(code) || error.message === 'socket hang up';
}
