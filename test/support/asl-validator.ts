import aslValidator from 'asl-validator';
import type { Machine } from './machine';

/** asl-validator changes its input, and without `checkPaths` it would not check paths where ARNs are. */
export function validatorProblems(machine: Machine): string[] {
  // It changes what it is given, and without `checkPaths` it would leave paths unchecked where ARNs are.
  const { isValid, errors } = aslValidator(structuredClone(machine), { checkPaths: true, checkArn: true });
  return isValid ? [] : errors.map((error) => JSON.stringify(error));
}
