import {
  LimitExceededException,
  ResourceAlreadyExistsException,
  ResourceInUseException,
} from '@aws-sdk/client-personalize';
import { isTransientError } from '../../aws/transient-errors';
import { DataHeld, NotThereYet } from '../errors';
import type { Obstacle } from '../step';

/** Matches messages about a limit on resources in progress. Only such limits are transient. */
const TRANSIENT_LIMIT = /PENDING|IN_PROGRESS|IN PROGRESS/i;

const OBSTACLES: readonly (readonly [Obstacle, (error: Error) => boolean])[] = [
  ['PREREQUISITE', (error) => error instanceof NotThereYet],
  ['BUSY', (error) => error instanceof DataHeld],
  ['IN_USE', (error) => error instanceof ResourceInUseException],
  // Another writer or an earlier attempt of the step has created the resource, but Describe does not show it yet.
  ['ALREADY_EXISTS', (error) => error instanceof ResourceAlreadyExistsException],
  ['QUOTA', (error) => error instanceof LimitExceededException && TRANSIENT_LIMIT.test(error.message)],
  ['NO_ANSWER', isTransientError],
];

/**
 * The obstacle that caused an error. A retry may succeed once the obstacle is gone. Undefined if the error is final.
 * Source: Personalize API reference. There, the message of a transient limit is "More than 5 resources with PENDING or
 * IN_PROGRESS status."
 */
export function obstacleOf(error: unknown): Obstacle | undefined {
  if (!(error instanceof Error)) return undefined;
  return OBSTACLES.find(([, matches]) => matches(error))?.[0];
}
