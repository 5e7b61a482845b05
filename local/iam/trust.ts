import type { Aws } from '../aws';
import { ServiceError } from '../service';
import { evaluate } from './evaluate';
import { parsePolicyDocument } from './policy-document';

export interface Assumption {
  readonly roleArn: string;
  /** e.g. `lambda.amazonaws.com` */
  readonly servicePrincipal: string;
  /** What the service acts for: a trust policy may name it in `aws:SourceArn`. The account is always this one. */
  readonly sourceArn?: string;
}

/**
 * Checks that a service may assume a role, as AWS does when the role is handed to the service.
 * @returns the role's name, for calls as this role
 * @throws ServiceError `refusal` if the role does not exist or its trust policy does not name the service; each
 *   service has words of its own for this
 */
export async function assertTrusts(aws: Aws, assumption: Assumption, refusal: ServiceError): Promise<string> {
  const roleName = assumption.roleArn.split('/').at(-1) ?? '';
  const document = await trustPolicy(aws, assumption.roleArn, roleName);
  if (document === undefined) throw refusal;
  const context = new Map([
    ['aws:sourceaccount', aws.account.id],
    ...(assumption.sourceArn === undefined ? [] : [['aws:sourcearn', assumption.sourceArn] as const]),
  ]);
  const { effect } = evaluate(
    parsePolicyDocument(document, `trust policy of role '${roleName}'`),
    { action: 'sts:AssumeRole', resource: assumption.roleArn, context },
    (principals) => principals?.services.includes(assumption.servicePrincipal) ?? false,
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
