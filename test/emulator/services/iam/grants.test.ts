import type { Caller, Permission } from '../../../../emulator/core/service';
import { IamAuthorizer } from '../../../../emulator/services/iam/authorizer';
import { parsePolicyDocument } from '../../../../emulator/services/iam/policy-document';
import { Roles } from '../../../../emulator/services/iam/roles';

const BUCKET = 'arn:aws:s3:::data';
const account = { id: '123456789012', region: 'us-east-1', partition: 'aws' };
const role: Caller = { kind: 'role', roleName: 'upload', session: 'personalize-upload' };
const service: Caller = {
  kind: 'service',
  principal: 's3.amazonaws.com',
  sourceArn: BUCKET,
  sourceAccount: account.id,
};

const toRole = [
  {
    Effect: 'Allow',
    Action: ['s3:GetObject', 's3:PutObject'],
    Resource: [`${BUCKET}/train/*`, `${BUCKET}/*`],
  },
  { Effect: 'Allow', Action: 's3:Get*', Resource: `${BUCKET}/*` },
  { Effect: 'Deny', Action: 's3:PutObject', Resource: `${BUCKET}/secret` },
];
const onBucket = [
  {
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${account.id}:role/upload`, Service: 's3.amazonaws.com' },
    Action: 's3:GetObject',
    Resource: `${BUCKET}/*`,
  },
];

function authorizer(): IamAuthorizer {
  const roles = new Roles();
  roles.add({
    roleName: 'upload',
    path: '/',
    arn: `arn:aws:iam::${account.id}:role/upload`,
    roleId: 'AROA',
    createDate: new Date(0),
    maxSessionDuration: 3600,
    tags: [],
    assumeRolePolicyDocument: '{}',
    inlinePolicies: new Map([['data', { statements: parse(toRole), length: 0 }]]),
    attachedPolicies: new Set(),
  });
  const created = new IamAuthorizer(account, roles);
  const statements = parse(onBucket);
  created.addResourcePolicies('s3', () => statements);
  return created;
}

function parse(statements: readonly object[]) {
  return parsePolicyDocument({ Version: '2012-10-17', Statement: statements }, 'policy');
}

function permission(action: string, key: string): Permission {
  return { action, resource: `${BUCKET}/${key}` };
}

describe('the counts of grants in policies', () => {
  it('include each call once, for the first pair of action and resource that allows the call', () => {
    // Prepare
    const iam = authorizer();

    // Act
    iam.authorize(role, permission('s3:GetObject', 'train/a.json'));
    iam.authorize(role, permission('s3:GetObject', 'train/b.json'));
    iam.authorize(role, permission('s3:PutObject', 'batch/c.json'));

    // Assess
    expect(iam.grantsTo('upload')).toEqual([
      { action: 's3:GetObject', resource: `${BUCKET}/train/*`, uses: 2 },
      { action: 's3:GetObject', resource: `${BUCKET}/*`, uses: 0 },
      { action: 's3:PutObject', resource: `${BUCKET}/train/*`, uses: 0 },
      { action: 's3:PutObject', resource: `${BUCKET}/*`, uses: 1 },
      // This grant has 0 uses, because the first grant has already allowed both calls of GetObject.
      { action: 's3:Get*', resource: `${BUCKET}/*`, uses: 0 },
    ]);
  });

  it('do not include denied calls', () => {
    // Prepare
    const iam = authorizer();

    // Act
    const denied = () => iam.authorize(role, permission('s3:PutObject', 'secret'));

    // Assess
    expect(denied).toThrow('explicit deny');
    expect(iam.grantsTo('upload').filter(({ uses }) => uses > 0)).toEqual([]);
  });

  it("include, for a resource's policy, only the calls that the caller's own policies do not allow", () => {
    // Prepare
    const iam = authorizer();

    // Act
    iam.authorize(role, permission('s3:GetObject', 'train/a.json'));
    iam.authorize(service, permission('s3:GetObject', 'train/a.json'));

    // Assess
    expect(iam.grantsOn(`${BUCKET}/train/a.json`)).toEqual([
      { action: 's3:GetObject', resource: `${BUCKET}/*`, uses: 1 },
    ]);
  });
});
