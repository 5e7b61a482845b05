/** Errors of Personalize's management API. Every error has HTTP status 400 and its text in `message`. */

import { operationOf } from '../../../lib/personalize/api-model';
import { ServiceError } from '../../core/service';

export function invalidInput(message: string): ServiceError {
  return new ServiceError('InvalidInputException', message);
}

/**
 * Returns the error for an input that violates the API model: InvalidInputException if the operation declares this
 * error. Only ListDatasetGroups and ListSchemas do not declare InvalidInputException, so they return AWS's common error
 * ValidationException (https://docs.aws.amazon.com/personalize/latest/dg/CommonErrors.html, 2026-11).
 */
export function invalidRequest(operation: string, message: string): ServiceError {
  const isDeclared = operationOf(operation).errors.includes('InvalidInputException');
  return new ServiceError(isDeclared ? 'InvalidInputException' : 'ValidationException', message);
}

export function notFound(arn: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', `Resource Arn ${arn} does not exist.`);
}

export function alreadyExists(arn: string): ServiceError {
  return new ServiceError('ResourceAlreadyExistsException', `Another resource with Arn ${arn} already exists.`);
}

export function inUse(message: string): ServiceError {
  return new ServiceError('ResourceInUseException', message);
}

export function limitExceeded(message: string): ServiceError {
  return new ServiceError('LimitExceededException', message);
}

export function tooManyTags(message: string): ServiceError {
  return new ServiceError('TooManyTagsException', message);
}

export function tooManyTagKeys(message: string): ServiceError {
  return new ServiceError('TooManyTagKeysException', message);
}

export function invalidNextToken(): ServiceError {
  return new ServiceError('InvalidNextTokenException', 'The token is not valid.');
}

/**
 * Returns the error for a request that needs an ACTIVE resource: ResourceInUseException if the operation declares this
 * error, otherwise InvalidInputException. CreateFilter, for example, does not declare ResourceInUseException. AWS
 * documents that the resource must be ACTIVE, but not which error is returned.
 */
export function notReady(operation: string, arn: string, status: string): ServiceError {
  const message = `Resource ${arn} is not in ACTIVE state: its status is ${status}.`;
  return operationOf(operation).errors.includes('ResourceInUseException') ? inUse(message) : invalidInput(message);
}

/** Failure of a creation. If the work of a creation throws this error, the resource gets status CREATE FAILED; a data deletion job FAILED. */
export class CreationFailure extends Error {
  override readonly name = 'CreationFailure';
}
