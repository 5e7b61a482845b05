import type { Aws } from '../../core/aws';
import { ServiceError } from '../../core/service';
import { isObject } from './json';

/** Actions that a machine's role must be allowed, so that Step Functions can deliver the machine's log. Source: Step Functions developer guide, "Logging". */
const ACTIONS = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
];

interface LoggedMachine {
  readonly name: string;
  readonly roleArn: string;
  readonly loggingConfiguration: unknown;
}

/**
 * Checks the permissions of the role of a machine with logging. Step Functions checks them when the machine is created. The emulator writes
 * no log.
 * @throws ServiceError AccessDeniedException with AWS's text, followed by the missing permission
 */
export function checkLogDelivery(aws: Aws, { name, roleArn, loggingConfiguration }: LoggedMachine): void {
  if (!isObject(loggingConfiguration) || (loggingConfiguration.level ?? 'OFF') === 'OFF') return;
  const caller = { kind: 'role', roleName: roleArn.split('/').at(-1) ?? '', session: name } as const;
  for (const action of ACTIONS) {
    try {
      aws.authorize(caller, { action, resource: '*' });
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      throw new ServiceError(
        'AccessDeniedException',
        `The state machine IAM Role is not authorized to access the Log Destination: ${error.message}`,
      );
    }
  }
}
