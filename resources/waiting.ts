import { LimitExceededException, ResourceInUseException } from '@aws-sdk/client-personalize';
import { NotThereYet } from './errors';
import { isPassingFault } from './passing-faults';

/** Limits that pass by themselves: how many resources may be on their way at once. Other limits are final. */
const PASSING_LIMIT = /PENDING|IN_PROGRESS|IN PROGRESS/i;

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
    isPassingFault(error);
  return passes ? `${error.name}: ${error.message}` : undefined;
}

/** Whether as many resources are on their way as may be at once. */
export function isCrowded(error: Error): boolean {
  return error instanceof LimitExceededException && PASSING_LIMIT.test(error.message);
}
