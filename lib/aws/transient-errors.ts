/** Names of throttling errors, which differ by service, and of other transient errors. Source: the services' API references. */
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
  // Systems Manager: another update of the parameter is in progress (API reference of PutParameter, November 2026).
  'TooManyUpdates',
  'ServiceUnavailable',
  // DynamoDB: another transaction, or an earlier attempt of the same one, is in progress (API reference, November 2026).
  'TransactionConflictException',
  'TransactionInProgressException',
  // UpdateSchedule and DeleteSchedule: two callers change a schedule at once (API reference of EventBridge Scheduler, November 2026).
  'ConflictException',
  // PutEvents: an entry failed in a successful response.
  'InternalFailure',
  'InternalException',
]);

const TOO_MANY_REQUESTS = 429;
const SERVER_ERROR = 500;

/**
 * True if a call failed with a transient error, so that a retry may succeed. AWS may have carried out the failed call.
 */
export function isTransientError(error: Error): boolean {
  return THROTTLING.has(error.name) || isServerError(error) || isConnectionError(error) || isTransientReason(error);
}

/**
 * True if AWS failed or throttled the call. The HTTP status counts too, because the SDK calls an unlisted error with status 429 the
 * client's fault (@aws-sdk/core 3.981, read 2026-12-01).
 */
function isServerError(error: Error): boolean {
  const { $fault, $metadata } = error as { $fault?: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 0;
  return $fault === 'server' || status === TOO_MANY_REQUESTS || status >= SERVER_ERROR;
}

const CONNECTION = /^(TimeoutError|RequestTimeout|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND)$/;

function isConnectionError(error: Error): boolean {
  const code = 'code' in error ? String(error.code) : '';
  return CONNECTION.test(error.name) || CONNECTION.test(code) || error.message === 'socket hang up';
}

/** Cancellation reasons of DynamoDB after which a transaction may be retried (API reference of TransactWriteItems, November 2026). */
const CANCELLATION = /^(TransactionConflict|ThrottlingError|ProvisionedThroughputExceeded)$/;

function isTransientReason(error: Error): boolean {
  const { CancellationReasons: reasons = [] } = error as { CancellationReasons?: { Code?: string }[] };
  return reasons.some(({ Code: code = '' }) => CANCELLATION.test(code));
}
