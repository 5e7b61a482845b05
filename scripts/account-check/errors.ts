/** Names of errors about the caller's credentials or permissions. */
const ACCESS =
  /AccessDenied|NotAuthorized|Unauthorized|Forbidden|UnrecognizedClient|AccessKey|Credential|Signature|Token|Authentication|RequestExpired|TimeTooSkewed|OptInRequired|SubscriptionRequired/;
/** Names of errors about the rate of requests, quotas, timeouts and unavailable services. */
const LOAD =
  /Throttl|TooMany|SlowDown|LimitExceeded|Quota|RateExceeded|ThroughputExceeded|Timeout|TimedOut|Unavailable/;
/** The SDK's name for errors that AWS has not named. */
const UNNAMED = /^Unknown/;

/** Members that the SDK adds to the error of a call. The status is absent if AWS did not respond. */
interface CallError {
  readonly $fault?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** True if the error answers the question: AWS refused the call for a reason other than permissions, credentials, throttling or quotas. */
export function isAnswer(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { $fault, $metadata } = error as CallError;
  const status = $metadata?.httpStatusCode;
  if ($fault === undefined || status === undefined || status >= 500) return false;
  return ![ACCESS, LOAD, UNNAMED].some((names) => names.test(error.name));
}

/** True if the same call will fail again: its credentials or permissions are wrong, or it could not be sent, e.g. without a region. */
export function isLasting(error: unknown): boolean {
  return !(error instanceof Error) || (error as CallError).$metadata === undefined || ACCESS.test(error.name);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
