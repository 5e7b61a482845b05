/** Personalize's errors. All of them are HTTP 400, and each carries its text in `message`. */

import { operationOf } from '../../../personalize/api-model';
import { ServiceError } from '../../core/service';

export function invalidInput(message: string): ServiceError {
  return new ServiceError('InvalidInputException', message);
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
 * A resource that a request needs is not ACTIVE. Operations whose model lists no ResourceInUseException (CreateFilter, CreateDatasetGroup)
 * return InvalidInputException. (Personalize documents the condition, not the error's class.)
 */
export function notReady(operation: string, arn: string, status: string): ServiceError {
  const message = `Resource ${arn} is not in ACTIVE state: its status is ${status}.`;
  return operationOf(operation).errors.includes('ResourceInUseException') ? inUse(message) : invalidInput(message);
}

/** Makes a resource end in CREATE FAILED; thrown by the work that Personalize does while it creates the resource. */
export class CreationFailure extends Error {
  override readonly name = 'CreationFailure';
}
