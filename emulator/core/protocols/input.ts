import { type Input, ServiceError } from '../service';

/**
 * Returns a required member as text.
 * @param code error code, which differs between services
 * @throws ServiceError that names the member
 */
export function requiredText(input: Input, member: string, code = 'ValidationException'): string {
  const value = input[member];
  if (typeof value === 'string' && value !== '') return value;
  const given = value === undefined ? 'missing' : `${JSON.stringify(value)}, which is not a non-empty string`;
  throw new ServiceError(code, `${member} is ${given}.`);
}

/** Returns a member as text, or undefined if it is absent or empty. */
export function optionalText(input: Input, member: string): string | undefined {
  const value = input[member];
  return value === undefined || value === null || value === '' ? undefined : String(value);
}
