import { ADMINISTRATOR, type Caller, type Permission, ServiceError } from '../../../../emulator/core/service';
import { IamAuthorizer } from '../../../../emulator/services/iam/authorizer';
import { parsePolicyDocument } from '../../../../emulator/services/iam/policy-document';
import { Roles } from '../../../../emulator/services/iam/roles';

const account = { id: '123456789012', region: 'us-east-1', partition: 'aws' };
const role: Caller = { kind: 'role', roleName: 'upload', session: 'personalize-upload' };
const s3: Extract<Caller, { kind: 'service' }> = {
  kind: 'service',
  principal: 's3.amazonaws.com',
  sourceArn: 'arn:aws:s3:::data',
  sourceAccount: '123456789012',
};
const getObject: Permission = { action: 's3:GetObject', resource: 'arn:aws:s3:::data/train/a.json' };

describe('IamAuthorizer', () => {
  it.each<[string, object[], object[], Caller, Permission, string | undefined]>([
    ['allows an administrator without a policy', [], [], ADMINISTRATOR, getObject, undefined],
    [
      'allows a role with a statement that allows the action',
      [allow('s3:Get*', 'arn:aws:s3:::data/*')],
      [],
      role,
      getObject,
      undefined,
    ],
    [
      'allows an action even if the policy writes it with other upper-case and lower-case letters',
      [allow('S3:getobject', '*')],
      [],
      role,
      getObject,
      undefined,
    ],
    [
      'denies a role whose policies have no statement',
      [],
      [],
      role,
      getObject,
      'because no identity-based policy allows the s3:GetObject action',
    ],
    [
      'denies a resource if the policy writes it with other upper-case and lower-case letters',
      [allow('s3:GetObject', 'arn:aws:s3:::DATA/*')],
      [],
      role,
      getObject,
      'no identity-based policy',
    ],
    [
      'allows a role that only the bucket policy allows',
      [],
      [grant({ AWS: 'arn:aws:iam::123456789012:role/upload' })],
      role,
      getObject,
      undefined,
    ],
    [
      'allows a role session that only the bucket policy allows',
      [],
      [grant({ AWS: ['arn:aws:sts::123456789012:assumed-role/upload/personalize-upload'] })],
      role,
      getObject,
      undefined,
    ],
    [
      'denies a role if the bucket policy allows only the account of the role',
      [],
      [grant({ AWS: '123456789012' })],
      role,
      getObject,
      'no identity-based policy',
    ],
    [
      'denies a role if its own policy has an explicit deny',
      [allow('*', '*'), { ...allow('s3:*', '*'), Effect: 'Deny' }],
      [],
      role,
      getObject,
      'with an explicit deny in an identity-based policy',
    ],
    [
      'denies a role if the bucket policy has an explicit deny',
      [allow('*', '*')],
      [{ ...grant('*'), Effect: 'Deny' }],
      role,
      getObject,
      'with an explicit deny in a resource-based policy',
    ],
    [
      'allows a call over TLS if only plain HTTP is denied',
      [allow('*', '*')],
      [{ ...grant('*'), Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
      role,
      getObject,
      undefined,
    ],
    [
      'allows a service that the resource policy names',
      [],
      [
        {
          ...grant(
            { Service: 'logging.s3.amazonaws.com' },
            {
              ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::d*' },
              StringEquals: { 'aws:SourceAccount': '123456789012' },
            },
          ),
          Action: 's3:PutObject',
        },
      ],
      { ...s3, principal: 'logging.s3.amazonaws.com' },
      { ...getObject, action: 's3:PutObject' },
      undefined,
    ],
    [
      'denies a service if the policy requires a condition key that the service does not send',
      [],
      [grant({ Service: 's3.amazonaws.com' }, { StringEquals: { 'aws:SourceAccount': '123456789012' } })],
      s3,
      getObject,
      'because no resource-based policy allows',
    ],
    [
      'denies a service that acts for another bucket than the policy requires',
      [],
      [
        {
          ...grant({ Service: 'logging.s3.amazonaws.com' }, { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::x' } }),
          Action: 's3:PutObject',
        },
      ],
      { ...s3, principal: 'logging.s3.amazonaws.com' },
      { ...getObject, action: 's3:PutObject' },
      'because no resource-based policy allows',
    ],
    [
      'denies a service that the resource policy does not name',
      [],
      [grant({ Service: 'sns.amazonaws.com' })],
      s3,
      getObject,
      's3.amazonaws.com (for arn:aws:s3:::data)',
    ],
    [
      'allows passing a role to the service that the condition names',
      [passRole()],
      [],
      role,
      pass('personalize.amazonaws.com'),
      undefined,
    ],
    ['denies passing a role to another service', [passRole()], [], role, pass('lambda.amazonaws.com'), 'iam:PassRole'],
    [
      'allows a role that a condition names',
      [
        {
          ...allow('*', '*'),
          Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/upload' } },
        },
      ],
      [],
      role,
      getObject,
      undefined,
    ],
  ])('%s', (_what, identity, resource, caller, permission, denial) => {
    // Prepare
    const authorizer = authorizerWith(identity, resource);

    // Act
    const authorize = () => authorizer.authorize(caller, permission);

    // Assess
    if (denial === undefined) expect(authorize).not.toThrow();
    else expect(authorize).toThrow(denial);
  });

  it("denies with IAM's message and the error code of the called service", () => {
    // Prepare
    const authorizer = authorizerWith([], []);
    const describe: Permission = {
      action: 'personalize:DescribeSolution',
      resource: 'arn:aws:personalize:x',
    };

    // Act
    const errors = [getObject, describe].map((permission) => errorOf(() => authorizer.authorize(role, permission)));

    // Assess
    expect(errors).toMatchObject([
      { code: 'AccessDenied', status: 403 },
      {
        code: 'AccessDeniedException',
        status: 400,
        message:
          'User: arn:aws:sts::123456789012:assumed-role/upload/personalize-upload is not authorized to perform: personalize:DescribeSolution on resource: arn:aws:personalize:x because no identity-based policy allows the personalize:DescribeSolution action',
      },
    ]);
  });
});

function authorizerWith(identity: object[], resource: object[]): IamAuthorizer {
  const roles = new Roles();
  roles.add({
    roleName: 'upload',
    path: '/',
    arn: 'arn:aws:iam::123456789012:role/upload',
    roleId: 'AROAEXAMPLE',
    createDate: new Date(0),
    maxSessionDuration: 3600,
    tags: [],
    assumeRolePolicyDocument: '',
    inlinePolicies: new Map([['inline', { statements: statements(identity), length: 0 }]]),
    attachedPolicies: new Set(),
  });
  const authorizer = new IamAuthorizer(account, roles);
  authorizer.addResourcePolicies('s3', () => statements(resource));
  return authorizer;
}

function statements(list: object[]) {
  return parsePolicyDocument({ Version: '2012-10-17', Statement: list }, 'policy');
}

function allow(action: string, resource: string) {
  return { Effect: 'Allow', Action: action, Resource: resource };
}

function grant(principal: unknown, condition?: object) {
  return {
    ...allow('s3:GetObject', 'arn:aws:s3:::data/*'),
    Principal: principal,
    ...(condition && { Condition: condition }),
  };
}

function passRole() {
  return {
    ...allow('iam:PassRole', 'arn:aws:iam::123456789012:role/personalize'),
    Condition: { StringEquals: { 'iam:PassedToService': 'personalize.amazonaws.com' } },
  };
}

function pass(service: string): Permission {
  return {
    action: 'iam:PassRole',
    resource: 'arn:aws:iam::123456789012:role/personalize',
    context: { 'iam:PassedToService': service },
  };
}

function errorOf(run: () => void): unknown {
  try {
    run();
  } catch (error) {
    if (error instanceof ServiceError) return error;
  }
  throw new Error('The call threw no ServiceError.');
}
