import { type Input, ServiceError } from '../../core/service';

export interface Limits {
  readonly least: number;
  readonly most: number;
}

export function invalidParameter(message: string): ServiceError {
  return new ServiceError('InvalidParameterValueException', message);
}

/** @throws ServiceError if the member is not a whole number within the limits */
export function wholeNumber(input: Input, member: string, { least, most }: Limits): number | undefined {
  const value = input[member];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw invalidParameter(`${member} is ${JSON.stringify(value)}; it must be a whole number from ${least} to ${most}.`);
}
