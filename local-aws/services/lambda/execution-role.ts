import type { Aws } from '../../core/aws';
import { type Permission, ServiceError } from '../../core/service';
import { permissionFor } from './destinations';
import type { EventSettings } from './event-settings';
import type { FunctionConfiguration } from './function-configuration';

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
 * Lambda checks the role's permissions when the destination is set. The text is unconfirmed.
 * @throws ServiceError if the role may not send to it
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

/** AWS's text, followed by the missing permission. */
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
