import { parsePolicyDocument } from '../../../../emulator/services/iam/policy-document';

const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

describe('parsePolicyDocument', () => {
  it('reads a single value as a list, and text as JSON', () => {
    // Prepare
    const document = JSON.stringify({
      Version: '2012-10-17',
      Statement: { ...statement, Condition: { Bool: { 'aws:SecureTransport': false } } },
    });

    // Act
    const statements = parsePolicyDocument(document, 'policy');

    // Assess
    expect(statements).toEqual([
      {
        effect: 'Allow',
        actions: ['s3:GetObject'],
        resources: ['*'],
        conditions: [{ operator: 'Bool', key: 'aws:SecureTransport', values: ['false'] }],
      },
    ]);
  });

  it.each([
    ['text that is not JSON', '{', 'it is not JSON'],
    ['an old policy version', { Version: '2008-10-17', Statement: statement }, '"2008-10-17"'],
    ['NotAction', policy({ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }), 'NotAction'],
    ['NotResource', policy({ Effect: 'Allow', Action: 's3:*', NotResource: 'x' }), 'NotResource'],
    ['NotPrincipal', policy({ ...statement, NotPrincipal: '*' }), 'NotPrincipal'],
    ['a type of principal that is not emulated', policy({ ...statement, Principal: { Federated: 'x' } }), 'Federated'],
    [
      'an operator that is not emulated',
      policy({ ...statement, Condition: { DateLessThan: { a: 'b' } } }),
      "'DateLessThan'",
    ],
    [
      'a text in place of an ARN',
      policy({ ...statement, Condition: { ArnLike: { 'aws:SourceArn': '*' } } }),
      "Condition.ArnLike.aws:SourceArn holds '*', which is not an ARN",
    ],
    ['a policy variable', policy({ ...statement, Resource: [`arn:\${aws:username}`] }), `\${aws:username}`],
    ['a statement without an action', policy({ Effect: 'Allow', Resource: '*' }), 'Action has no value'],
    ['a wrong effect', policy({ ...statement, Effect: 'allow' }), 'Effect is "allow"'],
  ])('refuses %s with a message that names the problem and the policy', (_what, document, expected) => {
    // Act
    const parse = () => parsePolicyDocument(document, "policy 'data' of role 'upload'");

    // Assess
    expect(parse).toThrow(expected);
    expect(parse).toThrow("policy 'data' of role 'upload'");
  });
});

function policy(...statements: object[]) {
  return { Version: '2012-10-17', Statement: statements };
}
