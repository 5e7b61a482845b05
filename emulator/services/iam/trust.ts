import type { Aws } from '../../core/aws';
import { ServiceError } from '../../core/service';
import { requestContext } from './conditions';
import { evaluate } from './evaluate';
import { parsePolicyDocument } from './policy-document';

const ASSUME_ROLE = 'sts:AssumeRole';

export interface Assumption {
  readonly roleArn: string;
  /** Service principal, e.g. `lambda.amazonaws.com`. */
  readonly servicePrincipal: string;
  /**
   * ARN of the resource for which the service acts. If the service sends this ARN as `aws:SourceArn`, a trust policy
   * may require the ARN.
   */
  readonly sourceArn?: string;
}

/**
 * Checks that a service may assume a role, as AWS does when the role is passed to the service.
 * @param refusal error to throw; its text differs between services
 * @returns the role's name, for calls as this role
 * @throws ServiceError `refusal` if the role does not exist or its trust policy does not allow the service
 */
export async function assertTrusts(aws: Aws, assumption: Assumption, refusal: ServiceError): Promise<string> {
  const roleName = assumption.roleArn.split('/').at(-1) ?? '';
  const document = await trustPolicy(aws, assumption.roleArn, roleName);
  if (document === undefined) throw refusal;
  const { servicePrincipal: principal, sourceArn } = assumption;
  const keys = aws.sourceKeys.of({ principal, sourceArn, sourceAccount: aws.account.id }, ASSUME_ROLE);
  const { effect } = evaluate(
    parsePolicyDocument(document, `trust policy of role '${roleName}'`),
    { action: ASSUME_ROLE, resource: assumption.roleArn, context: requestContext(keys) },
    (principals) => principals?.services.includes(principal) ?? false,
  );
  if (effect !== 'allow') throw refusal;
  return roleName;
}

async function trustPolicy(aws: Aws, roleArn: string, roleName: string): Promise<string | undefined> {
  try {
    const { Role: role } = (await aws.call('iam', 'GetRole', { RoleName: roleName })) as {
      Role: { Arn: string; AssumeRolePolicyDocument: string };
    };
    return role.Arn === roleArn ? decodeURIComponent(role.AssumeRolePolicyDocument) : undefined;
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'NoSuchEntity') return undefined;
    throw error;
  }
}
