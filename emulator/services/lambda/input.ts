import { type Input, ServiceError } from '../../core/service';

export interface Limits {
  readonly min: number;
  readonly max: number;
}

export function invalidParameter(message: string): ServiceError {
  return new ServiceError('InvalidParameterValueException', message);
}

/**
 * @returns the member's value, or undefined if the member is absent
 * @throws ServiceError if the value is not a whole number within the limits
 */
export function wholeNumber(input: Input, member: string, { min, max }: Limits): number | undefined {
  const value = input[member];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw invalidParameter(`${member} is ${JSON.stringify(value)}; it must be a whole number from ${min} to ${max}.`);
}
