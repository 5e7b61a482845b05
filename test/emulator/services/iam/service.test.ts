import { Aws } from '../../../../emulator/core/aws';
import { Clock } from '../../../../emulator/core/clock';
import { Random } from '../../../../emulator/core/random';
import { ADMINISTRATOR, type Caller, ServiceError } from '../../../../emulator/core/service';
import { IamAuthorizer } from '../../../../emulator/services/iam/authorizer';
import { IssuedCredentials } from '../../../../emulator/services/iam/credentials';
import { Roles } from '../../../../emulator/services/iam/roles';
import { IamService } from '../../../../emulator/services/iam/service';
import { assertTrusts } from '../../../../emulator/services/iam/trust';

const ROLE_ARN = 'arn:aws:iam::123456789012:role/upload';

describe('IamService', () => {
  it('allows a role what its inline and attached policies allow', async () => {
    // Prepare
    const { aws, authorizer } = account();
    await aws.call('iam', 'CreateRole', {
      RoleName: 'upload',
      AssumeRolePolicyDocument: trust('lambda.amazonaws.com'),
    });
    const { Policy } = (await aws.call('iam', 'CreatePolicy', {
      PolicyName: 'publish',
      PolicyDocument: allow('sns:Publish'),
    })) as { Policy: { Arn: string } };

    // Act
    await aws.call('iam', 'PutRolePolicy', {
      RoleName: 'upload',
      PolicyName: 'a',
      PolicyDocument: allow('s3:GetObject'),
    });
    await aws.call('iam', 'AttachRolePolicy', { RoleName: 'upload', PolicyArn: Policy.Arn });

    // Assess
    const caller: Caller = { kind: 'role', roleName: 'upload', session: 's' };
    const may = (action: string) => () => authorizer.authorize(caller, { action, resource: '*' });
    expect(may('s3:GetObject')).not.toThrow();
    expect(may('sns:Publish')).not.toThrow();
    expect(may('sns:Subscribe')).toThrow('sns:Subscribe');
  });

  it.each([
    [
      'the creation of a role that exists',
      'CreateRole',
      { RoleName: 'upload', AssumeRolePolicyDocument: trust('x') },
      'EntityAlreadyExists',
    ],
    [
      'a role name with a blank',
      'CreateRole',
      { RoleName: 'a b', AssumeRolePolicyDocument: trust('x') },
      'ValidationError',
    ],
    [
      'a role name of 65 characters',
      'CreateRole',
      { RoleName: 'a'.repeat(65), AssumeRolePolicyDocument: trust('x') },
      'ValidationError',
    ],
    [
      'a policy that is not valid JSON',
      'PutRolePolicy',
      { RoleName: 'upload', PolicyName: 'p', PolicyDocument: '{' },
      'MalformedPolicyDocument',
    ],
    ['a request for a role that does not exist', 'GetRole', { RoleName: 'other' }, 'NoSuchEntity'],
    [
      'the attachment of a policy that does not exist',
      'AttachRolePolicy',
      { RoleName: 'upload', PolicyArn: 'arn:aws:iam::123456789012:policy/other' },
      'NoSuchEntity',
    ],
    [
      'the deletion of an inline policy that does not exist',
      'DeleteRolePolicy',
      { RoleName: 'upload', PolicyName: 'other' },
      'NoSuchEntity',
    ],
    ['an operation that is not emulated', 'CreateUser', {}, 'InvalidAction'],
  ])('refuses %s', async (_what, operation, input, code) => {
    // Prepare
    const { aws } = account();
    await aws.call('iam', 'CreateRole', { RoleName: 'upload', AssumeRolePolicyDocument: trust('x') });

    // Act
    const call = aws.call('iam', operation, input);

    // Assess
    await expect(call).rejects.toMatchObject({ code });
  });

  it('deletes a role only after its inline policies have been deleted', async () => {
    // Prepare
    const { aws, authorizer } = account();
    await aws.call('iam', 'CreateRole', { RoleName: 'upload', AssumeRolePolicyDocument: trust('x') });
    await aws.call('iam', 'PutRolePolicy', {
      RoleName: 'upload',
      PolicyName: 'a',
      PolicyDocument: allow('sns:Publish'),
    });

    // Act
    const early = aws.call('iam', 'DeleteRole', { RoleName: 'upload' });
    await expect(early).rejects.toMatchObject({ code: 'DeleteConflict' });
    const names = await aws.call('iam', 'ListRolePolicies', { RoleName: 'upload' });
    await aws.call('iam', 'DeleteRolePolicy', { RoleName: 'upload', PolicyName: 'a' });
    const caller: Caller = { kind: 'role', roleName: 'upload', session: 's' };
    const publish = () => authorizer.authorize(caller, { action: 'sns:Publish', resource: '*' });
    expect(publish).toThrow('sns:Publish');
    await aws.call('iam', 'DeleteRole', { RoleName: 'upload' });

    // Assess
    expect(names).toMatchObject({ PolicyNames: ['a'] });
    await expect(aws.call('iam', 'GetRole', { RoleName: 'upload' })).rejects.toMatchObject({ code: 'NoSuchEntity' });
  });

  it('limits the inline policies of a role to 10,240 characters in total, not counting white space', async () => {
    // Prepare
    const { aws } = account();
    const RoleName = 'upload';
    await aws.call('iam', 'CreateRole', { RoleName, AssumeRolePolicyDocument: trust('x') });
    const put = (PolicyName: string, length: number) => {
      const rest = allow('s3:').length;
      const PolicyDocument = `${allow(`s3:${'a'.repeat(length - rest)}`)}${' '.repeat(500)}`;
      return aws.call('iam', 'PutRolePolicy', { RoleName, PolicyName, PolicyDocument });
    };
    await put('a', 10_000);
    await put('b', 240);

    // Act
    const longer = put('b', 241);
    const again = put('a', 10_000);

    // Assess
    await expect(longer).rejects.toMatchObject({
      code: 'LimitExceeded',
      message: 'Maximum policy size of 10240 bytes exceeded for role upload',
    });
    await expect(again).resolves.toEqual({});
  });

  it('lists roles in the order of their names, with the same ids for the same seed', async () => {
    // Prepare
    const lists = await Promise.all(
      [1, 1].map(async () => {
        const { aws } = account();
        for (const name of ['b', 'a']) {
          await aws.call('iam', 'CreateRole', { RoleName: name, AssumeRolePolicyDocument: trust('x') });
        }
        // Act
        return (await aws.call('iam', 'ListRoles', {})) as { Roles: { RoleName: string; RoleId: string }[] };
      }),
    );

    // Assess
    expect(lists[0]?.Roles.map((role) => role.RoleName)).toEqual(['a', 'b']);
    expect(lists[0]).toEqual(lists[1]);
    expect(lists[0]?.Roles[0]?.RoleId).toMatch(/^AROA[A-Z2-7]{17}$/);
  });
});

