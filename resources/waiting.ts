import { LimitExceededException, ResourceInUseException } from '@aws-sdk/client-personalize';
import { NotThereYet } from './errors';

/** Limits that pass by themselves: how many resources may be on their way at once. Other limits are final. */
const PASSING_LIMIT = /PENDING|IN_PROGRESS|IN PROGRESS/i;

const THROTTLING = new Set([
  'ThrottlingException',
  'TooManyRequestsException',
  'Throttling',
  'ServiceUnavailable',
]);

/**
 * Why it is worth waiting and asking again after this error of Personalize; undefined if the error is final.
 * Source: Personalize API reference; the message of a passing limit reads "More than 5 resources with PENDING or
 * IN_PROGRESS status."
 */
export function reasonToWait(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const passes =
    error instanceof NotThereYet ||
    error instanceof ResourceInUseException ||
    isCrowded(error) ||
    THROTTLING.has(error.name) ||
    isServersFault(error) ||
    isConnectionFault(error);
  return passes ? `${error.name}: ${error.message}` : undefined;
}

/** Whether as many resources are on their way as may be at once. */
export function isCrowded(error: Error): boolean {
  return error instanceof LimitExceededException && PASSING_LIMIT.test(error.message);
}

/** The connection broke or timed out: Personalize may or may not have done what it was asked to. */
const CONNECTION =
  /^(TimeoutError|RequestTimeout|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|EAI_AGAIN|ENOTFOUND)$/;

function isConnectionFault(error: Error): boolean {
  const code = 'code' in error ? String(error.code) : '';
  return CONNECTION.test(error.name) || CONNECTION.test(code) || error.message === 'socket hang up';
}

/** AWS failed, and whether it did what it was asked to is not known: the next look will tell. */
function isServersFault(error: Error): boolean {
  return '$fault' in error && error.$fault === 'server';
}
