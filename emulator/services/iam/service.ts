import type { ApiModel } from '../../core/api/model';
import type { Aws } from '../../core/aws';
import { EmulatedService, type Operations, operation, type Protocol } from '../../core/emulated-service';
import { QueryProtocol } from '../../core/protocols/query';
import type { Random } from '../../core/random';
import { type Call, type Input, type Permission, ServiceError } from '../../core/service';
import MODEL from './api-model.json';
import { parsePolicyDocument } from './policy-document';
import type { Role, Roles } from './roles';

const NAME = /^[\w+=,.@-]+$/;
/** Longest names, in characters. */
const NAME_LENGTHS = { roleName: 64, policyName: 128 };
/**
 * Maximum number of characters of all inline policies of a role together. White space does not count. Source: "IAM and AWS STS quotas", IAM
 * user guide, 2026-11. https://github.com/aws/aws-cdk/issues/12403 quotes the error.
 */
const INLINE_POLICIES_LENGTH = 10_240;
const ID_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const ID_LENGTH = 17;
const HOUR_IN_SECONDS = 3600;

/** The parts of IAM that a stack needs: roles and their policies. */
export class IamService extends EmulatedService {
  readonly name = 'iam';
  readonly model = MODEL as unknown as ApiModel;
  protected readonly title = 'IAM';
  protected override readonly codes = {
    unknownOperation: 'InvalidAction',
    mistyped: 'MalformedInput',
    invalid: 'ValidationError',
  };
  protected readonly protocol: Protocol;
  private readonly random: Random;
  protected readonly operations: Operations = {
    CreateRole: operation(
      ['Path', 'RoleName', 'AssumeRolePolicyDocument', 'Description', 'MaxSessionDuration', 'Tags.*'],
      (input) => this.createRole(input),
    ),
    GetRole: operation(['RoleName'], (input) => ({ Role: describe(this.role(text(input, 'RoleName'))) })),
    ListRoles: operation([], () => ({ Roles: this.roles.list().map(describe), IsTruncated: false })),
    DeleteRole: operation(['RoleName'], (input) => this.deleteRole(input)),
    ListRolePolicies: operation(['RoleName'], (input) => ({
      PolicyNames: [...this.role(text(input, 'RoleName')).inlinePolicies.keys()].sort(),
      IsTruncated: false,
    })),
    DeleteRolePolicy: operation(['RoleName', 'PolicyName'], (input) => this.deleteRolePolicy(input)),
    PutRolePolicy: operation(['RoleName', 'PolicyName', 'PolicyDocument'], (input) => this.putRolePolicy(input)),
    CreatePolicy: operation(['PolicyName', 'Path', 'PolicyDocument'], (input) => this.createPolicy(input)),
    AttachRolePolicy: operation(['RoleName', 'PolicyArn'], (input) => this.attachRolePolicy(input)),
  };

  constructor(
    private readonly aws: Aws,
    private readonly roles: Roles,
  ) {
    super();
    this.random = aws.random.fork('iam');
    const requestIds = aws.random.fork('iam-requests');
    this.protocol = new QueryProtocol({
      namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
      requestId: () => requestIds.uuid(),
    });
  }

  permissions({ operation, input }: Call): readonly Permission[] {
    const resource = typeof input.RoleName === 'string' ? this.aws.arn('iam', `role/${input.RoleName}`, '') : '*';
    return [{ action: `iam:${operation}`, resource }];
  }

  private createRole(input: Input): unknown {
    const roleName = text(input, 'RoleName');
    checkName('roleName', roleName);
    const path = optionalText(input, 'Path') ?? '/';
    const document = text(input, 'AssumeRolePolicyDocument');
    parsePolicyDocument(document, `trust policy of role '${roleName}'`);
    if (this.roles.find(roleName) !== undefined) {
      throw new ServiceError('EntityAlreadyExists', `Role with name ${roleName} already exists.`, 409);
    }
    const description = optionalText(input, 'Description');
    const role: Role = {
      roleName,
      path,
      arn: this.aws.arn('iam', `role${path}${roleName}`, ''),
      roleId: `AROA${this.uniqueId()}`,
      createDate: new Date(this.aws.clock.now()),
      ...(description !== undefined && { description }),
      maxSessionDuration: Number(input.MaxSessionDuration ?? HOUR_IN_SECONDS),
      tags: (input.Tags ?? []) as Role['tags'],
      assumeRolePolicyDocument: document,
      inlinePolicies: new Map(),
      attachedPolicies: new Set(),
    };
    this.roles.add(role);
    return { Role: describe(role) };
  }