describe('assertTrusts', () => {
  const SCHEDULER = 'scheduler.amazonaws.com';
  const refusal = new ServiceError('InvalidParameterValueException', 'cannot be assumed');
  const sourceAccount = { StringEquals: { 'aws:SourceAccount': '123456789012' } };
  const sourceArn = {
    ArnEquals: { 'aws:SourceArn': 'arn:aws:scheduler:us-east-1:123456789012:schedule-group/g' },
  };

  it.each([
    ['accepts the service that the role trusts', trust('lambda.amazonaws.com'), {}, true],
    ['refuses another service', trust('states.amazonaws.com'), {}, false],
    [
      'refuses a service that does not send aws:SourceAccount if the trust policy requires it',
      trust('lambda.amazonaws.com', sourceAccount),
      {},
      false,
    ],
    [
      'accepts a service that sends the aws:SourceAccount that the trust policy requires',
      trust(SCHEDULER, sourceAccount),
      { servicePrincipal: SCHEDULER },
      true,
    ],
    [
      'refuses a service that does not send aws:SourceArn if the trust policy requires it',
      trust(SCHEDULER, sourceArn),
      { servicePrincipal: SCHEDULER },
      false,
    ],
    [
      'accepts a service that sends the aws:SourceArn that the trust policy requires',
      trust(SCHEDULER, sourceArn),
      {
        servicePrincipal: SCHEDULER,
        sourceArn: 'arn:aws:scheduler:us-east-1:123456789012:schedule-group/g',
      },
      true,
    ],
    [
      'refuses a role ARN with another path',
      trust('lambda.amazonaws.com'),
      { roleArn: 'arn:aws:iam::123456789012:role/p/upload' },
      false,
    ],
    [
      'refuses a role that does not exist',
      trust('lambda.amazonaws.com'),
      { roleArn: 'arn:aws:iam::123456789012:role/x' },
      false,
    ],
  ])('%s', async (_what, document, overrides, trusted) => {
    // Prepare
    const { aws } = account();
    await aws.call('iam', 'CreateRole', { RoleName: 'upload', AssumeRolePolicyDocument: document });
    const assumption = { roleArn: ROLE_ARN, servicePrincipal: 'lambda.amazonaws.com', ...overrides };

    // Act
    const assertion = assertTrusts(aws, assumption, refusal);

    // Assess
    if (trusted) await expect(assertion).resolves.toBe('upload');
    else await expect(assertion).rejects.toBe(refusal);
  });
});

describe('IssuedCredentials', () => {
  it('maps the access keys that it has issued to their roles, and all other keys to the administrator', () => {
    // Prepare
    const credentials = new IssuedCredentials(new Random(1));

    // Act
    const issued = credentials.issue('upload', 'personalize-upload');

    // Assess
    expect(credentials.callerOf(issued.accessKeyId)).toEqual({
      kind: 'role',
      roleName: 'upload',
      session: 'personalize-upload',
    });
    expect(credentials.callerOf('AKIATEST')).toBe(ADMINISTRATOR);
  });
});

function account() {
  const roles = new Roles();
  const random = new Random(1);
  const where = { id: '123456789012', region: 'us-east-1', partition: 'aws' };
  const authorizer = new IamAuthorizer(where, roles);
  const credentials = new IssuedCredentials(random);
  const aws = new Aws({ clock: new Clock(0), random, account: where, authorizer, credentials });
  aws.register(new IamService(aws, roles));
  return { aws, authorizer };
}

function trust(service: string, condition?: object): string {
  const statement = { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ ...statement, ...(condition && { Condition: condition }) }],
  });
}

function allow(action: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
  });
}
