import type { TerraformResourceLifecycle } from 'cdktf';
import type { PolicyStatement } from '../../functions/shared/definition';
import type { Deployment } from './deployment';

type Precondition = NonNullable<TerraformResourceLifecycle['precondition']>[number];

/** A rule about two variables, which Terraform's validations cannot hold before 1.9. */
export const BOTH_OR_NEITHER: Precondition = {
  condition: '${(length(var.vpc_subnet_ids) == 0) == (length(var.vpc_security_group_ids) == 0)}',
  errorMessage: 'vpc_subnet_ids and vpc_security_group_ids must be given together, or neither.',
};

/**
 * Permissions that Lambda needs to connect a function to a VPC. The Describe actions support no resources; the others must be
 * allowed for every resource of EC2, since Lambda refuses a role that may delete only some interfaces (Lambda developer guide).
 */
export function vpcPermissions({ awsEnvironment }: Deployment): readonly PolicyStatement[] {
  return [
    {
      actions: [
        'ec2:CreateNetworkInterface',
        'ec2:DeleteNetworkInterface',
        'ec2:AssignPrivateIpAddresses',
        'ec2:UnassignPrivateIpAddresses',
      ],
      resources: [awsEnvironment.arn('ec2', '*/*')],
    },
    { actions: ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'], resources: ['*'] },
  ];
}
