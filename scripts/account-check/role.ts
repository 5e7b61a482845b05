import { CreateRoleCommand, type IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';

export interface Role {
  /** Service that may assume the role, e.g. `states.amazonaws.com`. */
  readonly service: string;
  readonly allows: readonly string[];
  /** Condition of the role's trust policy. */
  readonly condition?: object;
}

/** @returns the role's ARN */
export async function createRole(
  iam: IAMClient,
  RoleName: string,
  { service, allows, condition }: Role,
): Promise<string> {
  const trust = {
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sts:AssumeRole',
    ...(condition && { Condition: condition }),
  };
  const { Role: role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: policy([trust]) }));
  if (allows.length > 0) {
    const PolicyDocument = policy([{ Effect: 'Allow', Action: allows, Resource: '*' }]);
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'work', PolicyDocument }));
  }
  return role?.Arn ?? '';
}

export function policy(statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}