  private putRolePolicy(input: Input): unknown {
    const role = this.role(text(input, 'RoleName'));
    const policyName = text(input, 'PolicyName');
    checkName('policyName', policyName);
    const document = text(input, 'PolicyDocument');
    const statements = parsePolicyDocument(document, `policy '${policyName}' of role '${role.roleName}'`);
    const { length } = document.replace(/\s/g, '');
    const others = [...role.inlinePolicies].filter(([name]) => name !== policyName);
    if (others.reduce((sum, [, policy]) => sum + policy.length, length) > INLINE_POLICIES_LENGTH)
      throw new ServiceError(
        'LimitExceeded',
        `Maximum policy size of ${INLINE_POLICIES_LENGTH} bytes exceeded for role ${role.roleName}`,
        409,
      );
    this.roles.putInlinePolicy(role, policyName, { statements, length });
    return {};
  }

  private deleteRole(input: Input): unknown {
    const role = this.role(text(input, 'RoleName'));
    if (role.inlinePolicies.size + role.attachedPolicies.size > 0)
      throw new ServiceError('DeleteConflict', 'Cannot delete entity, must delete or detach policies first.', 409);
    this.roles.remove(role);
    return {};
  }

  private deleteRolePolicy(input: Input): unknown {
    const role = this.role(text(input, 'RoleName'));
    const policyName = text(input, 'PolicyName');
    if (!role.inlinePolicies.has(policyName))
      throw new ServiceError('NoSuchEntity', `The role policy with name ${policyName} cannot be found.`, 404);
    this.roles.deleteInlinePolicy(role, policyName);
    return {};
  }

  private createPolicy(input: Input): unknown {
    const policyName = text(input, 'PolicyName');
    checkName('policyName', policyName);
    const path = optionalText(input, 'Path') ?? '/';
    const arn = this.aws.arn('iam', `policy${path}${policyName}`, '');
    if (this.roles.hasManagedPolicy(arn)) {
      throw new ServiceError('EntityAlreadyExists', `A policy called ${policyName} already exists.`, 409);
    }
    this.roles.addManagedPolicy(arn, parsePolicyDocument(text(input, 'PolicyDocument'), `policy '${policyName}'`));
    return { Policy: { Arn: arn, PolicyName: policyName, PolicyId: `ANPA${this.uniqueId()}`, Path: path } };
  }

  private attachRolePolicy(input: Input): unknown {
    const role = this.role(text(input, 'RoleName'));
    const arn = text(input, 'PolicyArn');
    if (!this.roles.hasManagedPolicy(arn)) {
      throw new ServiceError('NoSuchEntity', `Policy ${arn} does not exist or is not attachable.`, 404);
    }
    this.roles.attachPolicy(role, arn);
    return {};
  }

  private role(roleName: string): Role {
    const role = this.roles.find(roleName);
    if (role === undefined) {
      throw new ServiceError('NoSuchEntity', `The role with name ${roleName} cannot be found.`, 404);
    }
    return role;
  }

  private uniqueId(): string {
    const draw = () => ID_CHARACTERS.charAt(this.random.integer(0, ID_CHARACTERS.length - 1));
    return Array.from({ length: ID_LENGTH }, draw).join('');
  }
}

/** Describes a role. The API returns its trust policy percent-encoded. */
function describe(role: Role): unknown {
  return {
    Path: role.path,
    RoleName: role.roleName,
    RoleId: role.roleId,
    Arn: role.arn,
    CreateDate: role.createDate,
    AssumeRolePolicyDocument: encodeURIComponent(role.assumeRolePolicyDocument),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration,
    Tags: role.tags,
  };
}

function checkName(member: keyof typeof NAME_LENGTHS, name: string): void {
  const longest = NAME_LENGTHS[member];
  if (NAME.test(name) && name.length <= longest) return;
  throw new ServiceError(
    'ValidationError',
    `The specified value for ${member} is invalid: '${name}'. It must have 1 to ${longest} characters of a-z A-Z 0-9 + = , . @ _ -`,
  );
}

function text(input: Input, member: string): string {
  const value = input[member];
  if (typeof value !== 'string' || value === '') {
    throw new ServiceError('ValidationError', `${member} must be a non-empty string.`);
  }
  return value;
}

function optionalText(input: Input, member: string): string | undefined {
  return input[member] === undefined ? undefined : text(input, member);
}
