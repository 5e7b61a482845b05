import type { Aws } from '../../core/aws';
import { ServiceError } from '../../core/service';
import { isObject } from './json';

/** What a role needs so that its machine's log is delivered. Source: Step Functions developer guide, "Logging". */
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
 * Step Functions tries the role of a machine that is to be logged when the machine is created. It keeps no log here.
 * @throws ServiceError that begins with AWS's words and goes on to say what is missing
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
