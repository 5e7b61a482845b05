/**
 * Names of transient errors. Most of them are throttling errors, whose names differ by service. Source: the services' API references.
 */
const TRANSIENT_ERRORS = new Set([
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
  // PutEvents: error codes of single entries in a successful response.
  'InternalFailure',
  'InternalException',
]);

const TOO_MANY_REQUESTS = 429;
const SERVER_ERROR = 500;

/** True for a transient error: a retry of the call may succeed. AWS may have carried out the failed call nevertheless. */
export function isTransientError(error: Error): boolean {
  return (
    TRANSIENT_ERRORS.has(error.name) || isServerError(error) || isConnectionError(error) || isTransientReason(error)
  );
}

/**
 * True for an error of an AWS server, and for throttling. Some throttling shows only in the HTTP status: for an error with status 429
 * that the API does not list, the SDK sets `$fault` to `client` (@aws-sdk/core 3.981, read 2026-12-01).
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
