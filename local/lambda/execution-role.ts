import type { Aws } from '../aws';
import { type Permission, ServiceError } from '../service';
import type { FunctionConfiguration } from './function-configuration';

/** @throws ServiceError if the function's role lacks the permission: AWS's text, and then what exactly is missing */
export function checkRole(
  aws: Aws,
  { roleName, functionName }: FunctionConfiguration,
  permission: Permission,
  refusal: string,
): void {
  try {
    aws.authorize({ kind: 'role', roleName, session: functionName }, permission);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new ServiceError('InvalidParameterValueException', `${refusal}: ${error.message}`);
  }
}
