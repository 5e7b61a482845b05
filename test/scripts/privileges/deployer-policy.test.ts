import { requestContext } from '../../../emulator/services/iam/conditions';
import { evaluate } from '../../../emulator/services/iam/evaluate';
import { parsePolicyDocument } from '../../../emulator/services/iam/policy-document';
import { callsFor, DOCUMENTED, deployerPolicy, EXAMPLE } from '../../../scripts/privileges/deployer-policy';
import RECORDED from '../../../scripts/privileges/terraform-calls.json';
import { readSynthesis } from '../../support/synthesis';
import { synthesizedStack } from '../../support/synthesized-stack';

const POLICY = parsePolicyDocument(deployerPolicy(), "deployer's policy");
const CALLS = callsFor(EXAMPLE);
const ROLE = 'arn:aws:iam::111122223333:role/personalize-run-states-us-east-1';

describe("the deployer's policy", () => {
  it('allows each call that Terraform made', () => {
    // Act
    const denied = CALLS.filter(
      (call) => evaluate(POLICY, { ...call, context: requestContext(call.context) }).effect !== 'allow',
    );

    // Assess
    expect(CALLS.length).toBeGreaterThan(500);
    expect(denied).toEqual([]);
  });

  it('has only actions that were called or are documented as needed', () => {
    // Prepare
    const needed = new Set([...CALLS.map(({ action }) => action), ...DOCUMENTED.flatMap(({ actions }) => actions)]);

    // Act
    const others = POLICY.flatMap(({ actions }) => actions).filter((action) => !needed.has(action));

    // Assess
    expect(others).toEqual([]);
  });

  it('is made from recorded calls that cover every resource type of the stack', () => {
    // Act
    const types = Object.keys(readSynthesis(synthesizedStack()).configuration.resource);

    // Assess
    expect(types.filter((type) => !RECORDED.resourceTypes.includes(type))).toEqual([]);
  });

  it('gives no permission to create a role without the permissions boundary', () => {
    // Act
    const { effect } = evaluate(POLICY, { action: 'iam:CreateRole', resource: ROLE, context: requestContext({}) });

    // Assess
    expect(effect).toBe('no-statement');
  });

  it.each(['eu-west', 'log', 'schedule'])(
    'has wildcards only for keys and its own deployment, even for the name %s, with which a region or resource type begins',
    (name) => {
      // Act
      const policy = deployerPolicy({ account: '111122223333', region: 'eu-west-1', name });

      // Assess
      const wide = policy.Statement.map(({ Resource }) => Resource).filter((each) => /[^:]\*$/.test(each));
      const own = new RegExp(`:key/\\*$|[:/]${name}(-\\*|/.*)$`);
      expect(wide.filter((each) => !own.test(each))).toEqual([]);
      expect(policy.Statement.filter(({ Resource }) => Resource.startsWith('arn:aws:lambda:eu-west-*'))).toEqual([]);
    },
  );

  const key = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd';
  it.each([
    ['delete the alias of the key', 'kms:DeleteAlias', key, {}],
    [
      'read the tags of functions',
      'lambda:ListTags',
      'arn:aws:lambda:us-east-1:111122223333:function:personalize-run',
      {},
    ],
    [
      "remove tags from the deployment's key",
      'kms:UntagResource',
      key,
      { 'kms:ResourceAliases': 'alias/personalize-notifications' },
    ],
    [
      "change the policy of the deployment's key",
      'kms:PutKeyPolicy',
      key,
      { 'kms:ResourceAliases': 'alias/personalize-notifications' },
    ],
    ['change the trust of roles', 'iam:UpdateAssumeRolePolicy', ROLE, {}],
    ['change descriptions of roles', 'iam:UpdateRoleDescription', ROLE, {}],
    [
      'set the permissions boundary',
      'iam:PutRolePermissionsBoundary',
      ROLE,
      { 'iam:PermissionsBoundary': EXAMPLE.boundary ?? '' },
    ],
  ])('gives permission to %s', (_, action, resource, context) => {
    const { effect } = evaluate(POLICY, { action, resource, context: requestContext(context) });
    expect(effect).toBe('allow');
  });

  it.each([
    ['change the policy of another key', 'kms:PutKeyPolicy', key, { 'kms:ResourceAliases': 'alias/other' }],
    [
      'set another permissions boundary',
      'iam:PutRolePermissionsBoundary',
      ROLE,
      { 'iam:PermissionsBoundary': 'arn:other' },
    ],
  ])('gives no permission to %s', (_, action, resource, context) => {
    const { effect } = evaluate(POLICY, { action, resource, context: requestContext(context) });
    expect(effect).toBe('no-statement');
  });

  it('names its account, region, deployment and partition, and no boundary if there is none', () => {
    // Act
    const policy = deployerPolicy({
      account: '444455556666',
      region: 'cn-north-1',
      name: 'shop',
      boundary: undefined,
    });

    // Assess
    const text = JSON.stringify(policy);
    expect(text).toContain('"arn:aws-cn:lambda:cn-north-1:444455556666:function:shop-*"');
    expect(text).toContain('"arn:aws-cn:ssm:cn-north-1:444455556666:parameter/shop/names"');
    expect(text).not.toMatch(/arn:aws:|us-east-1|personalize|PermissionsBoundary|111122223333|123456789012/);
  });
});
