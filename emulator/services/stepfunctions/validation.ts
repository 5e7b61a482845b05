import { type Input, ServiceError } from '../../core/service';
import { LIMITS } from './limits';

/** Characters that names of state machines and executions must not contain (API model). */
const FORBIDDEN_IN_NAMES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what the rule is about
  /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f\ufffe\uffff\ud800-\udfff]|\u{10ffff}/u;

/** Maximum number of characters of a value that an error message quotes. Longer values are truncated. */
const MAX_QUOTED = 256;

export function invalid(member: string, value: unknown, constraint: string): ServiceError {
  return new ServiceError(
    'ValidationException',
    `1 validation error detected: Value ${value === undefined ? 'null' : `'${String(value).slice(0, MAX_QUOTED)}'`} at '${member}' failed to satisfy ` +
      `constraint: ${constraint}`,
  );
}

/** @throws ServiceError if the member is not a text of 1 to `maxLength` bytes */
export function requiredText(input: Input, member: string, maxLength: number): string {
  const text = optionalText(input, member, maxLength);
  if (text === undefined) throw invalid(member, undefined, 'Member must not be null');
  if (text === '') throw invalid(member, text, 'Member must have length greater than or equal to 1');
  return text;
}

export function optionalText(input: Input, member: string, maxLength: number): string | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalid(member, value, 'Member must be a string');
  if (Buffer.byteLength(value) > maxLength) {
    throw invalid(member, value, `Member must have length less than or equal to ${maxLength}`);
  }
  return value;
}

/** @throws ServiceError if the member is present and is not one of the values. Values are case-sensitive */
export function optionalEnum<T extends string>(input: Input, member: string, values: readonly T[]): T | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  const found = values.find((known) => known === value);
  if (found === undefined) throw invalid(member, value, `Member must satisfy enum value set: [${values.join(', ')}]`);
  return found;
}

export function optionalFlag(input: Input, member: string): boolean | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'boolean') throw invalid(member, value, 'Member must be a boolean');
  return value;
}

/** @throws ServiceError `InvalidName` */
export function checkName(name: string): string {
  if (name === '' || name.length > LIMITS.nameCharacters || FORBIDDEN_IN_NAMES.test(name)) {
    throw new ServiceError('InvalidName', `Invalid Name: '${name}'`);
  }
  return name;
}

/** @throws ServiceError `InvalidArn` if the member is not an ARN of Step Functions of the given kind */
export function requiredArn(input: Input, member: string, kind: 'stateMachine' | 'execution'): string {
  const arn = requiredText(input, member, 256);
  const [prefix, , service, , , resource] = arn.split(':');
  // The texts of the first two errors were seen on AWS (2026-09, 2025-08). The text of the third error is the emulator's own.
  if (prefix !== 'arn') throw new ServiceError('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
  if (service === 'states' && resource !== kind) {
    throw new ServiceError('InvalidArn', `Invalid Arn: 'Resource type not valid in this context: ${resource}'`);
  }
  if (service !== 'states') throw new ServiceError('InvalidArn', `Invalid Arn: '${arn}'`);
  return arn;
}
