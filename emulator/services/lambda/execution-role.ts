import type { Aws } from '../../core/aws';
import { type Permission, ServiceError } from '../../core/service';
import { assertTrusts } from '../iam/trust';
import { permissionFor } from './destinations';
import type { EventSettings } from './event-settings';
import type { FunctionConfiguration } from './function-configuration';
import { invalidParameter } from './input';

/** @throws ServiceError if tracing is enabled and the role may not send traces */
export function checkTracing(aws: Aws, configuration: FunctionConfiguration): void {
  if (configuration.tracing !== 'Active') return;
  checkRole(
    aws,
    configuration,
    { action: 'xray:PutTraceSegments', resource: '*' },
    'The provided execution role does not have permissions to call PutTraceSegments on XRAY',
  );
}

/**
 * Checks the role's permissions for the destination, as Lambda does when a destination is set. The text of the error is unconfirmed:
 * `lambda-destination-refusal` in docs/local-aws.md.
 * @throws ServiceError if the role may not send to the destination
 */
export function checkDestination(aws: Aws, configuration: FunctionConfiguration, { onFailure }: EventSettings): void {
  const permission = onFailure === undefined ? undefined : permissionFor(onFailure);
  if (permission === undefined) return;
  checkRole(
    aws,
    configuration,
    permission,
    "The provided destination config is invalid. The function's execution role does not have permissions to call it",
  );
}

/** Checks a permission of a role. The error has AWS's text, followed by the missing permission. */
function checkRole(
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

/** Service that assumes execution roles. */
export const PRINCIPAL = 'lambda.amazonaws.com';

/**
 * @returns the role's name
 * @throws ServiceError InvalidParameterValueException if Lambda may not assume the role
 */
export function assumedRole(aws: Aws, roleArn: string): Promise<string> {
  return assertTrusts(
    aws,
    { roleArn, servicePrincipal: PRINCIPAL },
    invalidParameter(
      `The role defined for the function cannot be assumed by Lambda: '${roleArn}' does not exist or does not trust ${PRINCIPAL}.`,
    ),
  );
}
